import DunningAPI
import DunningBytes

/// A route that answers with many of a kind, perhaps in pages, and how they are shown.
struct Listing<Row: Decodable> {
  struct Column {
    var column: Table.Column
    var cell: (Row, HumanDate) -> Table.Cell

    init(
      _ title: String, isRightAligned: Bool = false, isFlexible: Bool = false,
      _ cell: @escaping (Row, HumanDate) -> Table.Cell
    ) {
      self.column = Table.Column(title: title, isRightAligned: isRightAligned, isFlexible: isFlexible)
      self.cell = cell
    }
  }

  /// The key of the answer that holds the rows.
  var key: String
  /// The paths of the values in a row of a CSV file.
  var csvColumns: [String]
  var columns: [Column]
  /// What to say when there is no row.
  var emptyNote: String
  /// Whether the route answers page by page.
  var isPaged = true

  func table(_ rows: [Row], _ dates: HumanDate) -> Table {
    var table = Table(columns.map(\.column))
    for row in rows { table.append(columns.map { $0.cell(row, dates) }) }
    return table
  }
}

extension Session {
  /// Shows all rows of the listing, page after page, or the first `limit` of them.
  func present<Row>(
    _ listing: Listing<Row>, from segments: [String], query: [(name: String, value: String?)], limit: Int? = nil
  ) throws(Failure) {
    var pages = Pages(
      session: self, key: listing.key, segments: segments, query: query, isPaged: listing.isPaged, limit: limit)
    var first: JSONValue?
    var kept: [JSONValue] = []
    var count = 0
    while let page = try pages.next() {
      if first == nil, format == .csv { try write(CSVWriter.line(listing.csvColumns.map(Self.header))) }
      first = first ?? page.document
      count += page.rows.count
      switch format {
      case .jsonl: for row in page.rows { try writeLine(row.json) }
      case .csv: for row in page.rows { try write(CSVWriter.line(Self.cells(of: row, listing.csvColumns))) }
      case .json, .table: kept += page.rows
      }
    }
    if count == 0 { try note(listing.emptyNote) }
    if format == .json, let first { try writeLine(Self.merged(first, key: listing.key, rows: kept).json) }
    if format == .table, count > 0 {
      var rows: [Row] = []
      for row in kept { rows.append(try Wire.decode(Row.self, from: Array(row.json.utf8))) }
      for line in listing.table(rows, dates).lines(on: terminal) { try writeLine(line) }
    }
  }

  /// All rows of the listing, page after page.
  func rows<Row>(
    of listing: Listing<Row>, from segments: [String], query: [(name: String, value: String?)]
  ) throws(Failure) -> [Row] {
    var pages = Pages(
      session: self, key: listing.key, segments: segments, query: query, isPaged: listing.isPaged, limit: nil)
    var rows: [Row] = []
    while let page = try pages.next() {
      for row in page.rows { rows.append(try Wire.decode(Row.self, from: Array(row.json.utf8))) }
    }
    return rows
  }

  /// The first page's document with the rows of all pages, and no cursor.
  private static func merged(_ document: JSONValue, key: String, rows: [JSONValue]) -> JSONValue {
    guard case .object(let members) = document else { return document }
    return .object(
      members.filter { $0.key != "next_cursor" }.map { member in
        member.key == key ? JSONValue.Member(key: key, value: .array(rows)) : member
      })
  }
}

/// Follows the cursor from page to page.
private struct Pages {
  let session: Session
  let key: String
  let segments: [String]
  let query: [(name: String, value: String?)]
  let isPaged: Bool
  /// How many rows are still wanted; nil for all.
  var limit: Int?
  var isDone = false
  var cursor: String?

  mutating func next() throws(Failure) -> (document: JSONValue, rows: [JSONValue])? {
    guard !isDone else { return nil }
    let size = isPaged ? String(min(limit ?? ClientLimits.pageSize, ClientLimits.pageSize)) : nil
    let request = ControlRequest.get(segments, query: query + [("cursor", cursor), ("limit", size)])
    let document = try Session.document(try session.ask(request))
    guard let rows = document[key]?.elements else {
      throw Failure(.bug, code: "malformed-answer", "the daemon's answer has no \(key)")
    }
    let wanted = limit.map { Array(rows.prefix($0)) } ?? rows
    limit = limit.map { $0 - wanted.count }
    cursor = document.value(at: "next_cursor")?.cell
    isDone = cursor == nil || limit == 0
    return (document, wanted)
  }
}
