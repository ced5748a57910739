import DunningSQL

/// A database of its own for what is too much for memory while an answer is made. What goes wrong here never concerns the
/// docket.
final class Scratch: Sendable {
  private let engine: SQLiteEngine

  /// - Parameter tables: the statements that make its tables.
  /// - Throws: ``DocketError`` `.busy` when there is no room for it.
  init(_ tables: String) throws(DocketError) {
    do {
      engine = try SQLiteEngine(scratch: tables)
    } catch {
      throw Self.noRoom(error)
    }
  }

  /// - Throws: ``DocketError`` of the body, or `.busy` when there is no room.
  func use<T>(_ body: (SQLConnection) throws -> T) throws(DocketError) -> T {
    do {
      return try engine.write(body)
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
