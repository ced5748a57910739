import Dunning
import DunningLetters
import Testing

@Suite("The mail that brings the register")
struct RegisterMailTests {
  private func mail(
    in language: String, withoutPDF: RegisterMailFacts.WithoutPDF? = nil, isTooLarge: Bool = false
  ) throws -> (subject: String, text: String, language: String) {
    let month = try #require(RegisterMonth(parsing: "2026-11"))
    let facts = RegisterMailFacts(
      creditor: "acme", month: month, entries: 3, withoutPDF: withoutPDF, isTooLarge: isTooLarge)
    return LetterRenderer(catalog: try Samples.catalog()).render(facts, language: language)
  }

  @Test("each language has words of its own, with its own dates, the number of entries and the verb that fetches it")
  func ownWords() throws {
    let languages = ["de", "en", "es", "fr", "it", "ja", "nl", "zh-Hans"]
    for language in languages {
      let own = try mail(in: language)
      #expect(own.language == language)
      #expect(own.text.contains("3"))
      #expect(own.subject.contains("2026"))
      #expect(!own.text.contains("{"))
      #expect(!own.text.contains("PDF"))
      #expect(
        own.text.contains(
          "dunningctl register --creditor acme --from 2026-11-01 --until 2026-11-30 --out register-acme-2026-11.csv"))
    }
    #expect(Set(try languages.map { try mail(in: $0).subject }).count == languages.count)
    let english = try mail(in: "en-GB").subject.replacing("\u{A0}", with: " ")
    #expect(english == "Transaction register 1 November 2026 – 30 November 2026")
  }

  @Test("what is missing is said, and why")
  func missing() throws {
    #expect(
      try mail(in: "en", withoutPDF: .tooLong).text.contains("There is no PDF with it: a register of so many rows"))
    #expect(try mail(in: "en", withoutPDF: .failed("no font")).text.contains("There is no PDF with it: no font"))
    let large = try mail(in: "de", withoutPDF: .tooLong, isTooLarge: true).text
    #expect(large.contains("zu groß"))
    #expect(!large.contains("PDF"))
  }
}
