import Dunning
import DunningLetters
import Foundation
import PaperTesting
import Testing

@Suite("The code to pay with in a mail")
struct MailCodeTests {
  private func notice(_ facts: NoticeFacts) throws -> NoticeText {
    try LetterRenderer(catalog: try Samples.catalog()).render(facts)
  }

  @Test("the HTML shows it and says what it is", arguments: ["de", "en", "es", "fr", "it", "ja", "nl", "zh-Hans"])
  func shown(language: String) throws {
    let notice = try notice(try Samples.facts(language, items: [Samples.item(amount: "1200.50")]))
    let code = try #require(notice.code)
    #expect(code.contentID == "payment-code.n17@acme.example")
    #expect(notice.html.contains("<img src=\"cid:payment-code.n17@acme.example\""))
    #expect(!notice.html.contains("alt=\"\""))
    let payload = try Tool.codes(onScreen: code.png).split(separator: "\n")
    #expect(payload.contains("DE89370400440532013000"))
    #expect(payload.contains("EUR1200.50"))
  }

  @Test("a currency or an account without a code has none, nor a picture that is missing")
  func none() throws {
    let dollars = try notice(try Samples.facts(items: [Samples.item(amount: "10.00", currency: "USD")]))
    #expect(dollars.code == nil)
    #expect(!dollars.html.contains("<img"))
    let nowhere = try notice(try Samples.facts(creditor: Samples.creditor(iban: nil)))
    #expect(nowhere.code == nil)
    #expect(!nowhere.html.contains("<img"))
  }

  @Test("a Swiss payment part belongs on paper, not alone on a screen")
  func swiss() throws {
    let creditor = try Samples.creditor(
      iban: "CH9300762011623852957", country: "CH", address: ["Bahnhofstrasse 1", "8001 Zürich"])
    let notice = try notice(
      try Samples.facts("de", creditor: creditor, items: [Samples.item(amount: "10.00", currency: "CHF")]))
    #expect(notice.code == nil)
  }
}
