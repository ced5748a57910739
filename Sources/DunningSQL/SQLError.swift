import GRDB

/// Why the database did not do what a statement says.
package struct SQLError: Error, Sendable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// A row that must not be, such as a second one of what there is once.
    case constraint
    /// There is no room for more.
    case full
    /// Another program is at it.
    case locked
    /// A file could not be opened; nothing was written.
    case cannotOpen
    /// A read, a write or a sync failed.
    case disk
    /// It is no database, cannot be written, or holds what makes no sense.
    case damaged
    /// A mistake of the statement, and the rest.
    case other
  }

  package let kind: Kind
  /// The engine's own number for it.
  package let code: Int32
  /// The engine's own words; nil when it has none.
  package let message: String?
  private let described: String

  package var description: String { described }

  init(_ error: DatabaseError) {
    kind =
      switch error.resultCode {
      case .SQLITE_CONSTRAINT: .constraint
      case .SQLITE_FULL: .full
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
      case .SQLITE_CANTOPEN: .cannotOpen
      case .SQLITE_IOERR: .disk
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_READONLY: .damaged
      default: .other
      }
    code = error.extendedResultCode.rawValue
    message = error.message
    described = error.description
  }

  /// What a body throws, with the library's own errors as ours.
  static func translating<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw SQLError(error)
    }
  }
}
