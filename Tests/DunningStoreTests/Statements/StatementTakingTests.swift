import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Statements that are taken in", .timeLimit(.minutes(20)))
struct StatementTakingTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    bank = BankWorld(fixture)
  }

  private func findings() async throws -> [String] { try await fixture.money.findings() }

  @Test("an entry with a whole reference pays its claim, and what is too much is the debtor's")
  func books() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    let taken = try await bank.take(
      try BankWorld.file(
        "a.xml", try BankWorld.entry("130.00", "Rechnung R-2026-0001", reference: "B1"),
        try BankWorld.entry("50.00", "R-2026-0002 Teil", reference: "B2"), try BankWorld.entry("-9.90", "Kontofuehrung")
      ))
    #expect(
      taken.entries.map(\.told) == ["booked R-2026-0001 120.00 payment", "booked R-2026-0002 50.00 payment", "ignored"])
    #expect(taken.entries[0].unallocated.decimal == "10.00")
    #expect(try await fixture.claim("R-2026-0001").record.claim.state == .paid)
    #expect(try await bank.paid("R-2026-0002") == "50.00")
    #expect(try await fixture.money.page() == "70.00 10.00 60.00")
    #expect(try await fixture.money.register() == "60.00")
    let payment = try await fixture.docket.payment(try #require(taken.entries[0].payment).description)
    #expect(payment.payment.externalID == "B1" && payment.payment.date.iso == "2026-12-01")
    #expect(try await findings() == [])
  }

  @Test("a dry run tells the same and keeps nothing")
  func dryRun() async throws {
    try await bank.enqueue("R-2026-0001")
    let file = try BankWorld.file("a.xml", try BankWorld.entry("120.00", "R-2026-0001"))
    let tried = try await bank.take(file, keeping: false)
    #expect(tried.entries.map(\.told) == ["booked R-2026-0001 120.00 payment"])
    #expect(try await bank.paid("R-2026-0001") == "0.00")
    #expect(try await bank.told(file) == ["booked R-2026-0001 120.00 payment"])
  }

  // MARK: The same again

  @Test("the same file, and one that overlaps it, find their entries known")
  func overlaps() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    let first = try BankWorld.entry("120.00", "R-2026-0001", reference: "B1")
    let unnamed = try BankWorld.entry("77.00", "Danke")
    let second = try BankWorld.entry("120.00", "R-2026-0002", day: "2026-12-02", reference: "B2")
    try await bank.take(try BankWorld.file("a.xml", first, unnamed))
    #expect(try await bank.told(try BankWorld.file("a.xml", first, unnamed)) == ["known", "known"])
    #expect(
      try await bank.told(try BankWorld.file("b.xml", unnamed, first, second))
        == ["known", "known", "booked R-2026-0002 120.00 payment"])
    #expect(try await bank.paid("R-2026-0001") == "120.00")
    #expect(try await findings() == [])
  }

  @Test("equal entries of one day are as many payments as there are, and as many are known again")
  func equalEntries() async throws {
    try await bank.enqueue("R-2026-0001")
    let part = try BankWorld.entry("40.00", "R-2026-0001")
    try await bank.take(try BankWorld.file("a.xml", part, part))
    #expect(try await bank.paid("R-2026-0001") == "80.00")
    let again = try await bank.told(try BankWorld.file("b.xml", part, part, part))
    #expect(again == ["known", "known", "booked R-2026-0001 40.00 payment"])
    #expect(try await bank.paid("R-2026-0001") == "120.00")
    #expect(try await findings() == [])
  }

  @Test("a number that the bank gives twice is two payments where the file has it twice")
  func repeatedNumber() async throws {
    try await bank.enqueue("R-2026-0001")
    let part = try BankWorld.entry("40.00", "R-2026-0001", reference: "F1")
    let file = try BankWorld.file("a.ofx", format: "ofx", part, part)
    #expect(try await bank.told(file).count { $0.hasPrefix("booked") } == 2)
    #expect(try await bank.told(file) == ["known", "known"])
  }

  @Test("an MT940 and then a CSV of the same days tell nothing new, whatever each leaves out")
  func formats() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    let swift = try [
      BankWorld.entry("120.00", "EREF+E-1 SVWZ+R-2026-0001", reference: "N1") { $0.endToEnd = "E-1" },
      BankWorld.entry("50.00", "Rechnung R-2026-\n0002", reference: "N2"),
    ]
    try await bank.take(try BankWorld.file("a.sta", format: "mt940", swift[0], swift[1]))
    let table = try [
      BankWorld.entry("120.00", "R-2026-0001", name: "Anna") { $0.endToEnd = "E-1" },
      BankWorld.entry("50.00", "Rechnung R-2026-0002", name: "Anna"),
    ]
    #expect(try await bank.told(try BankWorld.file("a.csv", format: "csv", table[0], table[1])) == ["known", "known"])
    // What may be the same and may not is a question.
    let odd = try BankWorld.file("b.csv", format: "csv", try BankWorld.entry("120.00", "R-2026-0002 Ueberweisung"))
    let doubtful = try await bank.take(odd)
    #expect(doubtful.entries.map(\.verdict) == [.proposed])
    #expect(doubtful.entries[0].because.first?.contains("which a.sta told of in other words") == true)
    #expect(try await findings() == [])
  }

  @Test("what had not moved holds its claim until it has, or never will")
  func pending() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    let report = try BankWorld.file(
      "052.xml", format: "camt.052.001.08", try BankWorld.pending("120.00", "R-2026-0001", reference: "X1"),
      try BankWorld.pending("120.00", "R-2026-0002", reference: "X2"))
    #expect(try await bank.told(report) == ["held", "held"])
    #expect(try await fixture.claim("R-2026-0001").record.claim.heldUntil?.iso == "2026-12-04")
    #expect(try await bank.told(report) == ["known", "known"])
    // When
    let booked = try BankWorld.file(
      "053.xml", try BankWorld.entry("120.00", "R-2026-0001", day: "2026-12-02", reference: "X1"),
      try BankWorld.entry("120.00", "R-2026-0002", day: "2026-12-02", reference: "X2") { $0.status = .void })
    #expect(try await bank.told(booked) == ["booked R-2026-0001 120.00 payment", "ignored"])
    // Then
    for reference in ["R-2026-0001", "R-2026-0002"] {
      #expect(try await fixture.claim(reference).record.claim.heldUntil == nil)
    }
    #expect(try await bank.told(report) == ["known", "known"])
    #expect(try await fixture.docket.entriesWaiting().isEmpty)
    #expect(try await findings() == [])
  }

  // MARK: What is not booked

  @Test("a proposal holds its candidates for five days, and says why")
  func proposed() async throws {
    try await bank.enqueue("R-2026-0001", due: "2026-11-30")
    let taken = try await bank.take(
      try BankWorld.file("a.xml", try BankWorld.entry("120.00", "Danke", name: "Anna Kunde")))
    #expect(taken.entries.map(\.verdict) == [.proposed])
    #expect(taken.entries[0].candidates.map(\.reference) == ["R-2026-0001"])
    let record = try await fixture.claim("R-2026-0001").record
    #expect(record.claim.heldUntil?.iso == "2026-12-06")
    // The reminder of the third day waits for the Monday behind the hold.
    #expect(record.next?.at == (try Samples.moment("2026-12-07T09:00:00+01:00")))
    let situation = try await fixture.docket.situation(of: "R-2026-0001", rulebook: fixture.rulebook)
    let gate = Explanation(situation, fixture.rulebook, now: fixture.now).gates.first { $0.name == .payment }
    #expect(gate?.holds == true)
    #expect(
      gate?.because.contains("e1: 120.00 EUR from Anna Kunde of 2026-12-01, which a person has to look at") == true)
    #expect(try await findings() == [])
  }

  @Test("a notice that waits is taken back when money comes that may be for its claim")
  func dropsNotices() async throws {
    try await bank.enqueue("R-2026-0001", due: "2026-11-06")
    try fixture.at("2026-12-14T10:00:00+01:00")
    let notices = try await fixture.take()
    try await bank.take(
      try BankWorld.file("a.xml", try BankWorld.entry("120.00", "Danke", day: "2026-12-14", name: "Anna Kunde")))
    let notice = try #require(notices.first)
    #expect(try await fixture.store(notice) != .open)
    #expect(try await findings() == [])
  }

  @Test("a second transfer for what is paid is a question, and so is one in another currency")
  func doublePayment() async throws {
    try await bank.enqueue("R-2026-0001")
    let file = try BankWorld.file(
      "a.xml", try BankWorld.entry("120.00", "R-2026-0001", reference: "B1"),
      try BankWorld.entry("120.00", "R-2026-0001", day: "2026-12-03", reference: "B2"))
    #expect(try await bank.told(file) == ["booked R-2026-0001 120.00 payment", "proposed"])
    #expect(try await bank.paid("R-2026-0001") == "120.00")
    #expect(try await fixture.docket.entriesWaiting().map(\.id) == [EntryID(2)])
  }

  @Test("what a person recorded under the bank's number is not booked again")
  func toldBefore() async throws {
    try await bank.enqueue("R-2026-0001", amount: "500.00")
    try await fixture.pay("R-2026-0001", "120.00", id: "B1")
    let file = try BankWorld.file(
      "a.xml", try BankWorld.entry("120.00", "R-2026-0001", reference: "B1"),
      try BankWorld.entry("120.00", "R-2026-0001", day: "2026-12-02", reference: "B1"))
    #expect(try await bank.told(file) == ["known", "booked R-2026-0001 120.00 payment"])
    #expect(try await bank.paid("R-2026-0001") == "240.00")
    #expect(try await findings() == [])
  }

  @Test("a statement of an account that no creditor has is refused, and one beside it is not")
  func foreignAccount() async throws {
    try await bank.enqueue("R-2026-0001")
    let own = try BankWorld.file("a.xml", try BankWorld.entry("120.00", "R-2026-0001")).statements
    let other = try BankWorld.file("a.xml", account: "DE02120300000000202051", try BankWorld.entry("1.00", "x"))
      .statements
    let none = try BankWorld.file("a.xml", account: nil, try BankWorld.entry("2.00", "x")).statements
    let taken = try await bank.take(
      BankFile(name: "a.xml", sha256: [1], format: "mt940", statements: other + own + none))
    #expect(taken.entries.map(\.verdict) == [.refused, .booked, .refused])
    #expect(taken.entries[0].because.first?.contains("DE02120300000000202051") == true)
    #expect(taken.statements.map(\.isKnownAccount) == [false, true, false])
    #expect(try await findings() == [])
  }

  @Test("an account is known as bank and number, without noughts, and by what the configuration lists")
  func accounts() async throws {
    let rulebook = try Samples.rulebook()
    for text in [
      "DE89 3704 0044 0532 0130 00", "37040044/532013000", "370400440532013000", "0532013000",
      "DE89370400440532013000EUR",
    ] {
      #expect(rulebook.owners(ofAccount: text)?.key == BankWorld.iban, "\(text)")
    }
    for text in ["DE02120300000000202051", "3000", "37040044/0532013001", ""] {
      #expect(rulebook.owners(ofAccount: text) == nil, "\(text)")
    }
  }

  @Test("of a bank that numbers its entries only now and then no entry is booked twice")
  func numberedLater() async throws {
    try await bank.enqueue("R-2026-0001")
    func file(_ name: String, _ number: String?) throws -> BankFile {
      try BankWorld.file(name, try BankWorld.entry("34.00", "R-2026-0001", reference: number))
    }
    _ = try await bank.take(try file("a.xml", nil))
    #expect(try await bank.take(try file("b.xml", "9999")).entries.map(\.verdict) == [.proposed])
    #expect(try await bank.paid("R-2026-0001") == "34.00")
    #expect(try await findings() == [])
  }

  /// However an entry came first, and whichever two files number it.
  @Test(
    "an entry answers for one number of a format, and for a second one there is a second transfer",
    arguments: [
      (nil, "camt.053.001.08", "camt.053.001.08"), (nil, "MT940", "MT940"), ("A-1", "MT940", "camt.053.001.08"),
    ] as [(String?, String, String)])
  func numberedTwice(first: String?, format: String, later: String) async throws {
    try await bank.enqueue("R-2026-0001", amount: "100.00")
    func file(_ name: String, _ format: String, _ numbers: String?...) throws -> BankFile {
      let entries = try numbers.map { try BankWorld.entry("40.00", "R-2026-0001", reference: $0) }
      let line = { BankStatement.Line($1, number: $0 + 1) }
      return BankFile(
        name: name, sha256: Array(name.utf8), format: format,
        statements: [
          BankStatement(
            account: BankWorld.iban, currency: try Samples.euros("0").currency, opening: nil, closing: nil, addsUp: nil,
            entries: entries.enumerated().map { line($0.offset, $0.element) })
        ])
    }
    #expect(
      try await bank.told(try file("a", first == nil ? "csv" : format, first)) == ["booked R-2026-0001 40.00 payment"])
    #expect(try await bank.take(try file("b", later, "N1")).entries.map(\.verdict) == [.known])
    #expect(try await bank.take(try file("b2", later, "N1")).entries.map(\.verdict) == [.known])
    #expect(try await bank.told(try file("c", later, "N2")) == ["booked R-2026-0001 40.00 payment"])
    #expect(try await bank.take(try file("d", later, "N2", "N1")).entries.map(\.verdict) == [.known, .known])
    #expect(try await bank.paid("R-2026-0001") == "80.00")
    #expect(try await findings() == [])
  }

  /// What each of two reports of the day says of it.
  @Test(
    "a transfer that two formats number each in their own way is one proposal",
    arguments: [
      ("Danke für alles", "Danke für alles"), (nil, nil), ("Danke für alles, Anna Kunde", "Danke für alles"),
    ] as [(String?, String?)])
  func oneProposal(text: String?, later: String?) async throws {
    try await bank.enqueue("R-2026-0001")
    func file(_ name: String, _ format: String, _ number: String, _ text: String?, from account: String?) throws
      -> BankFile
    {
      try BankWorld.file(
        name, format: format,
        try BankWorld.entry("120.00", text, reference: number, name: "Anna Kunde") { $0.account = account })
    }
    let other = "DE02 1203 0000 0000 2020 51"
    #expect(try await bank.told(try file("a", "camt.053.001.08", "C-1", text, from: other)) == ["proposed"])
    let again = try file("b", "MT940", "M-77", later, from: "DE02120300000000202051")
    #expect(try await bank.told(again) == ["known"])
    #expect(try await fixture.docket.payments(unmatched: true).isEmpty)
    #expect(try await bank.told(try file("c", "MT940", "M-77", later, from: other)) == ["known"])
    // From somebody else it is another one, which a person has to look at.
    let stranger = try file("d", "MT940", "M-78", later, from: "DE75512108001245126199")
    #expect(try await bank.told(stranger) == ["proposed"])
    #expect(try await findings() == [])
  }

  // MARK: What comes back

  @Test("a return opens the claim again, and the bank's charge is the creditor's")
  func returned() async throws {
    try await bank.enqueue("R-2026-0001")
    try await bank.take(
      try BankWorld.file(
        "a.xml", try BankWorld.entry("120.00", "R-2026-0001", reference: "B1") { $0.endToEnd = "E-17" }))
    let back = try BankWorld.entry("-123.00", "Rueckgabe", day: "2026-12-08", reference: "B2") { entry in
      entry.endToEnd = "E-17"
      entry.isReversal = true
      entry.returnReason = "MD06"
      entry.instructed = try Samples.euros("120.00")
    }
    try fixture.at("2026-12-09T09:00:00+01:00")
    let taken = try await bank.take(try BankWorld.file("b.xml", back))
    #expect(taken.entries.map(\.told) == ["booked R-2026-0001 120.00 chargeback"])
    #expect(taken.entries[0].because.contains("the bank took 3.00 EUR for it"))
    let claim = try await fixture.claim("R-2026-0001").record
    #expect(claim.claim.state == .open && claim.claim.paid.decimal == "0.00" && claim.next != nil)
    #expect(try await bank.told(try BankWorld.file("b.xml", back)) == ["known"])
    #expect(try await findings() == [])
  }

  @Test(
    "what a wallet takes back of a payment opens its claim by the gross sum, once",
    arguments: ["Chargeback", "Payment Reversal"])
  func walletReturned(text: String) async throws {
    try await bank.enqueue("R-2026-0001", amount: "200.00")
    func row(_ net: String, _ text: String, gross: String, reference: String, of transaction: String? = nil) throws
      -> MatchEntry
    {
      try BankWorld.entry(net, text, reference: reference) { entry in
        entry.gross = try BankWorld.entry(gross).amount
        entry.fee = try Samples.euros("6.00")
        entry.endToEnd = transaction
      }
    }
    try await bank.take(
      try BankWorld.file("a.csv", format: "csv", try row("194.00", "R-2026-0001", gross: "200.00", reference: "TX1")))
    #expect(try await bank.paid("R-2026-0001") == "200.00")
    let back = try BankWorld.file(
      "b.csv", format: "csv", try row("-194.00", text, gross: "-200.00", reference: "TX2", of: "TX1"),
      try row("-194.00", text, gross: "-200.00", reference: "TX3", of: "TX9"))
    #expect(try await bank.told(back) == ["booked R-2026-0001 200.00 chargeback", "proposed"])
    #expect(try await bank.paid("R-2026-0001") == "0.00")
    #expect(try await fixture.docket.entriesWaiting().map(\.counts.decimal) == ["-200.00"])
    #expect(try await bank.told(back) == ["known", "known"])
    #expect(try await findings() == [])
  }

  /// A payment of 120.00 and what took it back, which an end-to-end id ties to it.
  private static func paymentAndReturn(_ text: String? = "R-2026-0001") throws -> (paid: MatchEntry, back: MatchEntry) {
    (
      try BankWorld.entry("120.00", text, reference: "B1") { $0.endToEnd = "E-17" },
      try BankWorld.entry("-120.00", "Rueckgabe", day: "2026-12-08", reference: "B2") { entry in
        (entry.endToEnd, entry.isReversal, entry.returnReason) = ("E-17", true, "MD06")
      }
    )
  }

  @Test(
    "a return that comes before its payment is tied as soon as that is booked, however that comes about",
    arguments: ["next file", "same file", "later statement of the file", "a person", "a later claim"])
  func returnedBefore(how: String) async throws {
    try fixture.at("2026-12-09T09:00:00+01:00")
    let (paid, back) = try Self.paymentAndReturn(how == "a person" ? "Danke" : "R-2026-0001")
    if how != "a later claim" { try await bank.enqueue("R-2026-0001") }
    switch how {
    case "next file":
      #expect(try await bank.told(try BankWorld.file("b.xml", back)) == ["proposed"])
      #expect(try await bank.told(try BankWorld.file("a.xml", paid)) == ["booked R-2026-0001 120.00 payment"])
    case "same file":
      #expect(
        try await bank.told(try BankWorld.file("a.xml", back, paid))
          == ["booked R-2026-0001 120.00 chargeback", "booked R-2026-0001 120.00 payment"])
    case "later statement of the file":
      let (first, second) = (try BankWorld.file("b.xml", back), try BankWorld.file("a.xml", paid))
      let both = BankFile(
        name: "ab.xml", sha256: first.sha256, format: first.format, statements: first.statements + second.statements)
      #expect(try await bank.take(both).entries.map(\.verdict) == [.booked, .booked])
    case "a person":
      #expect(try await bank.told(try BankWorld.file("b.xml", back)) == ["proposed"])
      #expect(try await bank.told(try BankWorld.file("a.xml", paid)) == ["proposed"])
      _ = try await fixture.docket.assign(
        EntryID(2), to: [PaymentShare(ClaimName("R-2026-0001"))], by: .user(1000),
        rulebook: fixture.rulebook, now: fixture.now)
    default:
      try await bank.enqueue("R-2026-0009")
      #expect(try await bank.told(try BankWorld.file("b.xml", back)) == ["proposed"])
      #expect(try await bank.told(try BankWorld.file("a.xml", paid)) == ["proposed"])
      try await bank.enqueue("R-2026-0001")
      _ = try await fixture.docket.matchWaiting(rulebook: fixture.rulebook, now: fixture.now)
    }
    let claim = try await fixture.claim("R-2026-0001").record
    #expect(claim.claim.state == .open && claim.claim.paid.decimal == "0.00" && claim.next != nil)
    #expect(try await fixture.docket.entriesWaiting().isEmpty)
    #expect(try await bank.told(try BankWorld.file("c.xml", back)) == ["known"])
    // A second return of one payment is for a person.
    var again = back
    (again.bankReference, again.booked) = ("B3", try CivilDate(parsing: "2026-12-09"))
    #expect(try await bank.told(try BankWorld.file("d.xml", again)).first?.hasPrefix("proposed") == true)
    #expect(try await findings() == [])
  }

  @Test("several claims of several debtors in one transfer are as many payments")
  func severalDebtors() async throws {
    try await bank.enqueue("R-2026-0001")
    try await fixture.enqueue(
      try Samples.draft("R-2026-0002", amount: "80.00", debtor: Samples.debtor(key: "k2", name: "Berta Werke AG")))
    let taken = try await bank.take(
      try BankWorld.file("a.xml", try BankWorld.entry("200.00", "R-2026-0001 und R-2026-0002")))
    #expect(taken.entries.map(\.told) == ["booked R-2026-0001 120.00 payment R-2026-0002 80.00 payment"])
    #expect(try await fixture.docket.payments().map { $0.debtor?.name } == ["Anna Kunde", "Berta Werke AG"])
    #expect(try await findings() == [])
  }

  @Test("a batch is its parts, where they add up")
  func batch() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    var whole = try BankWorld.entry("240.00", "Sammler", reference: "S1")
    whole.parts = try [
      BankWorld.entry("120.00", "R-2026-0001", day: nil), BankWorld.entry("120.00", "unklar", day: nil),
    ]
    let taken = try await bank.take(try BankWorld.file("a.xml", whole))
    #expect(taken.entries.map(\.told) == ["booked R-2026-0001 120.00 payment", "proposed"])
    #expect(taken.entries.map(\.part) == [1, 2] && taken.entries.map(\.place) == [1, 1])
    #expect(try await bank.told(try BankWorld.file("b.xml", whole)) == ["known", "known"])
    whole.parts.removeLast()
    whole.booked = try CivilDate(parsing: "2026-12-05")
    #expect(try await bank.told(try BankWorld.file("c.xml", whole)) == ["proposed"])
    #expect(try await findings() == [])
  }

  @Test("the details of a batch that come later take the place of the question")
  func lateDetails() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    var whole = try BankWorld.entry("240.00", "Sammler", reference: "S1")
    #expect(try await bank.told(try BankWorld.file("053.xml", whole)) == ["proposed"])
    whole.parts = try ["R-2026-0001", "R-2026-0002"].map { try BankWorld.entry("120.00", $0, day: nil) }
    let detailed = try BankWorld.file("054.xml", format: "camt.054.001.08", whole)
    #expect(
      try await bank.told(detailed) == ["booked R-2026-0001 120.00 payment", "booked R-2026-0002 120.00 payment"])
    #expect(try await fixture.docket.entriesWaiting().isEmpty)
    #expect(try await bank.told(detailed).allSatisfy { $0 == "known" })
    #expect(try await findings() == [])
  }

  // MARK: Balances

  @Test("balances that leave something out are told as a gap, until it is taken in")
  func gaps() async throws {
    func file(_ name: String, _ days: [String], _ opening: String, _ closing: String) throws -> BankFile {
      let entries = try days.map { try BankWorld.entry("-1.00", name, day: $0) }
      let one = try BankWorld.file(name, opening: opening, closing: closing, entries[0], entries[1])
      return one
    }
    let first = try file("1.xml", ["2026-11-02", "2026-11-06"], "10.00", "8.00")
    let third = try file("3.xml", ["2026-11-16", "2026-11-20"], "5.00", "3.00")
    #expect(try await bank.take(first).statements.map(\.gap) == [nil])
    let gap = try await bank.take(third).statements.first?.gap
    #expect(gap?.from.iso == "2026-11-06" && gap?.until.iso == "2026-11-16")
    let account = try await fixture.docket.accounts(rulebook: fixture.rulebook).first
    #expect(account?.gaps == [gap].compactMap { $0 } && account?.newest?.iso == "2026-11-20")
    try await bank.take(try file("2.xml", ["2026-11-09", "2026-11-13"], "8.00", "5.00"))
    #expect(try await fixture.docket.accounts(rulebook: fixture.rulebook).first?.gaps == [])
  }
}
