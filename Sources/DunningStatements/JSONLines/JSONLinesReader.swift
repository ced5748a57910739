import FoundationEssentials

/// Reads the neutral form that any program can write: one entry a line, with the account that it is of.
struct JSONLinesReader: FormatReader {
  private var rows: RowReader

  init(_ input: ByteInput) {
    var lines = LineInput(input)
    rows = RowReader { () throws(StatementFailure) in
      while let line = try lines.next() {
        if let text = line.text.meant { return try Self.row(text, line: line.number) }
      }
      return nil
    }
  }

  mutating func next() throws(StatementFailure) -> StatementEvent? { try rows.next() }

  private static func row(_ text: String, line: Int) throws(StatementFailure) -> StatementRow {
    let said: JSONEntry
    do {
      said = try JSONDecoder().decode(JSONEntry.self, from: Data(text.utf8))
    } catch let error as DecodingError {
      throw StatementFailure(words(error), line: line)
    } catch {
      throw StatementFailure("the line is not JSON", line: line)
    }
    let entry = try said.entry(line: line)
    if entry.booked == nil, entry.status == .booked {
      throw StatementFailure("a booked entry has no day: give \"booked\", or the status \"pending\"", line: line)
    }
    return StatementRow(ownAccount: said.own_account, entry: entry, balance: nil)
  }

  /// Which member is wrong, where the decoder knows.
  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return "\"\(path)\" has the wrong type: amounts are texts such as \"12.50\", not numbers"
    case .keyNotFound(let key, _): return "\"\(key.stringValue)\" is missing"
    default: return "the line is not JSON"
    }
  }
}
