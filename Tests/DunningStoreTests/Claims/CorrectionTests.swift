import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Corrections of a claim", .timeLimit(.minutes(20)))
struct CorrectionTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func findings() async throws -> [String] {
    try await fixture.docket.verify().findings.map { "\($0.chain) \($0.what): \($0.stored), \($0.computed)" }
  }

  private func day(_ text: String) throws -> Deadline { try Deadline(parsing: text) }

  @Test("after the deadline was put off, the same step goes out once more, about the new one, and the books hold")
  func putOff() async throws {
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    try await fixture.correct("R-1") { $0.due = try day("2027-01-15") }
    #expect(try await fixture.claim("R-1").record.next?.step == "reminder")
    for moment in ["2027-01-18T09:00:00+01:00", "2027-01-25T09:00:00+01:00"] {
      try fixture.at(moment)
      try await fixture.send()
    }
    let notices = try await fixture.claim("R-1").notices
    #expect(notices.map(\.step) == ["reminder", "reminder", "second-reminder"])
    let events = try await fixture.claim("R-1").events.filter { $0.event == "notice-opened" }
    #expect(events.map { $0.data["earlier"] } == [nil, "1", "1"])
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("every field is another one then, and the journal has what stood there before")
  func everyField() async throws {
    // Given
    let before = try await fixture.enqueue(Samples.draft())
    // When
    let after = try await fixture.correct("R-1") { correction in
      correction.amount = "99.50"
      correction.due = try day("2027-01-15")
      correction.policy = "wallet"
      correction.issued = .set(try CivilDate(parsing: "2026-11-01"))
      correction.contract = .set("K-1")
      correction.paymentLink = .set("https://pay.example/1")
    }
    // Then
    let draft = after.claim.draft
    #expect(draft.amount.decimal == "99.50")
    #expect(try draft.due == day("2027-01-15"))
    #expect(draft.policy == "wallet")
    #expect(draft.issued?.iso == "2026-11-01")
    #expect(draft.contract == "K-1")
    #expect(draft.paymentLink == "https://pay.example/1")
    #expect(after.revision > before.revision)
    #expect(try after.dueEnd == Samples.moment("2027-01-16T00:00:00+01:00"))
    let event = try #require(try await fixture.claim("R-1").events.last)
    #expect(event.event == "claim-corrected")
    #expect(
      event.data == [
        "reason": "typing error", "amount": "99.50", "amount_before": "120.00", "due": "2027-01-15",
        "due_before": "2026-11-30", "policy": "wallet", "policy_before": "standard", "issued": "2026-11-01",
        "contract": "K-1", "payment_link": "https://pay.example/1",
        // That of no content that is told: the fields decide from now on whether a claim that is told again is the same.
        "digest": "02",
      ])
    #expect(try await findings() == [])
  }

  @Test("the opposite correction takes it back, and what is said again changes nothing")
  func opposite() async throws {
    let before = try await fixture.enqueue(Samples.draft())
    try await fixture.correct("R-1") { correction in
      correction.due = try day("2027-01-15")
      correction.contract = .set("K-1")
    }
    let again = try await fixture.correct("R-1") { $0.contract = .set("K-1") }
    #expect(try await fixture.events("R-1").count == 2)
    let back = try await fixture.correct("R-1") { correction in
      correction.due = try day("2026-11-30")
      correction.contract = .cleared
    }
    #expect(back.claim.draft.due == before.claim.draft.due)
    #expect(back.claim.draft.contract == nil)
    #expect(back.next == before.next)
    #expect(back.revision > again.revision)
    #expect(try await fixture.claim("R-1").events.last?.data[.contractBefore] == "K-1")
    #expect(try await findings() == [])
  }

  @Test("a deadline that is extended begins the ladder anew, also after a reminder")
  func ladder() async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    // When
    let record = try await fixture.correct("R-1") { $0.due = try day("2027-01-15") }
    // Then
    #expect(record.next?.step == "reminder")
    #expect(try record.next?.at == Samples.moment("2027-01-18T09:00:00+01:00"))
    #expect(try await findings() == [])
  }

  @Test("another ladder counts from then on, and the notices of the one before stay as they were written")
  func policy() async throws {
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    try await fixture.correct("R-1") { $0.policy = "wallet" }
    #expect(try await findings() == [])
    try fixture.at("2026-12-04T09:00:00+01:00")
    #expect(try await fixture.send().map(\.step.name) == ["last-call"])
    #expect(try await findings() == [])
    try fixture.docket.database.write { try $0.run("UPDATE notice SET policy = 'wallet' WHERE id = 1") }
    #expect(try await findings().count == 1)
  }

  @Test("a sum that is lowered to what was paid settles the claim, and one that is raised opens it again")
  func amount() async throws {
    // Given
    try await fixture.enqueue(Samples.draft(amount: "100.00"))
    try await fixture.pay("R-1", "80.00")
    // When
    let lowered = try await fixture.correct("R-1") { $0.amount = "80.00" }
    let raised = try await fixture.correct("R-1") { $0.amount = "90.00" }
    // Then
    #expect(lowered.claim.state == .paid)
    #expect(lowered.next == nil)
    #expect(raised.claim.state == .open)
    #expect(raised.claim.outstanding.decimal == "10.00")
    #expect(raised.next?.step == "reminder")
    #expect(
      try await fixture.events("R-1") == [
        "claim-registered", "payment-recorded", "claim-corrected", "claim-paid", "claim-corrected", "claim-reopened",
      ])
    #expect(try await findings() == [])
  }

  @Test("a sum of nothing, and one that is none, is refused", arguments: ["0.00", "-1.00", "12abc"])
  func noAmount(text: String) async throws {
    try await fixture.enqueue(Samples.draft())
    await #expect(throws: RuleError.self) { try await fixture.correct("R-1") { $0.amount = text } }
    #expect(try await fixture.events("R-1") == ["claim-registered"])
  }

  @Test("what is given up is not corrected before it is open again")
  func givenUp() async throws {
    try await fixture.register(Samples.draft("A"), Samples.draft("B"))
    try await fixture.change("A", .withdraw(reason: "error"))
    try await fixture.change("B", .writeOff(reason: "no assets"))
    for name in ["A", "B"] {
      #expect(try await fixture.code { try await fixture.correct(name) { $0.amount = "1.00" } } == .wrongState)
      try await fixture.reopen(name)
      #expect(try await fixture.correct(name) { $0.amount = "1.00" }.claim.outstanding.decimal == "1.00")
    }
    #expect(try await findings() == [])
  }

  @Test("a correction that is meant for another revision is refused, and says what is there now")
  func revision() async throws {
    let seen = try await fixture.enqueue(Samples.draft())
    let first = try await fixture.correct("R-1", ifRevision: seen.revision) { $0.amount = "110.00" }
    do {
      try await fixture.correct("R-1", ifRevision: seen.revision) { $0.amount = "90.00" }
      Issue.record("it was corrected")
    } catch let error as DocketError {
      #expect(error.code == .contentChanged)
      #expect(
        error.message
          == "claim c1 has revision \(first.revision) by now, not \(seen.revision): it is open, 110.00 EUR due 2026-11-30"
      )
    }
    #expect(
      try await fixture.correct("R-1", ifRevision: first.revision) { $0.amount = "90.00" }.revision > first.revision)
  }

  // MARK: - Notices

  @Test("what waits is taken back and written anew, and what was approved asks again")
  func waiting() async throws {
    // Given
    let demand = Policy(
      name: "standard", steps: [try Samples.step("demand", "due+1d", .demand, approval: .required)],
      sendWindow: Samples.allHours)
    let fixture = try DocketFixture(rulebook: Samples.rulebook(policies: [demand]))
    try await fixture.enqueue(Samples.draft(amount: "1500.00"))
    try fixture.at("2026-12-03T09:00:00+01:00")
    let first = try #require(try await fixture.take().first)
    _ = try await fixture.store(first)
    try await fixture.change(first.id, .approve())
    // When
    try await fixture.correct("R-1") { $0.amount = "1450.00" }
    // Then
    #expect(try await fixture.notice(first.id).state == .dropped)
    let second = try #require(try await fixture.take().first)
    _ = try await fixture.store(second)
    let again = try await fixture.notice(second.id)
    #expect(again.total.decimal == "1450.00")
    #expect(again.state == .awaitingApproval)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("what is on its way when it is corrected does not leave")
  func onItsWay() async throws {
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    _ = try await fixture.store(notice)
    try await fixture.correct("R-1") { $0.due = try day("2027-01-15") }
    let gate = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
    #expect(gate == .overtaken("the claim changed before it left"))
  }

  // MARK: - Behind its back

  private static let damages = [
    "claim SET amount = amount + 65536", "claim SET due_date = '2027-01-14'", "claim SET due_date = '2026-11-30'",
    "claim SET policy = 'standard'", "claim SET contract = 'K-2'", "claim SET contract = NULL",
    "claim SET payment_link = 'https://pay.example/'", "amount_correction SET change = change + 1",
    "amount_correction SET event_id = event_id + 1", "amount_correction SET claim_id = claim_id + 1",
  ]

  @Test("a bit that turns over after a correction is found", arguments: damages)
  func damaged(change: String) async throws {
    // Given
    let ladder = Policy(name: "other", steps: [try Samples.step("reminder", "due+3d")], sendWindow: Samples.allHours)
    let fixture = try DocketFixture(rulebook: Samples.rulebook(policies: [Samples.standard(), ladder]))
    try await fixture.register(Samples.draft(), Samples.draft("R-2"))
    try await fixture.correct("R-1") { correction in
      correction.amount = "99.50"
      correction.due = try Deadline(parsing: "2027-01-15")
      correction.policy = "other"
      correction.contract = .set("K-1")
    }
    #expect(try await fixture.docket.verify().findings == [])
    // When
    try fixture.docket.database.write { try $0.run("UPDATE \(change) WHERE claim_id = 1".forTable(change)) }
    // Then
    #expect(try await !fixture.docket.verify().findings.isEmpty)
  }

  @Test("the last gate knows the corrections, and finds what turned over after them", arguments: [true, false])
  func gate(isDamaged: Bool) async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    try await fixture.correct("R-1") { $0.amount = "99.50" }
    try fixture.at("2026-12-03T09:00:00+01:00")
    if isDamaged {
      try fixture.docket.database.write { try $0.run("UPDATE claim SET amount = 12000 WHERE id = 1") }
    }
    // When
    let notice = try #require(try await fixture.take().first)
    #expect(try await fixture.store(notice) == .open)
    let gate = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
    // Then
    #expect(gate == (isDamaged ? .held : .open))
  }

  @Test("what was corrected can be erased, and the journal passes as before")
  func erased() async throws {
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    try await fixture.correct("R-1") { correction in
      correction.amount = "99.50"
      correction.policy = "wallet"
    }
    try await fixture.pay("R-1", "99.50")
    _ = try await fixture.docket.erase(
      debtor: DebtorName("k1"), because: "asked in writing", by: .user(1000), now: fixture.now)
    #expect(try await findings() == [])
  }

  // MARK: - Told again

  @Test("after a correction the new content is known, the old one differs, and what is not said stays")
  func toldAgain() async throws {
    try await fixture.enqueue(Samples.draft())
    try await fixture.correct("R-1") { correction in
      correction.amount = "99.50"
      correction.contract = .set("K-1")
    }
    #expect(try await told(Samples.draft(amount: "99.50")) == "known")
    #expect(try await told(Samples.draft()) == "differs amount 99.50 120.00")
  }

  @Test("what a file tells otherwise is corrected where that is asked for, and comes back with the file before")
  func corrected() async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    // When
    let other = try Samples.draft(amount: "99.50", due: "2027-01-15")
    #expect(
      try await told(other, dryRun: true, because: "file") == "corrected amount 120.00 99.50, due 2026-11-30 2027-01-15"
    )
    #expect(try await fixture.events("R-1") == ["claim-registered"])
    #expect(try await told(other, because: "file") == "corrected amount 120.00 99.50, due 2026-11-30 2027-01-15")
    // Then
    #expect(try await told(other, because: "file") == "known")
    #expect(try await told(other) == "known")
    #expect(try await told(Samples.draft()) == "differs amount 99.50 120.00, due 2027-01-15 2026-11-30")
    #expect(
      try await told(Samples.draft(), because: "file")
        == "corrected amount 99.50 120.00, due 2027-01-15 2026-11-30")
    let debtor = try Samples.debtor(email: "other@kunde.example")
    #expect(
      try await told(Samples.draft(debtor: debtor), because: "file")
        == "corrected email anna@kunde.example other@kunde.example")
    #expect(try await fixture.claim("R-1").record.claim.draft.mailing.text == "other@kunde.example")
    #expect(try await told(Samples.draft(debtor: debtor), because: "file") == "known")
    #expect(try await told(Samples.draft()) == "differs email other@kunde.example anna@kunde.example")
    #expect(
      try await told(Samples.draft(), because: "file") == "corrected email other@kunde.example anna@kunde.example")
    #expect(try await fixture.claim("R-1").record.claim.draft.mailing.text == "anna@kunde.example")
    #expect(try await findings() == [])
  }

  @Test("the addresses of a claim are told as where its reminders go, whoever they belong to")
  func addresses() async throws {
    func draft(_ email: String, cc: String? = nil, amount: String = "120.00") throws -> ClaimDraft {
      let to = try Addressee.list(parsing: email)
      var draft = try Samples.draft(
        amount: amount, debtor: Debtor(key: "k1", name: "Anna Kunde", email: to.first?.address))
      if to.count > 1 { draft.contacts = to.map { Contact(.reminders, $0) } }
      draft.contacts += try cc.map { try Addressee.list(parsing: $0).map { Contact(.cc, $0) } } ?? []
      return draft
    }
    try await fixture.register(Samples.draft("R-0", debtor: Samples.debtor(email: "anna@kunde.example")))
    // Given a claim with an address of its own
    try await fixture.enqueue(try draft("own@kunde.example"))
    // What says the same of it, and another sum, differs in the sum alone
    #expect(
      try await told(try draft("own@kunde.example", amount: "99.00"), because: "file")
        == "corrected amount 120.00 99.00")
    // The debtor's address is another than its own
    #expect(
      try await told(try draft("anna@kunde.example", amount: "99.00"))
        == "differs email own@kunde.example anna@kunde.example")
    #expect(
      try await told(
        try draft("a@kunde.example; b@kunde.example", cc: "c@kunde.example", amount: "99.00"), because: "file")
        == "corrected email own@kunde.example a@kunde.example, b@kunde.example, cc - c@kunde.example")
    let mailing = try await fixture.claim("R-1").record.claim.draft.mailing
    #expect(mailing.to.text == "a@kunde.example, b@kunde.example")
    #expect(mailing.cc.text == "c@kunde.example")
    // What a person has replaced stays so, whatever file comes again
    try await fixture.correct(email: "neu@kunde.example", replacing: "a@kunde.example")
    #expect(
      try await told(try draft("a@kunde.example", amount: "98.00"), because: "file") == "corrected amount 99.00 98.00")
    #expect(try await fixture.claim("R-1").record.claim.draft.mailing.to.keys.contains("neu@kunde.example"))
    #expect(try await findings() == [])
  }

  @Test(
    "days that are a question when a claim comes in are one when it is corrected",
    arguments: [("due", "2020-01-01"), ("due", "2126-11-30"), ("issued", "2026-12-15"), ("issued", "2027-01-05")])
  func oddDays(field: String, day: String) async throws {
    let issued = try CivilDate(parsing: "2026-11-01")
    try await fixture.enqueue(Samples.draft())
    try await fixture.correct("R-1") { $0.issued = .set(issued) }
    func correct(_ isAccepted: Bool) async throws -> ClaimRecord {
      try await fixture.correct("R-1") { correction in
        if field == "due" {
          correction.due = try self.day(day)
        } else {
          correction.issued = .set(try CivilDate(parsing: day))
        }
        correction.areDaysAccepted = isAccepted
      }
    }
    let error = await #expect(throws: RuleError.self) { _ = try await correct(false) }
    #expect(error?.code == .invalidDate)
    #expect(error?.hint?.contains("--yes") == true)
    #expect(try await fixture.claim("R-1").record.claim.draft.issued == issued)
    _ = try await correct(true)
    // What is odd already is no question of another field.
    try await fixture.correct("R-1") { $0.contract = .set("K") }
    #expect(try await findings() == [])
  }

  private func told(_ draft: ClaimDraft, dryRun: Bool = false, because reason: String? = nil) async throws -> String {
    let result = try await fixture.docket.register(
      [draft], correctingBecause: reason, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now, dryRun: dryRun)
    func words(_ differences: [ClaimDifference]) -> String {
      differences.map { "\($0.field) \($0.known ?? "-") \($0.given ?? "-")" }.joined(separator: ", ")
    }
    switch try #require(result.first) {
    case .enqueued: return "enqueued"
    case .known: return "known"
    case .corrected(_, let differences): return "corrected \(words(differences))"
    case .differs(_, let differences): return "differs \(words(differences))"
    case .doubted(_, let error): return error.message
    case .refused(let error): return error.message
    }
  }

  // MARK: - Books

  @Test("a correction is booked when it was made, and a month that is over stays as it was")
  func register() async throws {
    // Given
    try await fixture.enqueue(Samples.draft(amount: "100.00"))
    let november = try await entries("2026-11-01", "2026-11-30")
    // When
    try fixture.at("2026-12-10T10:00:00+01:00")
    try await fixture.correct("R-1") { $0.amount = "80.00" }
    try await fixture.correct("R-1") { $0.due = try day("2027-01-15") }
    try await fixture.correct("R-1") { $0.amount = "90.00" }
    // Then
    #expect(november == ["0 claim 100.00"])
    #expect(try await entries("2026-11-01", "2026-11-30") == november)
    #expect(try await entries("2026-12-01", "2026-12-31") == ["100.00 correction -20.00", "100.00 correction 10.00"])
    #expect(try await entries("2027-01-01", "2027-01-31", opening: true) == ["90.00"])
    #expect(try await ageing("2026-12-10") == ["90.00"])
  }

  private func ageing(_ day: String) async throws -> [String] {
    var reading = try await fixture.docket.ageing(asOf: try CivilDate(parsing: day), rulebook: fixture.rulebook)
    while try await reading.next() != nil {}
    return reading.totals.map(\.total.decimal)
  }

  private func entries(_ from: String, _ until: String, opening: Bool = false) async throws -> [String] {
    let period = try RegisterPeriod(from: CivilDate(parsing: from), until: CivilDate(parsing: until))
    var reading = try await fixture.docket.register(period, rulebook: fixture.rulebook)
    let owed = reading.opening.values.first?.decimal ?? "0"
    if opening { return [owed] }
    var entries: [RegisterEntry] = []
    while case let page = try await reading.next(), !page.isEmpty { entries += page }
    return entries.map { "\(owed) \($0.kind.rawValue) \($0.amount.decimal)" }
  }

  // MARK: - Reopening

  @Test("what was withdrawn or written off by mistake goes on without a burst", arguments: [true, false])
  func reopen(isWithdrawn: Bool) async throws {
    // Given
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    try await fixture.send()
    try await fixture.change("R-1", isWithdrawn ? .withdraw(reason: "wrong line") : .writeOff(reason: "wrong line"))
    // When
    try fixture.at("2027-03-01T10:00:00+01:00")
    let record = try await fixture.reopen("R-1")
    // Then
    #expect(record.claim.state == .open)
    #expect(record.reason == nil)
    #expect(record.next?.step == "second-reminder")
    #expect(try record.next?.at == Samples.moment("2027-03-08T09:00:00+01:00"))
    #expect(try await fixture.claim("R-1").events.last?.data == ["reason": "wrong line"])
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.pay("R-1", "120.00").claim.state == .paid)
    #expect(try await findings() == [])
    let giving = isWithdrawn ? "withdrawal" : "write-off"
    #expect(
      try await entries("2026-11-01", "2027-12-31")
        == ["0 claim 120.00", "0 \(giving) -120.00", "0 \(giving) 120.00", "0 payment -120.00"])
  }

  @Test("what was stopped, disputed or paused when it was given up is so again")
  func silentAgain() async throws {
    // Given
    try await fixture.register(Samples.draft("A"), Samples.draft("B"), Samples.draft("C"), Samples.draft("D"))
    try await fixture.change("A", .stop(.insolvency, reason: "36 IN 1/26"))
    try await fixture.change("B", .dispute(reason: "half of it"))
    try await fixture.change("C", .pause(until: CivilDate(parsing: "2026-12-20"), reason: "extended"))
    try await fixture.change("D", .pause(until: CivilDate(parsing: "2026-11-25"), reason: "extended"))
    for name in ["A", "B", "C", "D"] { try await fixture.change(name, .writeOff(reason: "error")) }
    // When
    try fixture.at("2026-12-01T09:00:00+01:00")
    var states: [String] = []
    for name in ["A", "B", "C", "D"] {
      let record = try await fixture.reopen(name)
      states.append("\(record.claim.state.rawValue) \(record.claim.pausedUntil?.iso ?? "-") \(record.reason ?? "-")")
    }
    // Then
    #expect(
      states == [
        "stopped - insolvency: 36 IN 1/26", "disputed - half of it", "paused 2026-12-20 extended", "open - -",
      ])
    #expect(try await findings() == [])
  }

  @Test("what nobody has given up is not opened again, and the answer says what to do")
  func notGivenUp() async throws {
    try await fixture.register(Samples.draft("A"), Samples.draft("B"))
    try await fixture.pay("A", "120.00")
    for (name, hint) in [("A", "dunningctl correct c1 --amount A"), ("B", "nothing has to be taken back")] {
      do {
        try await fixture.reopen(name)
        Issue.record("it was opened")
      } catch let error as DocketError {
        #expect(error.code == .wrongState)
        #expect(error.hint?.contains(hint) == true)
      }
    }
  }
}

extension String {
  /// Of a table whose rows are claims the number has another name.
  fileprivate func forTable(_ change: String) -> String {
    change.hasPrefix("claim ") ? replacing("claim_id = 1", with: "id = 1") : self
  }
}
