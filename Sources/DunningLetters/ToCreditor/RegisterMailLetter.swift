package import Dunning

/// What stands in the mail that brings the register of a month to its creditor.
package struct RegisterMailFacts: Sendable {
  /// Why there is no PDF with it.
  package enum WithoutPDF: Sendable, Hashable {
    /// It has more rows than are printed.
    case tooLong
    /// With it the mail would be larger than servers take.
    case tooLarge
    /// The typesetter's own words.
    case failed(String)
  }

  package let creditor: String
  package let month: RegisterMonth
  /// The entries of the register.
  package let entries: Int
  /// Nil when a PDF is attached.
  package let withoutPDF: WithoutPDF?
  /// Whether nothing is attached, since the register itself is larger than servers take.
  package let isTooLarge: Bool

  package init(
    creditor: String, month: RegisterMonth, entries: Int, withoutPDF: WithoutPDF?, isTooLarge: Bool
  ) {
    self.creditor = creditor
    self.month = month
    self.entries = entries
    self.withoutPDF = withoutPDF
    self.isTooLarge = isTooLarge
  }
}

extension LetterRenderer {
  /// The mail in words, in the creditor's language where it is known, else in English.
  package func render(
    _ facts: RegisterMailFacts, language: String
  ) -> (subject: String, text: String, language: String) {
    let tag = catalog.language(for: language) ?? "en"
    let words = RegisterMailWords.known(tag)
    let period = facts.month.period(of: facts.creditor)
    // English is always known, and a month has two ends.
    guard let language = LetterLanguage.known(tag) ?? LetterLanguage.known("en"), let from = period.from,
      let until = period.until
    else { return ("", "", tag) }
    let enclosed = words.enclosed.replacing("{from}", with: language.date(from))
      .replacing("{until}", with: language.date(until)).replacing("{count}", with: String(facts.entries))
    let command =
      "dunningctl register --creditor \(facts.creditor) --from \(from.iso) --until \(until.iso) "
      + "--out register-\(facts.creditor)-\(facts.month).csv"
    let text = [enclosed] + Self.missing(facts, words) + ["", words.again, "  \(command)", ""]
    return ("\(words.subject) \(language.date(from)) – \(language.date(until))", text.joined(separator: "\n"), tag)
  }

  private static func missing(_ facts: RegisterMailFacts, _ words: RegisterMailWords) -> [String] {
    if facts.isTooLarge { return [words.tooLarge] }
    switch facts.withoutPDF {
    case nil: return []
    case .tooLong: return ["\(words.noPDF) \(words.tooLong)"]
    case .tooLarge: return ["\(words.noPDF) \(words.tooLarge)"]
    case .failed(let reason): return ["\(words.noPDF) \(reason)"]
    }
  }
}
