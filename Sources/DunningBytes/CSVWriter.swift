/// Rows of a CSV file: quotes as in RFC 4180, and no cell that a spreadsheet would run.
package enum CSVWriter {
  /// One row.
  ///
  /// - Parameter end: of the line; RFC 4180 has CRLF, a terminal wants LF alone.
  package static func line(_ cells: [String], end: String = "\n") -> String {
    cells.map(field).joined(separator: ",") + end
  }

  private static func field(_ text: String) -> String {
    let safe = disarmed(isFormula(text) ? "'" + text : text)
    let needsQuotes = safe.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return safe }
    // By scalars: to Swift, CRLF is one character.
    let doubled = safe.unicodeScalars.reduce(into: "") { result, scalar in
      result.unicodeScalars.append(scalar)
      if scalar == "\"" { result.unicodeScalars.append(scalar) }
    }
    return "\"\(doubled)\""
  }

  /// Where the language of a spreadsheet parts cells by semicolons or tabs, a cell may be cut in its middle, quotes or not:
  /// what would begin like a formula then gets an apostrophe as well.
  private static func disarmed(_ text: String) -> String {
    var isCut = false
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if isCut, "=+-@".unicodeScalars.contains(scalar) { result.unicodeScalars.append("'") }
      let isBeforeCell = " \"".unicodeScalars.contains(scalar)
      isCut = separators.contains(scalar) || isCut && isBeforeCell
      result.unicodeScalars.append(scalar)
    }
  }

  private static let separators: Set<Unicode.Scalar> = [";", "\t", "|", "\n", "\r"]

  /// Whether a spreadsheet would take the cell for a formula: it begins like one, and is no plain number.
  ///
  /// - Source: OWASP, "CSV Injection".
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }), "=+-@\t\r".unicodeScalars.contains(first) else {
      return false
    }
    return !isNumber(text)
  }

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.first == "-" ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
