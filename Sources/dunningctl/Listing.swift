import DunningAPI
import DunningBytes

/// A route that answers with many of a kind, perhaps in pages, and how they are shown.
struct Listing<Row: Decodable> {
  struct Column {
    var column: Table.Column
    var cell: (Row, HumanDate) -> Table.Cell

    init(
      _ title: String, isRightAligned: Bool = false, isFlexible: Bool = false, isName: Bool = false,
      yields: Int? = nil,
      _ cell: @escaping (Row, HumanDate) -> Table.Cell
    ) {
      self.column = Table.Column(
        title: title, isRightAligned: isRightAligned, isFlexible: isFlexible || isName, isName: isName, yields: yields)
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
  /// What a person should know besides, from a member of the answer.
  var remark: (key: String, words: (JSONValue) -> String?)?
  /// The key of the answer that says how far it looks, told below the rows.
  var horizonKey: String?
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
  /// Shows all rows of the listing as they come, page after page, or the first `limit` of them.
  ///
  /// - Returns: whether there were none.
  @discardableResult
  func present<Row>(
    _ listing: Listing<Row>, from segments: [String], query: [(name: String, value: String?)], limit: Int? = nil
  ) throws(Failure) -> Bool {
    var pages = try Pages(session: self, listing.key, segments, query, isPaged: listing.isPaged, limit: limit)
    var sink = try sink(listing.shape(dates))
    try sink.begin(RowFrame(members: pages.first.before.filter(Self.isShown)))
    var isEmpty = true
    while let row = try pages.next() {
      try sink.row(row)
      isEmpty = false
    }
    let horizon = listing.horizonKey.flatMap { pages.first[$0]?.text }
    if isEmpty { try note(horizon.map { "\(listing.emptyNote) until \($0)" } ?? listing.emptyNote) }
    let foot = isEmpty ? nil : listing.footKey.flatMap { pages.first[$0]?.elements }
    try sink.end(RowFrame(members: pages.first.after.filter(Self.isShown), rows: foot ?? []))
    if format == .table, let remark = listing.remark, let words = pages.first[remark.key].flatMap(remark.words) {
      try note(words)
    }
    if !isEmpty, format == .table, let horizon { try note("until \(horizon)") }
    return isEmpty
  }

  /// All rows of the listing, page after page.
  func rows<Row>(
    of listing: Listing<Row>, from segments: [String], query: [(name: String, value: String?)]
  ) throws(Failure) -> [Row] {
    var pages = try Pages(session: self, listing.key, segments, query, isPaged: listing.isPaged, limit: nil)
    var rows: [Row] = []
    while let row = try pages.next() { rows.append(try Wire.decode(Row.self, from: Array(row.json.utf8))) }
    return rows
  }

  /// All pages are shown as one document.
  private static func isShown(_ member: JSONValue.Member) -> Bool { member.key != "next_cursor" }
}

/// Follows the cursor from page to page, and hands over row after row.
private struct Pages {
  let session: Session
  let key: String
  let segments: [String]
  let query: [(name: String, value: String?)]
  /// The first page, read as far as its rows were asked for.
  private(set) var first: RowReader
  /// The page that is read now, when it is another one.
  private var later: RowReader?
  /// How many rows are still wanted; nil for all.
  private var left: Int?

  /// Asks for the first page.
  init(
    session: Session, _ key: String, _ segments: [String], _ query: [(name: String, value: String?)], isPaged: Bool,
    limit: Int?
  ) throws(Failure) {
    self.session = session
    self.key = key
    self.segments = segments
    self.query = query
    left = limit
    let request = Self.request(segments, query, cursor: nil, size: isPaged ? Self.size(limit) : nil)
    first = try RowReader(try session.client().send(request), key: key)
  }

  mutating func next() throws(Failure) -> JSONValue? {
    while left != 0 {
      if let row = try nextOfPage() {
        left = left.map { $0 - 1 }
        return row
      }
      guard let cursor = (later ?? first)["next_cursor"]?.text else { return nil }
      let request = Self.request(segments, query, cursor: cursor, size: Self.size(left))
      later = try RowReader(try session.client().send(request), key: key)
    }
    return nil
  }

  private mutating func nextOfPage() throws(Failure) -> JSONValue? {
    if later == nil { return try first.next() }
    return try later?.next()
  }

  private static func size(_ limit: Int?) -> Int { min(limit ?? ClientLimits.pageSize, ClientLimits.pageSize) }

  private static func request(
    _ segments: [String], _ query: [(name: String, value: String?)], cursor: String?, size: Int?
  ) -> ControlRequest {
    .get(segments, query: query + [("cursor", cursor), ("limit", size.map { String($0) })])
  }
}
