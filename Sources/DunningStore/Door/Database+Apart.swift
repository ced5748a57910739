import GRDB

extension Database {
  /// Does something as one step of the transaction that is under way: if it fails, it alone is taken back.
  ///
  /// - Parameter isKept: false to look at what would happen and keep nothing.
  func apart(isKept: Bool = true, _ body: () throws -> Void) throws {
    // Cached, since the engine takes every claim apart from the others; `inSavepoint` compiles its statements each time.
    try cachedStatement(sql: "SAVEPOINT apart").execute()
    do {
      try body()
    } catch {
      try takeBack()
      throw error
    }
    isKept ? try cachedStatement(sql: "RELEASE apart").execute() : try takeBack()
  }

  private func takeBack() throws {
    // A full disk can make SQLite give up the whole transaction, and the step with it.
    guard isInsideTransaction else { return }
    try cachedStatement(sql: "ROLLBACK TO apart").execute()
    try cachedStatement(sql: "RELEASE apart").execute()
  }
}
