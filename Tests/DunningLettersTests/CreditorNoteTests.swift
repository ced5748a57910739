import Dunning
import DunningLetters
import Testing

@Suite("Notes that come back to the creditor")
struct CreditorNoteTests {
  private func note(in language: String) throws -> (subject: String, text: String, language: String) {
    let draft = ClaimDraft(
      creditor: "acme", reference: "R-1", debtor: try Samples.debtor(), amount: try Samples.money("10"),
      due: .day(try Samples.date("2026-11-03")), policy: "standard")
    let claim = Claim(id: ClaimID(1), draft: draft, enqueued: Samples.now, paid: try Samples.money("4"))
    let facts = CreditorNoteFacts(
      note: "x", day: try Samples.date("2026-11-23"), contact: "y", staffNumber: "7", replyBy: nil, number: "f1",
      claim: claim, zone: try Samples.berlin())
    return LetterRenderer(catalog: try Samples.catalog()).render([facts], language: language)
  }

  @Test("each language has words of its own, and its own dates and sums with them")
  func ownWords() throws {
    let languages = ["de", "es", "fr", "it", "ja", "nl", "zh-Hans"]
    let english = try note(in: "en")
    for language in languages {
      let own = try note(in: language)
      #expect(own.language == language)
      #expect(
        Set(own.text.split(separator: "\n")).intersection(english.text.split(separator: "\n")).count == 3, "\(own.text)"
      )
    }
    #expect(Set(try languages.map { try note(in: $0).subject }).count == languages.count)
  }

  @Test(
    "a variety has the words of its language, and an unknown language those of English",
    arguments: [
      ("en-GB", "23 November 2026:"), ("en-US", "November 23, 2026:"), ("de-CH", "23. November 2026:"),
      ("ko", "23 November 2026:"),
    ])
  func varieties(language: String, date: String) throws {
    let text = try note(in: language).text.replacing("\u{A0}", with: " ")
    #expect(text.contains(date))
    #expect(text.hasPrefix(language == "de-CH" ? "Zur Wiedervorlage am" : "This is to come back"))
  }
}
