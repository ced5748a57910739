import DunningTables

/// What a cell of a claim file says, and the right word where it is written as other programs write it.
///
/// Nothing is read here that a claim file does not allow; a map can say how it is to be read.
enum PlainCell {
  /// - Parameter key: the column; empty for one without a heading.
  static func text(_ cell: TableCell, of key: String) throws(TableFault) -> String {
    if case .fault(var fault) = cell {
      fault.field = key.isEmpty ? nil : key
      throw fault
    }
    let text = unmarked(cell.text ?? "", of: key)
    guard !text.isEmpty else { return "" }
    if key.isEmpty { throw TableFault("\"\(text)\" stands in a column without a heading", hint: "name the column") }
    guard let check = checks[key] else { return text }
    return try check(text, key)
  }

  private static let checks: [String: @Sendable (String, String) throws(TableFault) -> String] = [
    "amount": { text, key throws(TableFault) in try amount(text, key) },
    "due": { text, key throws(TableFault) in try day(text, key) },
    "issued": { text, key throws(TableFault) in try day(text, key) },
    "date": { text, key throws(TableFault) in try day(text, key) },
    "currency": { text, _ in text.count == 3 ? text.uppercased() : text },
  ]

  /// Amounts are the daemon's to read; the word for those of other programs is said here.
  private static func amount(_ text: String, _ key: String) throws(TableFault) -> String {
    let (form, plain) = (NumberForm(), text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") })
    guard !plain, text.contains(where: \.isNumber) else { return text }
    if text.hasPrefix("-") {
      throw TableFault(
        "\"\(text)\" is less than nothing: a credit note, or paid too much",
        hint: "take the row away, and tell of it where it belongs: dunningctl pay CLAIM", field: key)
    }
    throw TableFault("\"\(text)\" is not an amount", hint: form.hint(text), field: key)
  }

  private static func day(_ text: String, _ key: String) throws(TableFault) -> String {
    let midnights = [" 00:00:00", "T00:00:00", " 00:00"]
    // A day that a database or a spreadsheet wrote as its first moment is still that day.
    if let end = midnights.first(where: text.hasSuffix), text.count == 10 + end.count { return String(text.prefix(10)) }
    guard text.first?.isNumber ?? false, !isISO(text) else { return text }
    do throws(TableFault) {
      return try DayForm.iso.read(text).text
    } catch {
      throw TableFault("\"\(text)\" is not a day written as 2026-12-31", hint: error.hint, field: key)
    }
  }

  /// Whether it begins like a day or an instant of ISO 8601, whose rest is the daemon's to read.
  private static func isISO(_ text: String) -> Bool {
    let start = Array(text.prefix(10))
    return start.count == 10 && start[4] == "-" && start[7] == "-" && !text.dropFirst(10).hasPrefix(" ")
  }

  /// Without blanks at its ends, and without the apostrophe by which spreadsheets mark text.
  ///
  /// A name may begin with one ('t Hoen), so it is only taken away there before what a spreadsheet would run.
  private static func unmarked(_ text: String, of key: String) -> String {
    let text = text.trimmed
    guard text.hasPrefix("'"), let second = text.dropFirst().first else { return text }
    let isWord = ["reference", "debtor_id", "amount", "due", "issued", "email", "currency", "id", "date"].contains(key)
    return isWord || "=+-@".contains(second) ? text.dropFirst().trimmed : text
  }

  private static let sumWords = ["summe", "gesamt", "total", "somme", "sum", "totale", "totaal", "合计", "总计", "合計"]

  /// A word about a row that is the sum of the others; nil for any other row.
  static func sum(in members: [JSONValue.Member]) -> TableFault? {
    let texts = members.lazy.compactMap(\.value.text).filter { !$0.isEmpty }
    guard texts.dropFirst(3).isEmpty, let first = texts.first,
      sumWords.contains(where: first.lowercased().hasPrefix)
    else { return nil }
    return TableFault(
      "this is the sum of the rows above, and no claim",
      hint: "take the row away, or say `footer: \"\(first)\"` in a map")
  }
}
