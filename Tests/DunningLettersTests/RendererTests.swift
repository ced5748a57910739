import Dunning
import DunningLetters
import Testing

@Suite("What may go out")
struct RendererTests {
  private func render(_ facts: NoticeFacts) throws -> NoticeText {
    try LetterRenderer(catalog: try Samples.catalog()).render(facts)
  }

  private func refusal(_ facts: NoticeFacts) throws -> TemplateError.Code? {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    do throws(TemplateError) {
      _ = try renderer.render(facts)
      return nil
    } catch {
      return error.code
    }
  }

  @Test("markup in a name is shown as it is in the text and escaped in the HTML")
  func markupIsEscaped() throws {
    let notice = try render(try Samples.facts(debtor: try Samples.debtor("<b>&\"'", kind: .consumer)))
    #expect(notice.text.contains("Dear <b>&\"',"))
    #expect(notice.html.contains("Dear &lt;b&gt;&amp;&quot;&#39;,"))
    #expect(!notice.html.contains("<b>"))
  }

  @Test("a quotation mark with an accent on it does not end an attribute")
  func accentedQuotationMarkIsEscaped() throws {
    let notice = try render(try Samples.facts(link: "https://pay.example/\"\u{301}onclick=x"))
    #expect(notice.html.unicodeScalars.contains("\u{301}"))
    #expect(notice.html.contains("&quot;\u{301}onclick"))
  }

  @Test("tags of Mustache in a name are not interpreted")
  func tagsInDataAreNotInterpreted() throws {
    let debtor = try Samples.debtor("{{total}} {{{iban}}} {{>x}}", kind: .consumer)
    let notice = try render(try Samples.facts(debtor: debtor))
    #expect(notice.text.contains("Dear {{total}} {{{iban}}} {{>x}},"))
  }

  @Test("control characters and direction overrides in a name become spaces")
  func controlCharactersBecomeSpaces() throws {
    let name = "Alex\r\nBcc: x\u{0}\u{202E}y\u{1D}z"
    let notice = try render(try Samples.facts(debtor: try Samples.debtor(name, kind: .consumer)))
    #expect(notice.text.contains("Dear Alex Bcc: x y z,"))
  }

  @Test("a pay-by date that is over is refused; today is not over")
  func pastPayByIsRefused() throws {
    #expect(try refusal(try Samples.facts(payBy: "2026-11-22")) == .payByPast)
    #expect(try refusal(try Samples.facts(payBy: "2026-11-23")) == nil)
  }

  @Test("nothing owed, no items, two currencies and a link that is none are refused")
  func invalidFactsAreRefused() throws {
    #expect(try refusal(try Samples.facts(items: [])) == .invalidFacts)
    #expect(try refusal(try Samples.facts(items: [try Samples.item(amount: "5", paid: "5")])) == .invalidFacts)
    let mixed = [try Samples.item(), try Samples.item("2", currency: "USD")]
    #expect(try refusal(try Samples.facts(items: mixed)) == .invalidFacts)
    #expect(try refusal(try Samples.facts(link: "javascript:alert(1)")) == .invalidFacts)
    #expect(try refusal(try Samples.facts("fr")) == .unknownLanguage)
  }

  @Test("one item's facts come from its claim")
  func itemFromClaim() throws {
    let draft = ClaimDraft(
      creditor: "acme", reference: "R-1", debtor: try Samples.debtor(), amount: try Samples.money("10"),
      due: .day(try Samples.date("2026-11-03")), policy: "standard", contract: "V-1")
    let item = NoticeFacts.Item(
      Claim(id: ClaimID(1), draft: draft, enqueued: Samples.now, paid: try Samples.money("4")))
    #expect(item.reference == "R-1" && item.contract == "V-1")
    #expect(item.outstanding == (try Samples.money("6")))
  }

  @Test(
    "sums and dates are written as the language writes them",
    arguments: [
      ("en", "EUR", "1234567.80", "EUR 1,234,567.80", "23 November 2026"),
      ("de", "EUR", "1234567.80", "1.234.567,80 €", "23. November 2026"),
      ("de", "USD", "999.90", "999,90 USD", "23. November 2026"),
      ("en", "JPY", "1234", "JPY 1,234", "23 November 2026"),
      ("en", "KWD", "0.005", "KWD 0.005", "23 November 2026"),
      ("zh-CN", "CNY", "1234.56", "人民币1,234.56元", "2026年11月23日"),
      ("zh-Hans", "EUR", "100000", "EUR 100,000.00", "2026年11月23日"),
    ])
  func sumsAndDates(language: String, currency: String, amount: String, sum: String, date: String) throws {
    let notice = try render(
      try Samples.facts(language, .demand, items: [try Samples.item(amount: amount, currency: currency)]))
    #expect(notice.text.contains(sum) && notice.text.contains(date))
  }

  @Test(
    "a deadline that is a moment is told with its time and zone",
    arguments: [
      ("en", "was due at 08:00 (UTC+1) on 23 November 2026"),
      ("de", "die am 23. November 2026 um 08:00 Uhr (UTC+1) fällig war"),
      ("zh-Hans", "已于2026年11月23日08:00（UTC+1）到期"),
    ])
  func moments(language: String, phrase: String) throws {
    let item = try Samples.item(due: "2026-11-23T07:00:00Z", issued: nil)
    let text = try render(try Samples.facts(language, .reminder, items: [item], payBy: nil)).text
    #expect(text.filter { !$0.isWhitespace }.contains(phrase.filter { !$0.isWhitespace }))
  }

  @Test("a long reference gets a line of its own and keeps the columns of the others")
  func longReference() throws {
    let long = String(repeating: "A", count: 60)
    let text = try render(try Samples.facts(items: [try Samples.item(long), try Samples.item("2026-0042")])).text
    #expect(text.contains("\n  \(long)\n                 3 November 2026"))
  }
}
