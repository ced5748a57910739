import DunningAPI
import DunningBytes

extension Session {
  /// Shows one document in the form that was asked for: in CSV the values at the paths `columns`, to a person the lines
  /// of `describe`.
  func present<Message: Decodable>(
    _ body: [UInt8], as type: Message.Type, columns: [String], describe: (Message) -> [String]
  ) throws(Failure) {
    switch format {
    case .json: try writeDocument(body)
    case .jsonl: try writeLine(try Self.document(body).json)
    case .csv: try writeCSV([try Self.document(body)], columns)
    case .table:
      for line in describe(try Wire.decode(type, from: body)) { try writeLine(line) }
    }
  }

  /// The document as it came, and one line feed.
  func writeDocument(_ body: [UInt8]) throws(Failure) {
    try write(body)
    if body.last != UInt8(ascii: "\n") { try write("\n") }
  }

  /// A whole CSV file: the header, and the values at the paths `columns` of every row.
  func writeCSV(_ rows: [JSONValue], _ columns: [String]) throws(Failure) {
    try write(CSVWriter.line(columns.map(Self.header)))
    for row in rows { try write(CSVWriter.line(Self.cells(of: row, columns))) }
  }

  static func document(_ body: [UInt8]) throws(Failure) -> JSONValue {
    guard let document = JSONValue(parsing: body) else {
      throw Failure(
        .bug, code: "malformed-answer", "the daemon's answer is not JSON",
        hint: "compare the versions: dunningctl version")
    }
    return document
  }

  /// The name of a CSV column: `next.step` is `next_step`.
  static func header(_ path: String) -> String { path.split(separator: ".").joined(separator: "_") }

  static func cells(of document: JSONValue, _ columns: [String]) -> [String] {
    columns.map { document.value(at: $0)?.cell ?? "" }
  }
}
