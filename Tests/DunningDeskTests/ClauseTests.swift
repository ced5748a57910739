import DunningAPI
import DunningStore
import DunningTesting
import Testing

@testable import Dunning
@testable import DunningDesk

/// What the daemon gives as a reason is known by its form, so that nothing English is left on a page in another language.
@Suite("Reasons in the reader's language")
struct ClauseTests {
  private static let languages: [Language] = [.german, .chinese]

  private func expectKnown(_ texts: [String]) {
    for text in texts {
      for language in Self.languages {
        let said = Words(language).clause(text)
        #expect(said != nil && said != text, "\(language): \(text)")
        #expect(English.left(in: said ?? "", language).isEmpty, "\(language): \(text) -> \(said ?? "")")
      }
    }
  }

  @Test("a translation has no slot that the pattern has not")
  func slots() {
    for clause in Clause.all {
      let known = Clause.slots(clause.pattern)
      for language in Language.allCases {
        #expect(Clause.slots(clause.template(language)).isSubset(of: known), "\(clause.pattern)")
      }
      #expect(clause.template(.german) != clause.pattern && clause.template(.chinese) != clause.pattern)
    }
  }

  @Test("every reason for which nothing is planned")
  func decisions() throws {
    let notice = try #require(NoticeID(parsing: "n18"))
    expectKnown([Decision.Reason.waits(forApprovalOf: notice)])
    let followUp = try #require(FollowUpID(parsing: "f3"))
    let settled = Claim.State.allCases.map { Decision.Reason.settled($0) }
    let others: [Decision.Reason] = [
      .belowMinimum("5.00 EUR"), .covered("12.50"), .covered("63.31 EUR"), .stale(Span(3, .workingDays), newest: nil),
      .stale(Span(5, .days), newest: try CivilDate(parsing: "2026-11-20")), .ladderDone, .obstacle(.noticeOpen(notice)),
      .obstacle(.undeliverable(notice)), .asked(followUp), .unknownPolicy("x"), .unknownCreditor("y"),
      .unknownZone("Mars/Base"), .windowNeverOpens, .noAddress,
    ]
    let reasons = settled + others
    expectKnown(reasons.map(\.text))
    #expect(Words(.english).clause(Decision.Reason.noAddressWords)?.contains("dunningctl") == false)
  }

