import GRDB

/// The statements of one transaction: the only words that are spoken to the database.
///
/// Statements stay compiled, values and columns go by their places: the library's general way to bind and read costs as
/// much as the database itself, and there are thirty statements a mail.
package struct SQLConnection {
  private let database: Database

  init(_ database: Database) { self.database = database }

  // MARK: - Statements

  /// Carries out a statement that gives no rows.
  package func run(_ sql: String, _ values: SQLValue...) throws { try run(sql, values) }

  /// Carries out a statement that gives no rows.
  package func run(_ sql: String, _ values: [SQLValue]) throws {
    let statement = try prepared(sql, values)
    defer { statement.end() }
    while try statement.next() {}
  }

  /// Carries out a statement that changes rows.
  ///
  /// - Returns: how many it has changed.
  package func changed(_ sql: String, _ values: SQLValue...) throws -> Int { try changed(sql, values) }

  package func changed(_ sql: String, _ values: [SQLValue]) throws -> Int {
    try run(sql, values)
    return database.changesCount
  }

  /// How many rows were changed since the connection was opened.
  package var changes: Int { database.totalChangesCount }

  /// Carries out a statement that inserts one row into a table whose rows have numbers.
  ///
  /// - Returns: the number that the row was given.
  package func inserted(_ sql: String, _ values: SQLValue...) throws -> Int64 { try inserted(sql, values) }

  /// Carries out a statement that inserts one row into a table whose rows have numbers.
  ///
  /// - Returns: the number that the row was given.
  package func inserted(_ sql: String, _ values: [SQLValue]) throws -> Int64 {
    try run(sql, values)
    return database.lastInsertedRowID
  }

  /// All rows of a query.
  @inlinable package func all<Row>(
    _ sql: String, _ values: SQLValue..., read: (SQLRow) throws -> Row
  ) throws -> [Row] {
    try all(sql, values, read: read)
  }

  /// All rows of a query.
  @inlinable package func all<Row>(
    _ sql: String, _ values: [SQLValue], read: (SQLRow) throws -> Row
  ) throws -> [Row] {
    let statement = try prepared(sql, values)
    defer { statement.end() }
    var rows: [Row] = []
    while try statement.next() { rows.append(try read(statement.row)) }
    return rows
  }

  /// The first row of a query, or of what a statement returns; nil when there is none.
  @inlinable package func first<Row>(
    _ sql: String, _ values: SQLValue..., read: (SQLRow) throws -> Row
  ) throws -> Row? {
    try first(sql, values, read: read)
  }

  /// The first row of a query, or of what a statement returns; nil when there is none.
  @inlinable package func first<Row>(
    _ sql: String, _ values: [SQLValue], read: (SQLRow) throws -> Row
  ) throws -> Row? {
    let statement = try prepared(sql, values)
    defer { statement.end() }
    return try statement.next() ? read(statement.row) : nil
  }

  /// Hands over the rows of a query one by one, as many as there may be; none is kept.
  ///
  /// - Parameter body: answers whether it wants another row; it may carry out any statement, this one too.
  package func each(_ sql: String, _ values: SQLValue..., body: (SQLRow) throws -> Bool) throws {
    try SQLError.translating {
      // Of its own, since the body may ask the same of the compiled one.
      let compiled = try database.makeStatement(sql: sql)
      try withExtendedLifetime(compiled) {
        let statement = try SQLStatement(compiled.sqliteStatement, values)
        defer { statement.end() }
        while try statement.next(), try body(statement.row) {}
      }
    }
  }

  /// Carries out statements one after the other, none of which has values: for migrations.
  package func script(_ statements: String) throws {
    try SQLError.translating { try database.execute(sql: statements) }
  }

  @usableFromInline func prepared(_ sql: String, _ values: [SQLValue]) throws -> SQLStatement {
    let pointer: OpaquePointer
    do {
      pointer = try database.cachedStatement(sql: sql).sqliteStatement
    } catch let error as DatabaseError {
      throw SQLError(error)
    }
    return try SQLStatement(pointer, values)
  }

  // MARK: - Steps of a transaction

  /// Does something as one step of the transaction that is under way: if it fails, it alone is taken back.
  ///
  /// - Parameter isKept: false to look at what would happen and keep nothing.
  @discardableResult
  package func apart<T>(isKept: Bool = true, _ body: () throws -> T) throws -> T {
    // Cached, since the engine takes every claim apart from the others; `inSavepoint` compiles its statements each time.
    try execute("SAVEPOINT apart")
    let value: T
    do {
      value = try body()
    } catch {
      try takeBack()
      throw error
    }
    if isKept { try execute("RELEASE apart") } else { try takeBack() }
    return value
  }

  /// Does something as one transaction, which is on disk when this returns.
  ///
  /// - Parameter isKept: false to look at what would happen and keep nothing.
  /// - Throws: ``SQLError``, or what the body throws; nothing of it is kept then.
  package func transaction(isKept: Bool = true, _ body: () throws -> Void) throws {
    try SQLError.translating {
      try database.inTransaction(.immediate) {
        try body()
        return isKept ? .commit : .rollback
      }
    }
  }

  private func takeBack() throws {
    // A full disk can make SQLite give up the whole transaction, and the step with it.
    guard database.isInsideTransaction else { return }
    try execute("ROLLBACK TO apart")
    try execute("RELEASE apart")
  }

  /// By the library's own way, which keeps count of transactions.
  private func execute(_ sql: String) throws {
    try SQLError.translating { try database.cachedStatement(sql: sql).execute() }
  }

  // MARK: - What an engine does its own way

  /// Has what is deleted from here on written over as well, where the engine does not by itself.
  package func writeOverWhatIsDeleted() throws {
    // https://www.sqlite.org/pragma.html#pragma_secure_delete
    try run("PRAGMA secure_delete = ON")
  }

  /// What the database itself can tell of its file: pages, and whether indexes agree with their tables.
  ///
  /// - Parameter limit: how much of it at most.
  package func damage(limit: Int) throws -> [String] {
    try all("PRAGMA integrity_check(\(limit))") { $0.text(0) }.filter { $0 != "ok" }
  }
}
