import DunningAPI

/// Shows the rows of a listing one by one in one form, and keeps none that it need not keep.
protocol RowSink {
  /// Takes what the document says before its rows, and what comes before the first row in this form.
  mutating func begin(_ members: [JSONValue.Member]) throws(Failure)
  mutating func show(_ row: RowReader.Row) throws(Failure)
  /// Takes what the document says behind its rows.
  mutating func end(_ members: [JSONValue.Member]) throws(Failure)
}

/// One JSON document, with the members that came beside the rows.
struct JSONSink: RowSink {
  let session: Session
  /// Of the member that holds the rows.
  let key: String
  private var isEmpty = true

  init(session: Session, key: String) {
    self.session = session
    self.key = key
  }

  func begin(_ members: [JSONValue.Member]) throws(Failure) {
    let before = members.map { Self.text($0) + "," }.joined()
    try session.write("{\(before)\(JSONValue.string(key).json):[")
  }

  mutating func show(_ row: RowReader.Row) throws(Failure) { try show(row.value) }

  mutating func show(_ row: JSONValue) throws(Failure) {
    try session.write((isEmpty ? "" : ",") + row.json)
    isEmpty = false
  }

  func end(_ members: [JSONValue.Member]) throws(Failure) {
    try session.writeLine("]" + members.map { "," + Self.text($0) }.joined() + "}")
  }

  private static func text(_ member: JSONValue.Member) -> String {
    JSONValue.string(member.key).json + ":" + member.value.json
  }
}

/// One JSON object a line.
struct JSONLinesSink: RowSink {
  let session: Session

  func begin(_ members: [JSONValue.Member]) {}

  func show(_ row: RowReader.Row) throws(Failure) { try session.writeLine(row.value.json) }

  func end(_ members: [JSONValue.Member]) {}
}

/// A header, and the values at the paths `columns` of every row.
struct CSVSink: RowSink {
  let session: Session
  let columns: [String]

  func begin(_ members: [JSONValue.Member]) throws(Failure) {
    try session.write(CSVWriter.line(columns.map(Session.header)))
  }

  func show(_ row: RowReader.Row) throws(Failure) {
    try session.write(CSVWriter.line(Session.cells(of: row.value, columns)))
  }

  func end(_ members: [JSONValue.Member]) {}
}

/// Columns for a person, as wide as the first rows need them.
struct TableSink<Row: Decodable>: RowSink {
  let session: Session
  let listing: Listing<Row>
  private var first: [[Table.Cell]] = []
  private var layout: Table.Layout?
  private var isEmpty = true

  init(session: Session, listing: Listing<Row>) {
    self.session = session
    self.listing = listing
  }

  func begin(_ members: [JSONValue.Member]) {}

  mutating func show(_ row: RowReader.Row) throws(Failure) { try show(row.bytes) }

  mutating func end(_ members: [JSONValue.Member]) throws(Failure) {
    let closing = members.first { $0.key == listing.closingKey }?.value.elements ?? []
    if !isEmpty { for row in closing { try show(Array(row.json.utf8)) } }
    if layout == nil, !isEmpty { try writeFirst() }
  }

  private mutating func show(_ row: [UInt8]) throws(Failure) {
    isEmpty = false
    let cells = listing.cells(try Wire.decode(Row.self, from: row), session.dates)
    if let layout { return try session.writeLine(layout.line(cells)) }
    first.append(cells)
    if first.count == ClientLimits.rowsMeasured { try writeFirst() }
  }

  /// The titles and the first rows, which say how wide the columns are.
  private mutating func writeFirst() throws(Failure) {
    var table = Table(listing.columns.map(\.column))
    table.rows = first
    first = []
    let layout = table.layout(on: session.terminal)
    self.layout = layout
    for line in table.lines(layout) { try session.writeLine(line) }
  }
}
