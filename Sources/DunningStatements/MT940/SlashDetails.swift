/// Details with words between slashes: `/TRTP/IDEAL/IBAN/NL…/NAME/…/REMI/…/EREF/…`.
///
/// - Source: the Dutch banks' descriptions of MT940 (ABN AMRO, ING, Rabobank, Knab), SWIFT's structured field 86.
struct SlashDetails {
  private(set) var details = MTDetails()

  /// Nil when the lines are not of this form.
  init?(_ lines: [String]) {
    var text = WrappedText()
    for line in lines { text.append(line, breaksBefore: true) }
    let found = text.places(of: Self.words.map { "/\($0.word)/" })
    guard !found.isEmpty, text.characters.first(where: { $0 != " " }) == "/" else { return nil }
    let ends = found.dropFirst().map(\.range.lowerBound) + [text.characters.count]
    for (place, end) in zip(found, ends) {
      guard let means = Self.words.first(where: { "/\($0.word)/" == place.word })?.means else { continue }
      take(means, text, place.range.upperBound..<end)
    }
    if details.text == nil { details.text = text.text }
  }

  private enum Meaning {
    case text, name, account, endToEnd, mandate, returnReason, otherSide, instructed, charges, other
  }

  private static let words: [(word: String, means: Meaning)] = [
    ("REMI", .text), ("NAME", .name), ("IBAN", .account), ("BBAN", .account), ("ACCT", .account), ("EREF", .endToEnd),
    ("MARF", .mandate), ("RTRN", .returnReason), ("CNTP", .otherSide), ("OCMT", .instructed), ("CHGS", .charges),
    ("TRTP", .other), ("BIC", .other), ("CSID", .other), ("PURP", .other), ("ORDP", .other), ("BENM", .other),
    ("ADDR", .other), ("ISDT", .other), ("ULTC", .other), ("ULTD", .other), ("ULTB", .other), ("PREF", .other),
    ("KREF", .other), ("SVCL", .other), ("EXCH", .other), ("TRCD", .other), ("IREF", .other), ("ORD", .other),
    ("OGB", .other), ("VA", .other),
  ]

  private mutating func take(_ means: Meaning, _ text: WrappedText, _ range: Range<Int>) {
    switch means {
    case .text: takeText(text, range)
    case .name: details.name = details.name ?? Self.value(text.word(range))
    case .account: details.account = details.account ?? Self.value(text.word(range))?.squeezed
    case .endToEnd: details.endToEnd = Placeholder.reference(Self.value(text.word(range)))
    case .mandate: details.mandate = Placeholder.reference(Self.value(text.word(range)))
    case .returnReason: details.returnReason = Self.value(text.word(range))
    case .otherSide: takeOtherSide(text.word(range) ?? "")
    case .instructed: (details.instructedCurrency, details.instructed) = Self.sum(text.word(range))
    case .charges: details.charges = Self.sum(text.word(range)).1
    case .other: break
    }
  }

  /// `USTD//` before a text, `STRD/CUR/` or `ISSUER: CUR REF:` before a reference.
  private mutating func takeText(_ text: WrappedText, _ range: Range<Int>) {
    guard var said = text.text(range) else { return }
    for mark in ["USTD//", "USTD/", "/"] where said.hasPrefix(mark) { said.removeFirst(mark.count) }
    if said.hasPrefix("STRD/") {
      details.structured = said.split(whereSeparator: { $0 == "/" || $0 == "\n" }).dropFirst(2).joined().meant
    }
    if said.hasPrefix("ISSUER:"), let mark = said.firstRange(of: "REF:") {
      details.structured = said[mark.upperBound...].squeezed.meant
    }
    let end = said.reversed().drop { $0 == "/" || $0.isWhitespace }
    details.text = String(end.reversed()).meant
  }

  /// ING: the account, the bank, the name, the town.
  private mutating func takeOtherSide(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    details.account = parts.first?.meant?.squeezed
    details.name = parts.dropFirst(2).first?.meant
  }

  private static func value(_ text: String?) -> String? {
    let slashes = { (character: Character) in character == "/" || character == " " }
    guard let start = text?.drop(while: slashes) else { return nil }
    return String(start.reversed().drop(while: slashes).reversed()).meant
  }

  /// `EUR11,85`.
  private static func sum(_ text: String?) -> (String?, Amount?) {
    let code = (text ?? "").prefix { $0.isASCII && $0.isLetter }
    let digits = (text ?? "").dropFirst(code.count).prefix { $0.isDigit || $0 == "," || $0 == "." }
    let amount = Amount(digits, marks: [",", "."])
    return (amount == nil || code.count != 3 ? nil : String(code), amount)
  }
}
