/// What the one who paid wrote, in numbered parts in which banks mark SEPA's fields: `EREF+`, `SVWZ+`, …
struct Purpose {
  private(set) var details = MTDetails()

  /// - Parameter parts: in order, as long as they are, with blanks at their ends.
  init(_ parts: [String]) {
    var text = WrappedText()
    for part in parts { text.append(part, breaksBefore: true) }
    let found = text.places(of: Self.keys.map { $0.key })
    let ends = found.dropFirst().map(\.range.lowerBound) + [text.characters.count]
    var said: [Key: String] = [:]
    for (place, end) in zip(found, ends) {
      guard let key = Self.keys.first(where: { $0.key == place.word })?.means else { continue }
      let range = place.range.upperBound..<end
      said[key] = said[key] ?? (key == .text ? text.text(range) : text.word(range))
    }
    take(said)
    let before = text.text(0..<(found.first?.range.lowerBound ?? text.characters.count))
    details.text = said[.text].map { [before, $0].compactMap { $0 }.joined(separator: "\n") } ?? text.text
    // Austria and the old forms have the reference alone in the purpose.
    details.structured = said[.structured]
  }

  private enum Key { case text, endToEnd, mandate, returnReason, instructed, charges, structured, name, account, other }

  private static let keys: [(key: String, means: Key)] = [
    ("SVWZ+", .text), ("EREF+", .endToEnd), ("MREF+", .mandate), ("RREF+", .returnReason), ("OAMT+", .instructed),
    ("COAM+", .charges), ("KREF+", .other), ("CRED+", .other), ("DEBT+", .other), ("ABWA+", .other), ("ABWE+", .other),
    ("IBAN+", .account), ("BIC+", .other), ("PURP+", .other), ("MTLG:", .other), ("MDAT+", .other), ("SQTP+", .other),
    ("ORCR+", .other),
    ("ORMR+", .other), ("DDAT+", .other),
  ]

  private mutating func take(_ said: [Key: String]) {
    details.endToEnd = Placeholder.reference(said[.endToEnd])
    details.mandate = Placeholder.reference(said[.mandate])
    details.account = said[.account]?.squeezed
    details.instructed = said[.instructed].flatMap(Self.amount)
    details.charges = said[.charges].flatMap(Self.amount)
  }

  /// `11,85`, or `EUR 11,85`; what cannot be read is still in the text of the bank, and counts for nothing.
  private static func amount(_ text: String) -> Amount? {
    let digits = text.squeezed.drop { $0.isLetter }
    return Amount(digits.prefix { $0.isDigit || $0 == "," || $0 == "." }, marks: [",", "."])?.magnitude
  }
}
