import Dunning
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Statements of account", .timeLimit(.minutes(5)))
struct AccountTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func ask(_ fixture: DocketFixture, _ debtor: String = "k1") async throws -> [AskedAccount] {
    try await fixture.docket.askForAccount(
      of: DebtorName(debtor), by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
  }

  private func account(_ notice: DueNotice) throws -> DebtorAccount {
    guard case .account(let account) = notice.subject else { throw DocketError(.failed, "no account") }
    return account
  }

  private func scheduled(_ approval: Step.Approval = .none) throws -> DocketFixture {
    var creditor = try Samples.creditor()
    creditor.statementOfAccount = AccountSchedule(day: 1, approval: approval)
    return try DocketFixture(rulebook: Samples.rulebook(creditors: [creditor]), now: "2026-11-30T12:00:00+01:00")
  }

  private func replan(_ fixture: DocketFixture) async throws {
    let rulebook = fixture.rulebook
    _ = try await fixture.docket.replanAll(rules: { (rulebook, "with a schedule") }, now: fixture.now)
  }

  @Test("it tells of what is open, of the credit and of what has moved, with the sums of the debtor's page")
  func tells() async throws {
    try fixture.at("2026-11-23T10:00:00+01:00")
    for (reference, amount) in [("R-1", "1000.00"), ("R-2", "200.00"), ("R-3", "50.00")] {
      try await fixture.enqueue(Samples.draft(reference, amount: amount))
    }
    try await fixture.pay("R-1", "300.00", id: "b-1")
    try await fixture.pay("R-3", "60.00", id: "b-2")
    let next = try await fixture.claim("R-1").record.next
    let asked = try await ask(fixture)
    #expect(asked.map(\.at) == [fixture.now])
    let notice = try #require(try await fixture.take().first)
    let told = try account(notice)
    #expect(
      told.open.map { "\($0.claim.draft.reference) \($0.claim.outstanding.decimal)" } == ["R-1 700.00", "R-2 200.00"])
    #expect(told.movements.map(\.amount.decimal) == ["300.00", "60.00"])
    #expect([told.outstanding, told.credit, told.balance].map(\.decimal) == ["900.00", "10.00", "890.00"])
    #expect(try await fixture.money.page() == "900.00 10.00 890.00")
    #expect(try await fixture.money.ageing() == "900.00 10.00 890.00")
    try await fixture.finish(notice)
    // It is no rung of a ladder, and each claim tells of it.
    let file = try await fixture.claim("R-1")
    #expect(file.record.next == next && file.record.claim.obstacle == nil && file.history == [])
    #expect(file.notices.map { "\($0.step) \($0.state.rawValue)" } == ["statement-of-account sent"])
    #expect(file.events.map(\.event).suffix(2) == ["notice-opened", "notice-sent"])
    #expect(try await fixture.money.findings() == [])
    // The next one tells of what has moved since.
    try fixture.at("2026-11-24T10:00:00+01:00")
    try await fixture.pay("R-2", "20.00")
    _ = try await ask(fixture)
    let second = try account(try #require(try await fixture.take().first))
    #expect(second.movements.map(\.amount.decimal) == ["20.00"])
    #expect(second.outstanding.decimal == "880.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what of a payment went to interest and costs is told beside it")
  func charged() async throws {
    let fixture = try DocketFixture(rulebook: ChargeTests.charging(steps: Samples.standard().steps))
    try await fixture.enqueue(Samples.draft("R-1", amount: "300.00"))
    try fixture.at("2026-12-22T10:00:00+01:00")
    try await fixture.pay("R-1", "350.00", date: "2026-12-20")
    _ = try await ask(fixture)
    let told = try account(try #require(try await fixture.take().first))
    let charged = Money.sum(told.charges.map(\.amount), in: told.currency)
    #expect(told.charges.map(\.date.iso) == ["2026-12-20"] && charged.minorUnits > 4_000)
    #expect(Money.sum([charged, told.credit], in: told.currency).decimal == "50.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("nobody gets one of whom nothing is open and nothing has moved, or who is stopped")
  func silent() async throws {
    try fixture.at("2026-11-23T10:00:00+01:00")
    try await fixture.enqueue(Samples.draft("R-1"))
    try await fixture.change("R-1", .withdraw(reason: "x"))
    #expect(try await fixture.code { _ = try await ask(fixture) } == .wrongState)
    try await fixture.enqueue(Samples.draft("R-2"))
    try await fixture.change(debtor: "k1", .stop(.insolvency, reason: "insolvent"))
    #expect(try await fixture.code { _ = try await ask(fixture) } == .wrongState)
    #expect(try await fixture.take().isEmpty)
  }

  @Test("what is said meanwhile keeps it back, and what is paid meanwhile has it written anew")
  func meanwhile() async throws {
    try fixture.at("2026-11-23T10:00:00+01:00")
    try await fixture.enqueue(Samples.draft("R-1"))
    _ = try await ask(fixture)
    let first = try #require(try await fixture.take().first)
    try await fixture.pay("R-1", "20.00")
    #expect(try await fixture.store(first) != .open)
    #expect(try await fixture.notice(first.id).state == .dropped)
    let second = try #require(try await fixture.take().first)
    #expect(try account(second).outstanding.decimal == "100.00")
    try await fixture.change(debtor: "k1", .stop(.insolvency, reason: "insolvent"))
    #expect(try await fixture.docket.dotSent(second, rulebook: fixture.rulebook, now: fixture.now) != .open)
    #expect(try await fixture.notice(second.id).state == .dropped)
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("it keeps the hours of the policy, and nothing leaves while the daemon is held")
  func hours() async throws {
    try fixture.at("2026-11-23T22:00:00+01:00")
    try await fixture.enqueue(Samples.draft("R-1"))
    #expect(try await ask(fixture).map(\.at) == [try Samples.moment("2026-11-24T09:00:00+01:00")])
    #expect(try await fixture.take().isEmpty)
    try await fixture.docket.hold(because: "a look", by: .user(1), now: fixture.now)
    try fixture.at("2026-11-24T09:30:00+01:00")
    #expect(try await fixture.take().isEmpty)
    _ = try await fixture.docket.arm(by: .user(1), now: fixture.now)
    #expect(try await fixture.take().count == 1)
  }

  @Test("on their day all debtors get theirs who have anything to be told")
  func schedule() async throws {
    let fixture = try scheduled()
    try await replan(fixture)
    try await fixture.enqueue(Samples.draft("R-1", due: "2027-02-01"))
    let other = try Samples.debtor(key: "k2", name: "Bernd Still", email: "bernd@still.example")
    try await fixture.enqueue(Samples.draft("R-2", due: "2027-02-01", debtor: other))
    try await fixture.change("R-2", .withdraw(reason: "x"))
    #expect(try await fixture.take().isEmpty)
    try fixture.at("2026-12-01T10:00:00+01:00")
    let sent = try await fixture.send()
    #expect(sent.map(\.recipient) == ["anna@kunde.example"])
    #expect(try await fixture.take().isEmpty)
    // The first of January is a holiday nowhere here, and a Friday.
    #expect(try await fixture.idleUntil().map { $0 <= (try Samples.moment("2027-01-01T08:00:00+01:00")) } == true)
    try fixture.at("2027-01-04T10:00:00+01:00")
    #expect(try await fixture.send().count == 1)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("one that needs an approval waits for it, and for what took its place as well")
  func approval() async throws {
    let fixture = try scheduled(.required)
    try await replan(fixture)
    try await fixture.enqueue(Samples.draft("R-1", due: "2027-02-01"))
    try fixture.at("2026-12-01T10:00:00+01:00")
    let first = try #require(try await fixture.take().first)
    #expect(!first.leaves)
    _ = try await fixture.store(first)
    #expect(try await fixture.notice(first.id).state == .awaitingApproval)
    try await fixture.pay("R-1", "20.00")
    #expect(try await fixture.notice(first.id).state == .dropped)
    let second = try #require(try await fixture.take().first)
    _ = try await fixture.store(second)
    try await fixture.change(second.id, .approve(seen: nil))
    let leaving = try #require(try await fixture.take().first)
    #expect(leaving.id == second.id && leaving.leaves)
    try await fixture.finish(leaving)
    #expect(try await fixture.notice(second.id).state == .sent)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("one that is refused for good bars what is open until a person has seen to it, and is made anew on request")
  func refused() async throws {
    try fixture.at("2026-11-23T10:00:00+01:00")
    try await fixture.enqueue(Samples.draft("R-1"))
    _ = try await ask(fixture)
    let notice = try #require(try await fixture.take().first)
    try await fixture.finish(notice, .refused)
    #expect(try await fixture.claim("R-1").record.claim.obstacle == .undeliverable(notice.id))
    #expect(try await fixture.code { _ = try await ask(fixture) } == .wrongState)
    try await fixture.correct(email: "anna@neu.example")
    try await fixture.change(notice.id, .retry)
    #expect(try await fixture.take().map(\.recipient) == ["anna@neu.example"])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what is changed behind the docket's back is found")
  func tampered() async throws {
    try fixture.at("2026-11-23T10:00:00+01:00")
    try await fixture.enqueue(Samples.draft("R-1"))
    _ = try await ask(fixture)
    try await fixture.send()
    #expect(try await fixture.money.findings() == [])
    for (change, back) in [
      ("since = since + 1", "since = since - 1"), ("credit = 1", "credit = 0"), ("because = 'x'", nil),
    ] as [(String, String?)] {
      try await fixture.docket.write(by: .daemon, now: fixture.now) {
        try $0.sql.run("UPDATE account_mailing SET \(change)")
      }
      #expect(try await fixture.money.findings() != [], "\(change)")
      guard let back else { continue }
      try await fixture.docket.write(by: .daemon, now: fixture.now) {
        try $0.sql.run("UPDATE account_mailing SET \(back)")
      }
    }
  }
}
