/// One step in the history of a schema, by a name that never changes.
package struct SQLMigration: Sendable {
  package let name: String
  let body: @Sendable (SQLConnection) throws -> Void

  package init(_ name: String, _ body: @escaping @Sendable (SQLConnection) throws -> Void) {
    self.name = name
    self.body = body
  }
}

/// How far the schema of a database has come.
package enum SQLSchema: Hashable, Sendable {
  /// Some migrations have not run.
  case earlier
  case current
  /// A migration has run that is not among those that are known.
  case later
}
