import GRDB
import GRDBSQLite

/// A value for a statement.
enum SQLValue {
  case null
  case number(Int64)
  case text(String)
  case bytes([UInt8])

  init(_ number: Int64?) { self = number.map(Self.number) ?? .null }

  init(_ text: String?) { self = text.map(Self.text) ?? .null }
}

/// The row that a statement stands on; valid until it goes on.
struct SQLColumns {
  fileprivate let statement: OpaquePointer

  func number(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

  func numberIfAny(_ column: Int) -> Int64? { isNull(column) ? nil : number(column) }

  func text(_ column: Int) -> String {
    guard let bytes = sqlite3_column_text(statement, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func textIfAny(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  func bytes(_ column: Int) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(statement, Int32(column)) else { return [] }
    return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
  }

  private func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }
}

/// The steps that every claim and every mail takes through the database, by statements that stay compiled. The library's
/// general way to bind values and read rows costs as much as the database itself, and there are thirty steps a mail.
extension Database {
  /// Carries out a statement that gives no rows.
  func run(_ sql: String, _ values: SQLValue...) throws { try run(sql, values) }

  /// Carries out a statement that gives no rows.
  func run(_ sql: String, _ values: [SQLValue]) throws {
    let statement = try bound(sql, values)
    defer { sqlite3_reset(statement) }
    guard sqlite3_step(statement) == SQLITE_DONE else { throw failure(sql) }
  }

  /// All rows of a query.
  func all<Row>(_ sql: String, _ values: SQLValue..., read: (SQLColumns) throws -> Row) throws -> [Row] {
    try all(sql, values, read: read)
  }

  /// All rows of a query.
  func all<Row>(_ sql: String, _ values: [SQLValue], read: (SQLColumns) throws -> Row) throws -> [Row] {
    let statement = try bound(sql, values)
    defer { sqlite3_reset(statement) }
    var rows: [Row] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: rows.append(try read(SQLColumns(statement: statement)))
      case SQLITE_DONE: return rows
      default: throw failure(sql)
      }
    }
  }

  /// The first row of a query; nil when there is none.
  func first<Row>(_ sql: String, _ values: SQLValue..., read: (SQLColumns) throws -> Row) throws -> Row? {
    let statement = try bound(sql, values)
    defer { sqlite3_reset(statement) }
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return try read(SQLColumns(statement: statement))
    case SQLITE_DONE: return nil
    default: throw failure(sql)
    }
  }

  /// Hands over the rows of a query one by one, as many as there may be; none is kept.
  ///
  /// - Parameter body: answers whether it wants another row.
  func each(_ sql: String, _ values: SQLValue..., body: (SQLColumns) throws -> Bool) throws {
    let statement = try bound(sql, values)
    defer { sqlite3_reset(statement) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: guard try body(SQLColumns(statement: statement)) else { return }
      case SQLITE_DONE: return
      default: throw failure(sql)
      }
    }
  }

  private func bound(_ sql: String, _ values: [SQLValue]) throws -> OpaquePointer {
    let statement = try cachedStatement(sql: sql).sqliteStatement
    // What a reader has thrown out of may still stand on a row.
    sqlite3_reset(statement)
    for (index, value) in values.enumerated() {
      guard bind(value, at: Int32(index + 1), of: statement) == SQLITE_OK else { throw failure(sql) }
    }
    return statement
  }

  private func bind(_ value: SQLValue, at index: Int32, of statement: OpaquePointer) -> Int32 {
    // SQLite takes a copy (sqlite3_bind_text(3), SQLITE_TRANSIENT).
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .number(let number): return sqlite3_bind_int64(statement, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { bytes in
          // Without an address an empty text would be bound as NULL.
          guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, index, "", 0, transient) }
          return sqlite3_bind_text(statement, index, start, Int32(bytes.count), transient)
        }
      }
    case .bytes(let bytes):
      return bytes.withUnsafeBytes {
        sqlite3_bind_blob64(statement, index, $0.baseAddress, UInt64($0.count), transient)
      }
    }
  }

  private func failure(_ sql: String) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(sqliteConnection)),
      message: String(cString: sqlite3_errmsg(sqliteConnection)), sql: sql)
  }
}
