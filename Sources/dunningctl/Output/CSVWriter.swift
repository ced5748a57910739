/// Rows of a CSV file: quotes as in RFC 4180, a bare LF at the end of a line, and no cell that a spreadsheet would run.
enum CSVWriter {
  static func line(_ cells: [String]) -> String {
    cells.map(field).joined(separator: ",") + "\n"
  }

  private static func field(_ text: String) -> String {
    let safe = isFormula(text) ? "'" + text : text
    let needsQuotes = safe.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return safe }
    // By scalars: to Swift, CRLF is one character.
    let doubled = safe.unicodeScalars.reduce(into: "") { result, scalar in
      result.unicodeScalars.append(scalar)
      if scalar == "\"" { result.unicodeScalars.append(scalar) }
    }
    return "\"\(doubled)\""
  }

  /// Whether a spreadsheet would take the cell for a formula: it begins like one, and is no plain number.
  ///
  /// - Source: OWASP, "CSV Injection".
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return false }
    return !isNumber(text)
  }

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.first == "-" ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
