import Dunning
import DunningLetters
import PaperTesting
import Testing

@Suite("What a debtor is asked to quote")
struct QuotedReferenceTests {
  private static let languages = ["de", "en", "en-GB", "en-US", "es", "fr", "it", "ja", "nl", "zh-Hans"]

  private func rf() throws -> PaymentReference {
    try PaymentReference(.rf, reference: "2026-0042", claim: ClaimID(1))
  }

  @Test("a checked reference stands in mail and letter of every language", arguments: languages)
  func printed(language: String) throws {
    let item = try Samples.item(quoted: try rf())
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    let facts = try Samples.facts(language, .reminder, items: [item])
    let mail = try renderer.render(facts)
    #expect(try rf().printed.hasPrefix("RF"))
    #expect(try mail.text.contains(rf().printed))
    #expect(try mail.html.contains(rf().printed))
    #expect(try Tool.text(of: renderer.letter(facts)).contains(rf().printed))
  }

  @Test("and in its own field of the code")
  func code() throws {
    let item = try Samples.item(quoted: try rf())
    let letter = try LetterRenderer(catalog: try Samples.catalog()).letter(
      try Samples.facts("en", .reminder, items: [item]))
    let lines = try Tool.codes(in: letter).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let end = ["", try rf().text]
    let isAtEnd = Array(lines.suffix(2)) == end || Array(lines.dropLast().suffix(2)) == end
    #expect(isAtEnd)
  }

  @Test("several claims quote one of the notice where the field holds one, else theirs")
  func group() throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    let items = try ["R-1", "R-2"].map {
      try Samples.item($0, quoted: try .init(.kid, reference: $0, claim: ClaimID(7)))
    }
    let group = try #require(PaymentReference(.kid, notice: NoticeID(17)))
    let told = try renderer.render(try Samples.facts("en", .reminder, items: items, group: group)).text
    #expect(told.contains(group.printed))
    let texts = try renderer.render(
      try Samples.facts("en", .reminder, items: [try Samples.item("R-1"), try Samples.item("R-2")])
    ).text
    #expect(texts.contains("R-1, R-2"))
  }
}