  @Test("every cause of a moment, as the plan and as a sentence has it")
  func causes() throws {
    let day = try CivilDate(parsing: "2026-12-03")
    let shown = Cause.Shown(
      at: Instant(milliseconds: 0), date: day, time: TimeOfDay(seconds: 9 * 3_600))
    let spans = Span.Unit.allCases.flatMap { [Span(1, $0), Span(3, $0)] }
    let counted = spans.flatMap { span -> [Cause] in
      [
        .offset(Offset(.due, span), shown), .gap(span, after: "second-reminder", shown), .contact(span, shown),
        .reopened(span, shown),
      ]
    }
    let others: [Cause] = [
      .offset(Offset(.due, Span(-3, .workingDays)), shown), .offset(Offset(.previous, Span(7, .days)), shown),
      .offset(Offset(.payBy, Span(1, .days)), shown), .offset(Offset(.due, Span(0, .days)), shown),
      .rolled(Offset(.due, Span(1, .days)), lastInTime: day, shown), .payBy(day, shown),
      .state(.promised, until: day, shown), .payment(until: day, shown), .invoice(day, shown), .past,
      .window(shown), .dayOff(shown),
    ]
    let causes = counted + others
    expectKnown(causes.map(\.clause))
    expectKnown(causes.map(\.words))
    expectKnown(["\(causes[0].clause); the send window opens thu 2026-12-03 09:00"])
    #expect(
      Words(.german).clause("due+5bd is thu 2026-12-03 09:00") == "5 Werktage nach der Fälligkeit: 03.12.2026, 09:00")
  }

  @Test("everything that explain says of claims of each kind")
  func explanations() async throws {
    let fixture = try DeskFixture()
    try await fixture.enqueue()
    try await fixture.enqueue(["reference": "RE-2", "policy": "strict", "due": "2026-11-20", "debtor_id": "k-2"])
    try await fixture.enqueue(["reference": "RE-3", "email": "", "debtor_id": "k-3", "due": "2026-11-01"])
    try await fixture.enqueue(["reference": "RE-4", "debtor_id": "k-4"])
    _ = try await fixture.docket.take()
    var browser = try await fixture.browser(DeskFixture.approver)
    for (path, fields) in [
      ("/claims/RE-1/promise", ["date": "2026-12-20"]), ("/claims/RE-4/dispute", ["reason": "falsche Ware"]),
    ] {
      _ = try await browser.get(path)
      #expect(try await browser.post(path, fields.merging(["sure": "1"]) { $1 }).status == 303)
    }
    for reference in ["RE-1", "RE-2", "RE-3", "RE-4"] {
      let explanation: ExplanationResponse = try await fixture.get("/v1/claims/\(reference)/explain")
      expectKnown(explanation.gates.map(\.because))
      expectKnown(explanation.ladder.map(\.because))
      expectKnown(explanation.sentences)
    }
    let plan: PlanResponse = try await fixture.get("/v1/plan")
    expectKnown(plan.notices.map(\.because))
  }

  @Test(
    "why entries of statements were decided so, and what speaks for a claim",
    arguments: [
      "Every step of the ladder has gone out, the last one (demand) to be paid by 2026-12-11: a person decides what comes next.",
      "who paid owes just this sum on another claim than RE-1", "nothing in it names a claim",
      "no reference stands whole in it", "exactly this sum is open",
      "RE-2026-0203 stands whole in it, and exactly this sum is open", "RE-1 stands whole in it; 12.50 EUR is open",
      "no reference is beyond doubt: it is a short number", "the name is the debtor's, and exactly this sum is open",
      "RE-7 stands whole in it, but it may be a date", "the sum is all that is open on RE-1, RE-2 and RE-3",
      "2.00 EUR stays open on RE-1: likely charges of a bank", "nothing is open on RE-9: it is paid",
      "3.00 EUR is credited on RE-1: 2 % discount until 2026-11-30", "it was taken in before as e12",
      "Müller AG has paid from this account", "the bank's reason is AC04", "n12, which it names, asked for it",
      "it is named, but no reference stands whole in it", "the end-to-end id is that of the payment of 2026-11-02",
      "the file does not say of which account it is: say it with --account",
    ])
  func matching(text: String) { expectKnown([text]) }

  @Test(
    "why notices were taken back, how a debtor pays, and notes that the daemon writes",
    arguments: [
      "a payment came in", "written anew on request", "held: telefoniert", "the claim was disputed",
      "its step is no longer the next one", "the claim changed before it left", "nothing known yet", "26 days late now",
      "4 days late on average over 3 paid; 1 promises kept, 2 broken; 26 days late now",
      "12 notices are due, more than the 5 that may leave in an hour unasked; look at `dunningctl plan`, then `dunningctl arm`",
      "The claim may be barred by limitation after 2029-12-31 (DE-BGB-195); a court claim takes time to prepare.",
      "it is disputed; it goes on when somebody resumes it: falsche Ware: zwei Stück",
      "from 2026-12-15 every 1mo, in 3 instalments", "from 2026-12-15 every 2w, 100.00 each",
      "46.92 EUR of it is interest and costs", "insolvency: AG Köln", "asked for by uid 0",
      "asked for by uid 1001 (clerk)",
      "mail.example:587 refuses connections: nothing listens on that port, or a firewall turns us away",
      "not tried: no answer from mx.example:25 within 30 s: it is down, or a firewall swallows what is sent to it; the server is tried again in 2 s",
      "mx.example cannot be found: there is no such name, or the name server does not answer",
      "the connection broke: Connection reset by peer", "cannot connect to mx.example:25: Network is down",
      "email: 250 2.0.0 OK queued; letter: delivered to /var/spool/n12.pdf",
      "the debtor is disputed: falsche Ware", "the daemon is held: fresh installation",
      "the clock shows 2026-12-01T08:00:00Z, but the journal's last entry is of 2026-12-03T08:00:00Z",
      "it is not booked: it looks like p3, recorded by hand on 2026-11-20; ignore the entry if it is that one",
      "Notice n2 (demand to Nord & Süd) has waited for an approval since 2026-11-30: `dunningctl notice show n2`, then `x`.",
      "About notice n4 the debtor has replied: read it with `dunningctl mail message m1`.", "1240.50 by 2026-12-10",
      "Notice n3 to a@b.example could not be delivered: 550 5.1.1 no such user (read it with `dunningctl mail message m2`) Find a good address, say so.",
    ])
  func notices(text: String) { expectKnown([text]) }

  @Test(
    "what becomes of an e-invoice",
    arguments: [
      "Müller & Söhne GmbH is to pay 595.00 EUR", "it is to be paid by 2026-12-26",
      "it names no day to pay by (BT-9): 14 days from 2026-12-01, as configured (payment_days), is 2026-12-15",
      "it is to be paid in 3 parts, the last by 2027-02-01", "RE-1/2: 60.00 EUR due 2026-12-31",
      "it is a credit note (type 381), on RE-1", "the seller collects it by SEPA direct debit (BT-81: 59)",
      "claim c1 has its number, with 99.00 EUR due 2026-12-31, and not 90.00 due 2026-12-30",
      "claim c1 is 99.00 EUR due 2026-12-31", "12.00 may be kept back until 2026-12-07",
      "it is somebody else's invoice: no creditor is ACME (VAT id DE1); creditor acme is called so: if it is theirs, add its account DE2 under accounts to the creditor in the configuration",
    ])
  func invoices(text: String) { expectKnown([text]) }

  @Test(
    "what is wrong with a file or a row of it",
    arguments: [
      "bild.png: this is a PNG picture, and no table", "offen.csv: it is empty",
      "it is a PDF that cannot be read: PDF: unable to find trailer dictionary while recovering damaged file",
      "it is web page, which is no invoice of EN 16931 and is not read", "it is a PDF without an invoice in XML inside",
      "\"2026-02-30\" is not a day written as yyyy-mm-dd", "4 fields, but the header has 6",
      "the quote that opens on line 7 is never closed",
    ])
  func files(text: String) { expectKnown([text]) }

  @Test("what ends soon is told in the reader's language")
  func horizons() throws {
    let day = try CivilDate(parsing: "2026-12-31")
    let rates = RateHorizon(
      table: "de-basiszinssatz", source: "Deutsche Bundesbank", until: day, rules: ["DE-B2B", "DE-B2C"])
    let days = CalendarHorizon(calendar: "DE", until: day)
    for today in ["2026-12-20", "2027-01-10"] {
      let now = try CivilDate(parsing: today)
      expectKnown([rates.words(on: now), days.words(on: now)])
    }
  }

  @Test("a moment with its seconds, and a sentence where the name of a step may stand")
  func moments() {
    let words = Words(.german)
    #expect(
      words.clause("notice n14 waits for approval, since Wed 30 December 2026 at 10:11:04: `x`")
        == "das Schreiben n14 wartet auf Freigabe, seit 30.12.2026, 10:11")
    #expect(
      words.clause("15 days after the deadline is Fri 1 January 2027 at 09:00")
        == "15 Tage nach der Fälligkeit: 01.01.2027, 09:00")
    #expect(
      words.clause("7 days after letzte-mahnung is Wed 6 January 2027 at 09:00")
        == "7 Tage nach „Letzte Mahnung“: 06.01.2027, 09:00")
    #expect(
      words.clause("RE-4 of Zimmerei: 0.00 of 1234.56 EUR is open, due on Fri 1 January 2027.")
        == "RE-4 von Zimmerei: von 1.234,56 EUR sind 0,00 offen, fällig am 01.01.2027.")
  }

  /// The files whose sentences the docket keeps, or the control API tells as a reason.
  private static let sources = [
    "Dunning/Ladder/Decision.swift", "Dunning/Ladder/Explanation.swift", "Dunning/Ladder/Policy+Next.swift",
    "Dunning/Ladder/Rulebook+Notices.swift", "Dunning/Words/Cause.swift", "Dunning/Parties/DebtorRecord.swift",
    "Dunning/Interest/RateHorizon.swift", "Dunning/Time/CalendarHorizon.swift",
    "Dunning/Paying/Matching/Matching.swift", "Dunning/Paying/Matching/Matching+Proposal.swift",
    "Dunning/Paying/Matching/Matching+Naming.swift", "Dunning/Paying/Matching/Matching+Returns.swift",
    "Dunning/Paying/Matching/Matching+Notices.swift", "Dunning/Paying/Matching/Settlement.swift",
    "Dunning/Paying/Matching/EntrySum.swift", "Dunning/Paying/Matching/Finding.swift",
    "Dunning/Paying/Matching/ReferenceSearch.swift", "Dunning/Paying/Matching/ReferenceSearch+Loose.swift",
    "Dunning/Paying/Matching/ReferenceBoundary.swift", "Dunning/Paying/Matching/ReferenceForm.swift",
    "DunningStore/Accounts/Judging+Accounts.swift", "DunningStore/Claims/Transaction+Limitation.swift",
    "DunningStore/Claims/Promises.swift", "DunningStore/Statements/Outcome.swift",
    "DunningStore/Statements/Docket+MatchingAgain.swift", "DunningStore/Statements/StatementTaking.swift",
    "DunningStore/Taking/Transaction+Verdict.swift", "DunningStore/Taking/Taking+Steps.swift",
    "DunningStore/Notices/Gate.swift", "DunningStore/Notices/Transaction+Rest.swift",
    "DunningStore/Notices/NoticeChange.swift", "DunningInvoices/InvoiceVerdict.swift",
    "DunningInvoices/DueChoice.swift",
    "DunningMailroom/Invoices/InvoiceTaking.swift", "DunningMailroom/Invoices/InvoiceTaking+Claims.swift",
    "DunningMailroom/Invoices/InvoiceTaking+Credits.swift", "DunningMailroom/Invoices/InvoiceRequest.swift",
    "DunningMailroom/Invoices/InvoiceSeller.swift", "DunningMailroom/Invoices/InvoiceTerms.swift",
  ]

  @Test("each sentence of the rules and the docket has an entry in the catalogue", arguments: sources)
  func sentences(file: String) throws {
    let patterns = Clause.all.map { clause in
      clause.pattern.map { if case .text(let text) = $0 { text } else { "\u{0}" } }.joined()
    }
    for fragment in try SourceSentences(file).fragments {
      #expect(patterns.contains { $0.contains(fragment) }, "\(file): \(fragment)")
    }
  }

  @Test(
    "why nothing is sent, and what is told of moments with seconds, of sums, and of what ends",
    arguments: [
      (
        "It is held because the daemon is held: this docket seems to be restored, moved or new: its file was put here as a "
          + "copy, as when a backup is restored, and its files were written over by a copy, as when a backup is restored in "
          + "place; what left meanwhile is not on record: look at `dunningctl plan`, then `dunningctl arm`.",
        "Es wird gehalten: der Versand ist aus: die Datenbank scheint zurückgespielt, umgezogen oder neu zu sein: ihre Datei "
          + "ist eine Kopie, wie nach dem Zurückspielen einer Sicherung, und ihre Dateien wurden mit einer Kopie "
          + "überschrieben, wie beim Zurückspielen einer Sicherung; was inzwischen hinausging, steht nicht darin."
      ),
      (
        "notice n22 waits for approval, since Wed 30 December 2026 at 10:21:10: "
          + "`dunningctl notice show n22`, then `dunningctl notice approve n22`",
        "das Schreiben n22 wartet auf Freigabe, seit 30.12.2026, 10:21"
      ),
      (
        "7 days after Zahlungserinnerung is Wed 6 January 2027 at 09:00",
        "7 Tage nach „Zahlungserinnerung“: 06.01.2027, 09:00"
      ),
      (
        "RE-1 of Müller: 6430.00 of 8930.00 EUR is open, due on Tue 15 September 2026.",
        "RE-1 von Müller: von 8.930,00 EUR sind 6.430,00 offen, fällig am 15.09.2026."
      ),
      ("46.92 EUR of it is interest and costs", "davon sind 46,92 EUR Zinsen und Kosten"),
      ("from 2026-12-15 every 1mo, in 3 instalments", "ab 15.12.2026 im Abstand von 1 Monat, in 3 Raten"),
      ("2143.33 by 2026-12-15", "2.143,33 bis 15.12.2026"),
      (
        "the rates of de-basiszinssatz (DE-B2B and DE-B2C) end on 2026-12-31: look at its source, Deutsche Bundesbank, then "
          + "`dunningctl rates add de-basiszinssatz DATE RATE`",
        "die Zinssätze de-basiszinssatz (DE-B2B und DE-B2C) enden am 31.12.2026: den nächsten trägt ein, wer den Server "
          + "betreut; er steht bei Deutsche Bundesbank"
      ),
    ])
  func told(text: String, german: String) {
    #expect(Words(.german).clause(text) == german)
    expectKnown([text])
  }

  @Test("no command line is left in what is known, in any language")
  func commands() {
    for clause in Clause.all {
      for language in Language.allCases {
        for case .text(let text) in clause.template(language) {
          #expect(!text.contains("`") && !text.contains("dunningctl") && !text.contains("--"), "\(text)")
        }
      }
    }
  }

  @Test("a person's own words stay what they are, and cannot keep a page busy")
  func foreign() {
    #expect(Words(.german).clause("Kunde ruft zurück") == nil)
    #expect(Words(.german).clause("it is paid: laut Kunde") == "sie ist bezahlt: laut Kunde")
    #expect(Words(.german).clause(String(repeating: ", but ", count: 300)) == nil)
  }

  @Test("each code of a problem, each event and each key of the journal has words")
  func catalogue() {
    for code in ProblemCode.allCases { #expect(Phrase(rawValue: "term-problem-\(code.rawValue)") != nil, "\(code)") }
    for event in Event.Kind.allCases { #expect(Phrase(rawValue: "term-event-\(event.rawValue)") != nil, "\(event)") }
    for key in JournalKey.allCases where !Timeline.silent.contains(key.rawValue) {
      #expect(Phrase(rawValue: "term-data-\(key.rawValue)") != nil, "\(key)")
    }
    for tone in Step.Tone.allCases { #expect(Phrase(rawValue: "term-tone-\(tone.rawValue)") != nil, "\(tone)") }
    #expect(Phrase(rawValue: "term-\(Step.statementOfAccount.name)") != nil)
  }
}
