import Dunning
import DunningLetters
import DunningPaper
import Foundation
import PaperTesting
import Testing

@Suite("What a letter about several claims says")
struct GroupLetterTests {
  private static let languages = ["en", "en-GB", "en-US", "de", "fr", "nl", "es", "it", "ja", "zh-Hans"]

  private func facts(
    _ language: String, _ tone: Step.Tone = .reminder, items: [NoticeFacts.Item], link: String? = nil
  ) throws -> NoticeFacts {
    let world = try SampleWorld(language)
    return try Samples.facts(
      language, tone, creditor: world.creditor, debtor: world.business, items: items, link: link)
  }

  private func items(_ count: Int, _ language: String, link: ((Int) -> String?)? = nil) throws -> [NoticeFacts.Item] {
    let currency = try SampleWorld(language).currency
    return try (1...count).map { number in
      let item = try Samples.item("BIG-\(1_000 + number)", amount: "12", currency: currency)
      return NoticeFacts.Item(
        reference: item.reference, issued: item.issued, due: item.due, amount: item.amount, paid: item.paid,
        outstanding: item.outstanding, paymentLink: link?(number))
    }
  }

  @Test(
    "beyond three claims the subject gives their number, and one reference to quote is the same everywhere",
    arguments: languages)
  func manyClaims(language: String) throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    for tone in Step.Tone.allCases {
      let facts = try facts(language, tone, items: items(12, language))
      let notice = try renderer.render(facts)
      #expect(notice.subject.count <= 100, "\(notice.subject)")
      #expect(notice.subject.contains("12"))
      #expect(notice.subject.contains("n17"))
      #expect(!notice.subject.contains("BIG-"))
      // Each claim stands in the table, and nowhere as what to quote.
      let quoted = notice.text.split(separator: "\n").filter { $0.contains("n17") }
      #expect(quoted.count >= 2, "\(notice.text)")
      #expect(notice.text.ranges(of: "BIG-1012").count == 1)
      #expect(try renderer.paper(facts).plainText.contains("n17"))
    }
  }

  @Test(
    "sixty claims are a table in plain text too: each on its own line, its sum in the last column", arguments: languages
  )
  func sixtyClaims(language: String) throws {
    let currency = try SampleWorld(language).currency
    let items = try (1...60).map { try Samples.item("BIG-\(1_000 + $0)", amount: "\($0 * 137)", currency: currency) }
    let text = try LetterRenderer(catalog: try Samples.catalog()).render(try facts(language, .demand, items: items))
      .text
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("  BIG-") }
    #expect(rows.count == 60)
    #expect(Set(rows.map(\.count)).count == 1, "\(rows.prefix(3))")
  }

  @Test("three claims are named one by one, in the same way everywhere", arguments: languages)
  func fewClaims(language: String) throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    let facts = try facts(language, items: items(3, language))
    let notice = try renderer.render(facts)
    #expect(notice.subject.contains("BIG-1003"))
    #expect(notice.text.contains("BIG-1001, BIG-1002, BIG-1003"))
    #expect(try renderer.paper(facts).plainText.contains("BIG-1001, BIG-1002, BIG-1003"))
  }

  @Test("each claim's own page for paying stands at its row where there is none for all", arguments: languages)
  func links(language: String) throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    let facts = try facts(language, items: items(2, language) { "https://pay.example/\($0)" })
    let notice = try renderer.render(facts)
    for number in 1...2 {
      #expect(notice.text.contains("https://pay.example/\(number)"))
      #expect(notice.html.contains("href=\"https://pay.example/\(number)\""))
      #expect(try renderer.paper(facts).plainText.contains("https://pay.example/\(number)"))
    }
    let common = try self.facts(
      language, items: items(2, language) { _ in "https://pay.example/all" }, link: "https://pay.example/all")
    #expect(try renderer.render(common).text.ranges(of: "https://pay.example/all").count == 1)
  }

  @Test("a page for paying can be clicked on in the PDF, and no other address")
  func clickable() throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    var shapes = try items(2, "en") { "https://pay.example/\($0)'x" }
    let first = shapes[0]
    shapes[0] = NoticeFacts.Item(
      reference: "https://evil.example/", issued: first.issued, due: first.due, amount: first.amount, paid: first.paid,
      outstanding: first.outstanding, paymentLink: first.paymentLink)
    let pdf = try renderer.letter(try facts("en", items: shapes))
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.contains("https://pay.example/1%27x"))
    #expect(text.contains("https://pay.example/2%27x"))
    #expect(!text.contains("evil.example"))
  }

  @Test("the particulars of the company stand below a mail as at the foot of a letter", arguments: languages)
  func particulars(language: String) throws {
    let foot = ["ACME GmbH, Sitz Berlin", "Amtsgericht Charlottenburg HRB 12345 B, Stammkapital 25.000 EUR"]
    let facts = try Samples.facts(
      language, creditor: Samples.creditor(letterhead: Letterhead(foot: foot)), items: [Samples.item()])
    let notice = try LetterRenderer(catalog: try Samples.catalog()).render(facts)
    for line in foot {
      #expect(notice.text.replacing("\n", with: " ").contains(line))
      #expect(notice.html.contains(line))
    }
  }

  @Test("no mail and no code asks for money on an account for other money")
  func otherCurrency() throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    let facts = try Samples.facts("en", items: [Samples.item(amount: "4500", currency: "USD")])
    let notice = try renderer.render(facts)
    #expect(!notice.text.contains("DE89"))
    #expect(!notice.html.contains("DE89"))
    #expect(notice.text.contains("on the invoice"))
    #expect(!(try renderer.paper(facts).plainText.contains("DE89")))
  }
}
