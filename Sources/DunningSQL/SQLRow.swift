import GRDBSQLite

/// The row that a statement stands on, by the places of its columns from 0; valid until the statement goes on.
@usableFromInline package struct SQLRow {
  let statement: OpaquePointer

  init(statement: OpaquePointer) { self.statement = statement }

  /// The number in a column; 0 where there is none.
  package func number(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

  /// The number in a column; nil where it holds nothing.
  package func numberIfAny(_ column: Int) -> Int64? { isNull(column) ? nil : number(column) }

  /// The text in a column; empty where there is none.
  package func text(_ column: Int) -> String {
    guard let bytes = sqlite3_column_text(statement, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// The text in a column; nil where it holds nothing.
  package func textIfAny(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// The bytes in a column; empty where there are none.
  package func bytes(_ column: Int) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(statement, Int32(column)) else { return [] }
    return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
  }

  /// The bytes in a column; nil where it holds nothing.
  package func bytesIfAny(_ column: Int) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

  /// Whatever a column holds.
  package func value(_ column: Int) -> SQLValue {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .number(number(column))
    case SQLITE_BLOB: .bytes(bytes(column))
    default: .text(text(column))
    }
  }

  private func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }
}
