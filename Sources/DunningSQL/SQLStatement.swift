import GRDB
import GRDBSQLite

/// A compiled statement with its values, while it is carried out.
@usableFromInline struct SQLStatement {
  @usableFromInline let pointer: OpaquePointer

  /// Binds the values to a statement that stands before its first row.
  init(_ pointer: OpaquePointer, _ values: [SQLValue]) throws {
    self.pointer = pointer
    // What a reader has thrown out of may still stand on a row.
    sqlite3_reset(pointer)
    for (index, value) in values.enumerated() {
      guard bind(value, at: Int32(index + 1)) == SQLITE_OK else { throw failure }
    }
  }

  /// Goes to the next row.
  ///
  /// - Returns: false when there is none.
  @usableFromInline func next() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure
    }
  }

  /// The row that it stands on.
  @usableFromInline var row: SQLRow { SQLRow(statement: pointer) }

  /// Lets go of what it holds; it can be carried out again.
  @usableFromInline func end() { sqlite3_reset(pointer) }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    // SQLite takes a copy (sqlite3_bind_text(3), SQLITE_TRANSIENT).
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(pointer, index)
    case .number(let number): return sqlite3_bind_int64(pointer, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { bytes in
          // Without an address an empty text would be bound as NULL.
          guard let start = bytes.baseAddress else { return sqlite3_bind_text(pointer, index, "", 0, transient) }
          return sqlite3_bind_text(pointer, index, start, Int32(bytes.count), transient)
        }
      }
    case .bytes(let bytes):
      return bytes.withUnsafeBytes { bytes in
        // Nor would bytes without an address be anything but NULL.
        guard let start = bytes.baseAddress else { return sqlite3_bind_zeroblob(pointer, index, 0) }
        return sqlite3_bind_blob64(pointer, index, start, UInt64(bytes.count), transient)
      }
    }
  }

  private var failure: SQLError {
    let connection = sqlite3_db_handle(pointer)
    return SQLError(
      DatabaseError(
        resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
        message: String(cString: sqlite3_errmsg(connection)), sql: sqlite3_sql(pointer).map { String(cString: $0) }))
  }
}
