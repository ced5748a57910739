/// Details with words before colons: `SEPA OVERBOEKING IBAN: NL… NAAM: … OMSCHRIJVING: … KENMERK: …`.
///
/// - Source: ABN AMRO's description of MT940, the older form.
struct LabelledDetails {
  private(set) var details = MTDetails()

  /// Nil when the lines are not of this form.
  init?(_ lines: [String]) {
    guard lines.first?.hasPrefix("SEPA ") == true else { return nil }
    var text = WrappedText()
    for line in lines { text.append(line, breaksBefore: true) }
    let found = text.places(of: Self.labels)
    guard found.contains(where: { $0.word == "IBAN: " }) else { return nil }
    let ends = found.dropFirst().map(\.range.lowerBound) + [text.characters.count]
    var said: [String: String] = [:]
    for (place, end) in zip(found, ends) { said[place.word] = text.text(place.range.upperBound..<end) }
    func word(_ label: String) -> String? { said[label]?.split(separator: "\n").joined().meant }
    details.text = said["OMSCHRIJVING: "] ?? text.text
    details.name = word("NAAM: ")
    details.account = word("IBAN: ")?.squeezed
    details.mandate = Placeholder.reference(word("MACHTIGING: "))
    details.endToEnd = Placeholder.reference(word("KENMERK: "))
  }

  private static let labels = [
    "IBAN: ", "BIC: ", "NAAM: ", "OMSCHRIJVING: ", "KENMERK: ", "MACHTIGING: ", "INCASSANT: ", "BETALINGSKENM.: ",
  ]
}
