import DunningStatements

/// Writes statements in the form that was asked for, entry by entry.
struct StatementWriter {
  let session: Session
  /// How many statements of the file, and entries of the statement, were written.
  private var (statements, entries) = (0, 0)
  private var file = ""
  /// For a person: one table for each statement.
  private var table: (any RowSink<StatementEntry>)?

  init(session: Session) { self.session = session }

  mutating func begin() throws(Failure) {
    guard session.format == .csv else { return }
    table = try session.sink(Self.shape(of: "", in: nil))
    try table?.begin()
  }

  mutating func begin(file: String, format: String, statements count: Int) throws(Failure) {
    (self.file, statements) = (file, 0)
    switch session.format {
    case .json, .jsonl:
      let name = JSONValue.string(file).json
      try session.write("{\"file\":\(name),\"format\":\(JSONValue.string(format).json),\"statements\":[")
    case .table: try session.writeLine(printable("\(file): \(format), \(count) statement\(count == 1 ? "" : "s")"))
    case .csv: break
    }
  }

  mutating func begin(_ summary: StatementSummary) throws(Failure) {
    entries = 0
    switch session.format {
    case .json, .jsonl:
      let members = JSONValue.object(StatementDocument.members(summary)).json.dropLast()
      try session.write((statements == 0 ? "" : ",") + members + ",\"entries\":[")
    case .table:
      for line in StatementPage.head(summary) { try session.writeLine(line) }
      table = try session.sink(StatementPage.shape)
      try table?.begin()
    case .csv: table = try session.sink(Self.shape(of: file, in: summary))
    }
    statements += 1
  }

  mutating func entry(_ entry: StatementEntry, of summary: StatementSummary) throws(Failure) {
    if session.format.isJSON {
      try session.write((entries == 0 ? "" : ",") + StatementDocument.entry(entry).json)
    } else {
      try table?.row(entry)
    }
    entries += 1
  }

  mutating func end(_ summary: StatementSummary) throws(Failure) {
    switch session.format {
    case .json, .jsonl: try session.write("]}")
    case .table:
      try table?.end()
      for line in StatementPage.foot(summary) { try session.writeLine(line) }
    case .csv: try table?.end()
    }
  }

  func endFile() throws(Failure) {
    if session.format.isJSON { try session.writeLine("]}") }
  }

  /// Rows of a CSV file: each entry with the file and the account that it is of.
  private static func shape(of file: String, in summary: StatementSummary?) -> RowShape<StatementEntry> {
    let account = summary?.head.account.map(JSONValue.string) ?? .null
    return RowShape(
      document: .list, csvColumns: StatementDocument.csvColumns,
      json: { entry throws(Failure) in
        guard case .object(let members) = StatementDocument.entry(entry) else { return .null }
        return .object(
          [.init(key: "file", value: .string(file)), .init(key: "own_account", value: account)] + members)
      }, page: .lines { _ in [] })
  }
}
