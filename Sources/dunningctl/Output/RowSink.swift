import Dunning

/// Rows on their way to standard output: a verb says them once, and the form that was asked for decides what becomes of
/// them. A row leaves as soon as its form allows it, so that a million take no more memory than a thousand.
protocol RowSink<Row> {
  associatedtype Row

  /// What stands before the rows; once, before the first of them.
  mutating func begin(_ head: RowFrame<Row>) throws(Failure)

  /// The next row.
  mutating func row(_ row: Row) throws(Failure)

  /// What stands after the rows; once, after the last of them.
  mutating func end(_ foot: RowFrame<Row>) throws(Failure)
}

extension RowSink {
  mutating func begin() throws(Failure) { try begin(RowFrame()) }

  mutating func end() throws(Failure) { try end(RowFrame()) }
}

/// What stands before or after rows. Each form takes what it has a place for: JSON Lines and CSV take nothing.
struct RowFrame<Row> {
  /// Members of the JSON document that the rows are in.
  var members: [JSONValue.Member] = []
  /// Lines for a person.
  var lines: [String] = []
  /// Rows for a person alone, in line with the others: sums.
  var rows: [Row] = []
}

/// What rows of one kind look like in each form.
struct RowShape<Row> {
  /// How the rows become a JSON document.
  enum Document {
    /// The rows alone, as a list.
    case list
    /// The member of this name in an object, between the members of the head and of the foot.
    case member(String)
    /// Each row is a document.
    case each
  }

  /// How a person reads the rows.
  enum Page {
    /// Below titles, in line with each other.
    case table([Table.Column], cells: (Row) throws(Failure) -> [Table.Cell])
    /// Row by row.
    case lines((Row) throws(Failure) -> [String])
  }

  let document: Document
  /// The paths of the values in a row of a CSV file.
  let csvColumns: [String]
  /// The header of a CSV file; made of the paths when nil.
  var csvHeader: [String]?
  let json: (Row) throws(Failure) -> JSONValue
  let page: Page
}

extension RowShape where Row == JSONValue {
  /// Rows that are passed on as they came.
  init(_ document: Document, csvColumns: [String], page: Page) {
    self.init(document: document, csvColumns: csvColumns, json: { row throws(Failure) in row }, page: page)
  }
}

extension Session {
  /// Takes rows of this shape in the form that was asked for.
  ///
  /// - Throws: a failure of usage when a column is wanted that there is not.
  func sink<Row>(_ shape: RowShape<Row>) throws(Failure) -> any RowSink<Row> {
    let sink = try plainSink(shape)
    guard let (wanted, isDescending) = layout.order else { return sink }
    let names = shape.csvColumns.map(CSVSink<Row>.title)
    guard let place = names.firstIndex(of: wanted) ?? shape.csvColumns.firstIndex(of: wanted) else {
      throw .usage(
        "there is nothing called \(quoted(wanted)) to order by",
        hint: nearest(to: wanted, in: names).map { "did you mean \($0)?" }
          ?? "there are \(names.joined(separator: ", "))")
    }
    let path = shape.csvColumns[place]
    return OrderingSink(sink, isDescending: isDescending) { row throws(Failure) in
      try shape.json(row).value(at: path)
    }
  }

  private func plainSink<Row>(_ shape: RowShape<Row>) throws(Failure) -> any RowSink<Row> {
    switch format {
    case .json: return JSONSink(session: self, shape: shape)
    case .jsonl: return JSONLinesSink(session: self, shape: shape)
    case .csv: return try CSVSink(session: self, shape: shape)
    case .table:
      switch shape.page {
      case .table(let columns, let cells): return try TableSink(session: self, columns: columns, cells: cells)
      case .lines(let lines): return LinesSink(session: self, lines: lines)
      }
    }
  }
}
