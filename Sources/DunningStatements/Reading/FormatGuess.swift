/// What the first bytes of a file say that it is: never its name.
struct FormatGuess {
  private let bytes: [UInt8]
  /// The first lines, without a mark of the encoding and what is blank before them.
  private let text: String

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    text =
      TextEncoding.text(Array((isMarked ? bytes.dropFirst(3) : bytes[...]).prefix(StatementLimits.recognitionBytes)))
      .trimmed
  }

  /// - Throws: ``StatementFailure`` that says what the file is, when it is none that is read.
  func format() throws(StatementFailure) -> StatementFormat {
    if let other = ForeignFile.name(of: bytes) { throw StatementFailure(other) }
    if text.isEmpty { throw StatementFailure("the file is empty: ask the bank for it again") }
    for look in [ofx, xml, jsonLines, bgmax, coda, norma43, cfonb120, bai2, qif, swift] {
      if let format = try look() { return format }
    }
    throw StatementFailure(ForeignFile.words(ofText: text))
  }

  private var lines: [Substring] {
    text.split(maxSplits: 200, omittingEmptySubsequences: true, whereSeparator: \.isNewline).map { $0[...] }
  }

  private var firstLine: Substring { lines.first ?? "" }

  private func ofx() -> StatementFormat? {
    let head = text.prefix(4_096).uppercased()
    return head.contains("<OFX>") || head.hasPrefix("OFXHEADER") || head.contains("<?OFX")
      ? StatementFormat(.ofx, "ofx") : nil
  }

  /// The namespace says the version; a document without one is known by its elements.
  private func xml() throws(StatementFailure) -> StatementFormat? {
    guard text.first == "<" || ForeignFile.isUTF16(bytes) else { return nil }
    let head = ForeignFile.isUTF16(bytes) ? text.filter { $0 != "\0" } : text
    if let version = Self.camtVersion(head) { return StatementFormat(.camt, version) }
    for (element, name) in Self.camtElements where head.contains(element) { return StatementFormat(.camt, name) }
    throw StatementFailure(ForeignFile.words(ofXML: head))
  }

  private static let camtElements = [
    ("BkToCstmrStmt", "camt.053"), ("BkToCstmrAcctRpt", "camt.052"), ("BkToCstmrDbtCdtNtfctn", "camt.054"),
  ]

  private static func camtVersion(_ text: String) -> String? {
    for name in ["camt.052", "camt.053", "camt.054"] {
      let namespace = "urn:iso:std:iso:20022:tech:xsd:" + name
      guard let found = text.firstRange(of: namespace) else { continue }
      return name + text[found.upperBound...].prefix { $0 == "." || $0.isNumber }
    }
    return nil
  }

  private func jsonLines() -> StatementFormat? {
    text.first == "{" && text.dropFirst().first { !$0.isWhitespace } == "\""
      ? StatementFormat(.jsonLines, "jsonl") : nil
  }

  private func bgmax() -> StatementFormat? {
    firstLine.uppercased().hasPrefix("01BGMAX") ? StatementFormat(.bgmax, "bgmax") : nil
  }

  /// The header record: `0000`, the day, the bank, the application `05`, and the version at the end of 128 columns.
  private func coda() -> StatementFormat? {
    let line = firstLine
    let isHeader = line.hasPrefix("0000") && line.dropFirst(5).prefix(9).allSatisfy(\.isNumber)
    return isHeader && line.dropFirst(14).hasPrefix("05") ? StatementFormat(.coda, "coda") : nil
  }

  /// The account record: `11`, bank, branch and account, two days, the side and the amount of the opening balance.
  private func norma43() -> StatementFormat? {
    let digits = firstLine.prefix(47)
    return digits.hasPrefix("11") && digits.count == 47 && digits.allSatisfy(\.isNumber)
      ? StatementFormat(.norma43, "n43") : nil
  }

  /// The record of the old balance: `01`, the bank, four blanks, the branch, the currency and its decimals.
  private func cfonb120() -> StatementFormat? {
    let line = firstLine
    return line.hasPrefix("01") && (100...121).contains(line.count)
      && line.dropFirst(2).prefix(5).allSatisfy(\.isNumber)
      && line.dropFirst(7).prefix(4).allSatisfy { $0 == " " } ? StatementFormat(.cfonb120, "cfonb120") : nil
  }

  private func bai2() -> StatementFormat? {
    let isGroup = { (line: Substring) in line.hasPrefix("02,") || line.contains("/ ") && line.contains(" 02,") }
    return firstLine.hasPrefix("01,") && lines.prefix(5).contains(where: isGroup) ? StatementFormat(.bai2, "bai2") : nil
  }

  private func qif() -> StatementFormat? {
    let line = firstLine.lowercased()
    return ["!type:", "!account", "!option:", "!clear:"].contains { line.hasPrefix($0) }
      ? StatementFormat(.qif, "qif") : nil
  }

  /// SWIFT's messages, with or without the envelope, and with what banks and people write before the first tag.
  private func swift() -> StatementFormat? {
    let starts = lines.map { $0.drop { $0 == " " || $0 == "\u{1}" || $0 == "\u{1A}" } }
    let isMessage = starts.contains { line in [":20:", ":25:", ":60F:", ":61:"].contains { line.hasPrefix($0) } }
    guard isMessage else { return nil }
    let isReport = starts.contains { line in
      Self.reportMarks.contains { line.hasPrefix($0) } || line.contains("{2:O942") || line.contains("{2:I942")
    }
    return isReport ? StatementFormat(.mt942, "mt942") : StatementFormat(.mt940, "mt940")
  }

  /// Fields that only a report of the day (MT942) has.
  private static let reportMarks = [":34F:", ":13D:", ":13:", ":90D:", ":90C:"]
}
