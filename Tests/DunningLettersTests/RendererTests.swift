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
    #expect(try refusal(try Samples.facts("ko")) == .unknownLanguage)
  }

  @Test("one item's facts come from its claim")
  func itemFromClaim() throws {
    let draft = ClaimDraft(
      creditor: "acme", reference: "R-1", debtor: try Samples.debtor(), amount: try Samples.money("10"),
      due: .day(try Samples.date("2026-11-03")), policy: "standard", contract: "V-1")
    let item = NoticeFacts.Item(
      Claim(id: ClaimID(1), draft: draft, enqueued: Samples.now, paid: try Samples.money("4")))
    #expect(item.reference == "R-1")
    #expect(item.contract == "V-1")
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
      ("en-GB", "GBP", "1234567.80", "£1,234,567.80", "23 November 2026"),
      ("en-US", "USD", "1234567.80", "$1,234,567.80", "November 23, 2026"),
      ("fr", "EUR", "1234567.80", "1\u{202F}234\u{202F}567,80 €", "23 novembre 2026"),
      ("nl", "EUR", "1234567.80", "€ 1.234.567,80", "23 november 2026"),
      ("es", "EUR", "1234567.80", "1.234.567,80 €", "23 de noviembre de 2026"),
      ("it", "EUR", "1234567.80", "1.234.567,80 €", "23 novembre 2026"),
      ("ja", "JPY", "1234567", "1,234,567円", "2026年11月23日"),
      ("de-AT", "EUR", "1234567.80", "€ 1.234.567,80", "23. November 2026"),
      ("de-CH", "CHF", "1234567.80", "CHF 1’234’567.80", "23. November 2026"),
      ("fr-CA", "CAD", "1234567.80", "1\u{202F}234\u{202F}567,80 $", "23 novembre 2026"),
      ("fr-CH", "CHF", "1234567.80", "1\u{202F}234\u{202F}567.80 CHF", "23 novembre 2026"),
      ("it-CH", "CHF", "1234567.80", "CHF 1’234’567.80", "23 novembre 2026"),
      ("es-MX", "MXN", "1234567.80", "MXN 1,234,567.80", "23 de noviembre de 2026"),
    ])
  func sumsAndDates(language: String, currency: String, amount: String, sum: String, date: String) throws {
    let notice = try render(
      try Samples.facts(language, .demand, items: [try Samples.item(amount: amount, currency: currency)]))
    #expect(notice.text.contains(sum))
    #expect(notice.text.contains(date))
  }

  @Test("Swiss German has no ß in its words, and names keep theirs")
  func swissGerman() throws {
    let item = try Samples.item("STRAßE-1", amount: "120.00", currency: "CHF")
    let swiss = try render(try Samples.facts("de-CH", .demand, items: [item]))
    #expect(swiss.text.contains("Mit freundlichen Grüssen"))
    #expect(swiss.html.contains("Mit freundlichen Grüssen"))
    #expect(swiss.text.contains("STRAßE-1"))
    #expect(!swiss.text.contains("Grüßen"))
    #expect(try render(try Samples.facts("de", .demand, items: [item])).text.contains("Mit freundlichen Grüßen"))
  }

  @Test(
    "a deadline that is a moment is told with its time and zone",
    arguments: [
      ("en", "was due at 08:00 (UTC+1) on 23 November 2026"),
      ("de", "die am 23. November 2026 um 08:00 Uhr (UTC+1) fällig war"),
      ("zh-Hans", "已于2026年11月23日08:00（UTC+1）到期"),
      ("en-US", "was due at 8:00 a.m. (UTC+1) on November 23, 2026"),
      ("fr", "échue le 23 novembre 2026 à 8 h 00 (UTC+1)"),
      ("nl", "die op 23 november 2026 om 08:00 uur (UTC+1) betaald had moeten zijn"),
      ("ja", "2026年11月23日8時00分（UTC+1）"),
    ])
  func moments(language: String, phrase: String) throws {
    let item = try Samples.item(due: "2026-11-23T07:00:00Z", issued: nil)
    let text = try render(try Samples.facts(language, .reminder, items: [item], payBy: nil)).text
    #expect(text.filter { !$0.isWhitespace }.contains(phrase.filter { !$0.isWhitespace }))
  }

  @Test(
    "the first of a month is written as the language has it",
    arguments: [("fr", "le 1er novembre 2026"), ("it", "in data 1º novembre 2026"), ("nl", "op 1 november 2026")])
  func firstOfMonth(language: String, phrase: String) throws {
    let text = try render(try Samples.facts(language, items: [try Samples.item(due: "2026-11-01")])).text
    #expect(text.replacing("\n", with: " ").contains(phrase))
  }

  @Test("a debtor's region decides how sums are written, also when only the templates' language is named")
  func debtorsRegion() throws {
    let swiss = Debtor(
      key: nil, name: "Muster AG", email: try EmailAddress(parsing: "info@muster.example"), language: "de-CH")
    let item = try Samples.item(amount: "1234.50", currency: "CHF")
    #expect(try render(try Samples.facts("de", debtor: swiss, items: [item])).text.contains("CHF 1’234.50"))
  }

  @Test("a total that ends a larger number does not count as said", arguments: ["9\u{202F}", "9.", "9"])
  func totalInsideLargerNumber(before: String) throws {
    let template = "{{reference}} \(before){{total}}{{#pay_by}} {{pay_by}}{{/pay_by}}\n"
    let errors = try Samples.catalogErrors(changing: ["reminder.text.mustache": template], language: "fr")
    #expect(errors.map(\.code) == [.incompleteLetter])
  }

  @Test(
    "a statute is named only where it holds",
    arguments: [("DE", nil, true), ("DE", "DE", true), ("DE", "AT", false), ("AT", nil, false)]
      as [(String, String?, Bool)])
  func statuteOnlyWhereItHolds(creditor: String, debtor: String?, isNamed: Bool) throws {
    let facts = try Samples.facts(
      "de", .demand, creditor: try Samples.creditor(country: creditor), debtor: try Samples.debtor(country: debtor))
    #expect(try render(facts).text.contains("§ 286") == isNamed)
  }

  @Test(
    "the protocol of England and Wales is not that of Scotland",
    arguments: [("GB-ENG", true), ("GB-SCT", false), ("GB-NIR", false)])
  func englandIsNotScotland(calendar: String, isNamed: Bool) throws {
    let facts = try Samples.facts(
      "en-GB", .demand, creditor: try Samples.creditor(country: "GB"),
      debtor: try Samples.debtor(kind: .consumer, calendar: calendar))
    #expect(try render(facts).text.contains("Pre-Action Protocol for Debt Claims") == isNamed)
  }

  @Test("what went out before the deadline makes no reminder a second one")
  func remindedAfterTheDeadline() throws {
    let item = try Samples.item(due: "2026-11-03")
    #expect(
      try render(try Samples.facts("de", items: [item], previous: ["2026-10-30"])).subject.hasPrefix(
        "Zahlungserinnerung"))
    #expect(try render(try Samples.facts("de", items: [item], previous: ["2026-11-06"])).subject.hasPrefix("Mahnung"))
  }

  @Test("a long reference gets a line of its own and keeps the columns of the others")
  func longReference() throws {
    let long = String(repeating: "A", count: 60)
    let text = try render(try Samples.facts(items: [try Samples.item(long), try Samples.item("2026-0042")])).text
    #expect(text.contains("\n  \(long)\n                 3 November 2026"))
  }
}
