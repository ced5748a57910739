import Dunning
import DunningLetters
import DunningPaper
import Testing

@Suite("What a letter says of payments and credit notes")
struct AppliedPaymentTests {
  private static let languages = ["en", "en-GB", "en-US", "de", "fr", "nl", "es", "it", "ja", "zh-Hans"]

  /// How a credit note is called.
  private static let names = [
    "en": "Credit notes", "de": "Gutschriften", "fr": "Avoirs", "nl": "Creditnota’s", "es": "Abonos",
    "it": "Note di credito", "ja": "貸方票", "zh-Hans": "贷项通知单",
  ]

  private func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  private func name(_ language: String) throws -> String {
    try #require(Self.names[language] ?? Self.names[String(language.prefix(2))])
  }

  @Test("a credit note is called one, and no payment, in mail and letter", arguments: languages)
  func creditNote(language: String) throws {
    // Given an invoice of 980 of which 180 were credited
    let world = try SampleWorld(language)
    func money(_ text: String) throws -> Money { try Samples.money(text, world.currency) }
    let item = NoticeFacts.Item(
      reference: "C-1", issued: try Samples.date("2026-10-20"), due: try Deadline(parsing: "2026-11-03"),
      amount: try money("980"), paid: try money("0"), credited: try money("180"), outstanding: try money("800"))
    let facts = try Samples.facts(
      language, .reminder, creditor: world.creditor, debtor: world.business, items: [item], previous: ["2026-11-06"])
    // When
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    let mail = try renderer.render(facts)
    let letter = try renderer.paper(facts).plainText
    // Then
    let word = plain(try name(language)).lowercased()
    for text in [mail.text, mail.html, letter] {
      #expect(plain(text).lowercased().contains(word), "\(language): \(text)")
    }
    #expect(!plain(mail.text).contains(plain("Payments received")))
  }

  @Test("a demand says what became of each payment, and its rows add up to what it asks", arguments: languages)
  func applied(language: String) throws {
    // Given 500 paid on 1200, of which 40 went to the fixed sum and 1.73 to interest
    let world = try SampleWorld(language)
    let isYen = world.currency == "JPY"
    func money(_ text: String) throws -> Money {
      try Samples.money(isYen ? text.filter { $0 != "." } : text, world.currency)
    }
    let allocation = InterestStatement.Allocation(
      date: try Samples.date("2026-11-20"), amount: try money("500.00"), toCosts: try money("40.00"),
      toInterest: try money("1.73"), toPrincipal: try money("458.27"), excess: try money("0.00"))
    let period = NoticeFacts.LateCharge.Period(
      rate: try Percent(parsing: "10.27"), from: try Samples.date("2026-11-04"), until: try Samples.date("2026-11-23"),
      days: 20, base: try money("1200.00"))
    let item = NoticeFacts.Item(
      reference: "B-1", issued: try Samples.date("2026-10-20"), due: try Deadline(parsing: "2026-11-03"),
      amount: try money("1200.00"), paid: try money("500.00"), outstanding: try money("741.73"), applied: [allocation],
      late: NoticeFacts.LateCharge(
        interest: try money("1.07"), compensation: try money("0.00"), periods: [period], basis: world.basis,
        isProvisional: false))
    let facts = try Samples.facts(
      language, .demand, creditor: world.creditor, debtor: world.business, items: [item], previous: ["2026-11-06"])
    // Then the rows are the total
    #expect(facts.total == (try money("742.80")))
    // And the mail, its HTML and the letter say where the money went
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    let mail = try renderer.render(facts)
    for text in [mail.text, mail.html, try renderer.paper(facts).plainText] {
      let digits = text.filter { $0.isNumber }
      for sum in ["45827", "173", "4000", "74173", "107", "74280"] {
        #expect(digits.contains(sum), "\(language): \(sum) in \(text)")
      }
    }
  }

  @Test("a demand says what is waived, and a later reminder what was demanded", arguments: languages)
  func waived(language: String) throws {
    let world = try SampleWorld(language)
    let isYen = world.currency == "JPY"
    func money(_ text: String) throws -> Money {
      try Samples.money(isYen ? text.filter { $0 != "." } : text, world.currency)
    }
    let period = NoticeFacts.LateCharge.Period(
      rate: try Percent(parsing: "10.27"), from: try Samples.date("2026-11-04"), until: try Samples.date("2026-11-23"),
      days: 20, base: try money("1200.00"))
    func facts(_ tone: Step.Tone, _ late: NoticeFacts.LateCharge?, several: Bool) throws -> NoticeFacts {
      let items = try (1...(several ? 2 : 1)).map { number in
        var item = NoticeFacts.Item(
          reference: "B-\(number)", issued: try Samples.date("2026-10-20"), due: try Deadline(parsing: "2026-11-03"),
          amount: try money("1200.00"), paid: try money("0.00"), outstanding: try money("1200.00"), late: late)
        item.waived = late == nil ? nil : try money("38.93")
        item.demanded = late == nil ? try money("38.93") : nil
        return item
      }
      return try Samples.facts(
        language, tone, creditor: world.creditor, debtor: world.business, items: items, previous: ["2026-11-06"])
    }
    let charge = NoticeFacts.LateCharge(
      interest: try money("1.07"), compensation: try money("0.00"), periods: [period], basis: world.basis,
      isProvisional: false)
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    for several in [false, true] {
      for notice in [try facts(.demand, charge, several: several), try facts(.reminder, nil, several: several)] {
        let mail = try renderer.render(notice)
        for text in [mail.text, mail.html, try renderer.paper(notice).plainText] {
          #expect(text.filter { $0.isNumber }.contains("3893"), "\(language) \(notice.tone): \(text)")
        }
      }
    }
  }

  @Test("the facts of a claim take their sums from the law's working, and a credit note from the payments")
  func facts() throws {
    let claim = Claim(
      id: ClaimID(1),
      draft: ClaimDraft(
        creditor: "acme", reference: "C-1", debtor: try Samples.debtor(), amount: try Samples.money("980"),
        due: try Deadline(parsing: "2026-11-03"), policy: "standard"), enqueued: Samples.now,
      paid: try Samples.money("280"))
    let item = NoticeFacts.Item(claim, credited: try Samples.money("180"))
    #expect([item.paid, item.credited, item.outstanding].map(\.decimal) == ["100.00", "180.00", "700.00"])
    // What was paid out of a credit note again counts no more.
    let refunded = NoticeFacts.Item(claim, credited: try Samples.money("300"))
    #expect([refunded.paid, refunded.credited].map(\.decimal) == ["0.00", "280.00"])
  }
}
