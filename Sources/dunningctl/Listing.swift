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
  /// The key of the answer that holds rows for the foot of a table, such as sums.
  var footKey: String?
  /// Whether the route answers page by page.
  var isPaged = true

  func table(_ rows: [Row], _ dates: HumanDate) -> Table {
    var table = Table(columns.map(\.column))
    for row in rows { table.append(cells(row, dates)) }
    return table
  }

  private func cells(_ row: Row, _ dates: HumanDate) -> [Table.Cell] { columns.map { $0.cell(row, dates) } }

  /// What the rows of the answer look like.
  func shape(_ dates: HumanDate) -> RowShape<JSONValue> {
    RowShape(
      .member(key), csvColumns: csvColumns,
      page: .table(columns.map(\.column)) { row throws(Failure) in
        cells(try Wire.decode(Row.self, from: Array(row.json.utf8)), dates)
      })
  }
}

extension Session {
  /// Shows all rows of the listing, page after page, or the first `limit` of them.
  func present<Row>(
    _ listing: Listing<Row>, from segments: [String], query: [(name: String, value: String?)], limit: Int? = nil
  ) throws(Failure) {
    var pages = Pages(
      session: self, key: listing.key, segments: segments, query: query, isPaged: listing.isPaged, limit: limit)
    var sink = sink(listing.shape(dates))
    var first: JSONValue?
    var count = 0
    while let page = try pages.next() {
      if first == nil { try sink.begin(RowFrame(members: page.document.members(before: listing.key))) }
      first = first ?? page.document
      count += page.rows.count
      for row in page.rows { try sink.row(row) }
    }
    if count == 0 { try note(listing.emptyNote) }
    let foot = count == 0 ? nil : listing.footKey.flatMap { first?[$0]?.elements }
    try sink.end(RowFrame(members: first?.members(after: listing.key) ?? [], rows: foot ?? []))
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
}

extension JSONValue {
  /// The members of a page before its rows.
  fileprivate func members(before key: String) -> [Member] { Array(ownMembers.prefix { $0.key != key }) }

  /// The members of a page after its rows.
  fileprivate func members(after key: String) -> [Member] { Array(ownMembers.drop { $0.key != key }.dropFirst()) }

  /// The members without the cursor, which is of no use once all pages are read.
  private var ownMembers: [Member] {
    guard case .object(let members) = self else { return [] }
    return members.filter { $0.key != "next_cursor" }
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
