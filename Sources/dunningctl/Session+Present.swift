import DunningBytes
import FoundationEssentials

extension Session {
  /// Shows one document in the form that was asked for: to a person the lines of `describe`, in CSV the values at the
  /// paths `columns` of its `rows`, of which it is the only one when none are named.
  func present<Message: Decodable>(
    _ body: [UInt8], as type: Message.Type, columns: [String],
    rows: (JSONValue) throws(Failure) -> [JSONValue] = { document throws(Failure) in [document] },
    describe: (Message) -> [String]
  ) throws(Failure) {
    switch format {
    case .json: try writeDocument(body)
    case .jsonl: try writeLine(try Self.document(body).json)
    case .csv: try writeCSV(try rows(try Self.document(body)), columns)
    case .table:
      for line in describe(try Wire.decode(type, from: body)) { try writeLine(line) }
    }
  }

  /// Shows bytes that are no text of ours: as they are, or as the member `message_base64` of a document that names them.
  func present(message bytes: [UInt8], named key: String, _ name: String) throws(Failure) {
    if format == .table {
      // A stranger wrote it, or is named in it, and escape sequences do what they say.
      return terminal.isTerminal ? try write(printable(lines: bytes)) : try write(bytes)
    }
    let document = JSONValue.object([
      .init(key: key, value: .string(name)),
      .init(key: "message_base64", value: .string(Data(bytes).base64EncodedString())),
    ])
    try present(
      Array(document.json.utf8), as: [String: String].self, columns: [key, "message_base64"], describe: { _ in [] })
  }

  /// The document as it came, and one line feed.
  private func writeDocument(_ body: [UInt8]) throws(Failure) {
    try write(body)
    if body.last != UInt8(ascii: "\n") { try write("\n") }
  }

  /// A whole CSV file: the header, and the values at the paths `columns` of every row.
  private func writeCSV(_ rows: [JSONValue], _ columns: [String]) throws(Failure) {
    var sink = try CSVSink(session: self, shape: RowShape(.list, csvColumns: columns, page: .lines { _ in [] }))
    try sink.begin()
    for row in rows { try sink.row(row) }
    try sink.end()
  }

  static func document(_ body: [UInt8]) throws(Failure) -> JSONValue {
    guard let document = JSONValue(parsing: body) else {
      throw Failure(
        .bug, code: "malformed-answer", "the daemon's answer is not JSON",
        hint: "compare the versions: dunningctl version")
    }
    return document
  }
}
