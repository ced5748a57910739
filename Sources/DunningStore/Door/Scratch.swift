import GRDB

/// A database of its own for what is too much for memory while an answer is made: a little of it is in memory, the rest
/// in a file without a name, which is gone with it.
///
/// SQLite makes the file where `SQLITE_TMPDIR` or `TMPDIR` says, else in /var/tmp (https://www.sqlite.org/tempfiles.html).
/// What goes wrong here never concerns the docket.
final class Scratch: Sendable {
  private let queue: DatabaseQueue

  /// - Parameter schema: the statements that make its tables.
  /// - Throws: ``DocketError`` `.busy` when there is no room for it.
  init(_ schema: String) throws(DocketError) {
    do {
      var configuration = Configuration()
      configuration.label = "scratch"
      // The empty name stands for a file that SQLite makes, and removes when it is closed.
      queue = try DatabaseQueue(path: "", configuration: configuration)
      try queue.writeWithoutTransaction { db in
        // Nobody takes back what is in it: after a failure all of it is thrown away.
        try db.execute(sql: "PRAGMA journal_mode = OFF")
        try db.execute(sql: schema)
      }
    } catch {
      throw Self.noRoom(error)
    }
  }

  /// - Throws: ``DocketError`` of the body, or `.busy` when there is no room.
  func use<T>(_ body: (Database) throws -> T) throws(DocketError) -> T {
    do {
      return try queue.write(body)
    } catch let error as DocketError {
      throw error
    } catch {
      throw Self.noRoom(error)
    }
  }

  private static func noRoom(_ error: any Error) -> DocketError {
    DocketError(
      .busy, "the answer cannot be put in order: \(error)",
      hint: "it needs room in /var/tmp, or where TMPDIR says; free some, then try again")
  }
}
