/// Reads SWIFT's statements (MT940) and reports of the day (MT942), also several in a file.
struct MTFormat: LineFormat {
  /// Of a report: what it tells of is booked when the statement says so.
  let isReport: Bool
  private var field: MTField?
  private var statement: MTStatement?

  init(isReport: Bool) { self.isReport = isReport }

  mutating func take(_ line: TextLine, _ events: inout [StatementEvent]) throws(StatementFailure) {
    if let next = MTField(line) {
      try endField(&events)
      if next.tag == "20" { try endStatement(&events) }
      field = next
    } else if Self.endsMessage(line.text) {
      try endField(&events)
    } else {
      try field?.append(line.text)
    }
  }

  mutating func end(_ line: Int, _ events: inout [StatementEvent]) throws(StatementFailure) {
    try endField(&events)
    if let statement, !isReport, !statement.isClosed {
      throw StatementFailure(
        "the file ends before the closing balance (:62F:): it is cut off; get it from the bank again", line: line)
    }
    try endStatement(&events)
  }

  /// `-`, `-}`, or a hyphen and only the letter X; a text may begin with a hyphen too. A new envelope ends what has no end.
  private static func endsMessage(_ text: String) -> Bool {
    let word = text.trimmed
    let isRule = word.first == "-" && word.dropFirst().allSatisfy { $0 == "X" }
    return isRule || word.hasPrefix("-}") || word.hasPrefix("{1:")
  }

  private mutating func endField(_ events: inout [StatementEvent]) throws(StatementFailure) {
    guard let field else { return }
    self.field = nil
    if field.tag == "20" || statement == nil { statement = MTStatement(line: field.line, isReport: isReport) }
    try statement?.take(field, &events)
  }

  private mutating func endStatement(_ events: inout [StatementEvent]) throws(StatementFailure) {
    try statement?.end(&events)
    statement = nil
  }
}
