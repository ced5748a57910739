extension LetterLanguage {
  /// The language as a region writes dates and sums, e.g. `de-CH`: the words stay, the figures change. Swiss German has
  /// no ß.
  ///
  /// - Parameter tag: the language tag that was asked for; one of another language changes nothing.
  /// - Source: Unicode CLDR 48, number formats of the locales named here.
  func written(as tag: String) -> LetterLanguage {
    let subtags = tag.split(separator: "-").map { $0.lowercased() }
    guard subtags.first == self.tag.lowercased(), let region = subtags.dropFirst().last else { return self }
    var language = self
    switch (self.tag, region) {
    case ("de", "at"):
      language.months[0] = "Jänner"
      language.money = "{code}\u{A0}{number}"
      language.ownMoney = ["EUR": "€\u{A0}{number}"]
    case ("de", "ch"), ("de", "li"):
      language.count(in: "’", ".", "{code}\u{A0}{number}")
      language.writesSharpS = false
    case ("it", "ch"): language.count(in: "’", ".", "{code}\u{A0}{number}")
    case ("fr", "ch"): language.count(in: "\u{202F}", ".", "{number}\u{A0}{code}")
    case ("fr", "ca"): language.ownMoney["CAD"] = "{number}\u{A0}$"
    case ("es", let region) where Self.countsWithPoint.contains(region):
      language.count(in: ",", ".", "{code}\u{A0}{number}")
    default: break
    }
    return language
  }

  /// Spanish-speaking America where a point parts the decimals.
  private static let countsWithPoint: Set<String> = ["do", "gt", "hn", "mx", "ni", "pa", "pe", "pr", "sv", "us"]

  private mutating func count(in group: String, _ decimal: String, _ money: LetterPattern) {
    (groupSeparator, decimalSeparator, self.money, ownMoney) = (group, decimal, money, [:])
  }
}
