import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Creditors are told what happens")
struct MorningTests {
  /// - Parameter zones: of one creditor each, by the name of the zone.
  private func rulebook(
    _ zones: [String] = ["Europe/Berlin"], edit: (inout NotifyRules) -> Void = { _ in }
  ) throws -> Rulebook {
    var rules = NotifyRules()
    rules.digest = TimeOfDay(seconds: 7 * 3_600 + 1_800)
    edit(&rules)
    let creditors = try zones.enumerated().map { index, zone in
      Creditor(
        id: index == 0 ? "acme" : "other\(index)", name: "ACME GmbH", address: [], country: "DE",
        from: Creditor.Sender(name: nil, address: try EmailAddress(parsing: "billing@acme.example")),
        iban: "DE89370400440532013000", language: "en", timeZone: zone, policy: "standard")
    }
    return Rulebook(
      creditors: creditors, policies: [try Samples.standard(), try Samples.wallet()], almanac: Samples.almanac,
      languages: ["en"], startsArmed: true, notify: rules)
  }

  private func fixture(_ rulebook: Rulebook, at moment: String) async throws -> DocketFixture {
    let fixture = try DocketFixture(rulebook: rulebook, now: moment)
    try await replan(fixture, rulebook)
    return fixture
  }

  private func replan(_ fixture: DocketFixture, _ rulebook: Rulebook, _ fingerprint: String = "1") async throws {
    _ = try await fixture.docket.replanAll(rules: { (rulebook, fingerprint) }, now: fixture.now)
  }

  /// What is told by a mail that was taken.
  private func report(_ notice: DueNotice, _ fixture: DocketFixture) async throws -> MorningReport {
    guard case .word(let mailing) = notice.subject else { throw Fault.isNoWord }
    return try await fixture.docket.report(
      mailing, to: notice.creditor, rulebook: fixture.rulebook, now: notice.openedAt)
  }

  private enum Fault: Error { case isNoWord }

  /// Every mail of so many days, as the creditor's own clock shows when it was taken.
  private func mails(_ fixture: DocketFixture, days: Int) async throws -> [String] {
    let end = fixture.now.adding(seconds: days * 86_400)
    var mails: [String] = []
    while let next = try await fixture.idleUntil(), next <= end {
      fixture.clock.advance(to: next)
      for notice in try await fixture.send() where notice.step == .morning {
        let zone = Samples.almanac.zone(notice.creditor.timeZone) ?? .utc
        mails.append("\(notice.creditor.id) \(zone.date(at: fixture.now).iso) \(zone.timeOfDay(at: fixture.now).text)")
      }
    }
    return mails
  }

  @Test("it says what needs a person, what leaves, and what came in; a line says whom and how much")
  func parts() async throws {
    let fixture = try await fixture(rulebook(), at: "2026-11-30T09:00:00+01:00")
    try await fixture.enqueue(try Samples.draft("R-1", due: "2026-11-28"))
    try await fixture.enqueue(try Samples.draft("R-2", due: "2026-12-20", debtor: Samples.debtor(key: "k2")))
    try await fixture.pay("R-2", "20.00")
    try fixture.at("2026-12-01T07:30:00+01:00")
    let notice = try #require(try await fixture.take().first)
    #expect(notice.recipient == "billing@acme.example")
    let report = try await report(notice, fixture)
    #expect(report.parts.map(\.topic) == [.leaving, .payment, .claim])
    let leaving = try #require(report.parts.first?.items.first)
    #expect(leaving.step == "reminder")
    #expect(leaving.references == ["R-1"])
    #expect(leaving.to == "anna@kunde.example")
    let paid = try Samples.euros("20.00")
    #expect(report.parts[1].sums == [paid])
    #expect(report.parts[2].count == 2)
  }

  @Test("nothing to say is no mail, unless it is asked for", arguments: [false, true])
  func silent(comes: Bool) async throws {
    let fixture = try await fixture(rulebook { $0.comesWhenEmpty = comes }, at: "2026-11-30T06:00:00+01:00")
    #expect(try await mails(fixture, days: 2).count == (comes ? 2 : 0))
  }

  @Test("once a day by each creditor's clock, across both changes of it, on working days")
  func daily() async throws {
    let zones = ["Europe/Berlin", "America/New_York", "Asia/Shanghai"]
    let book = try rulebook(zones) { $0.comesWhenEmpty = true }
    for start in ["2026-03-02T00:00:00+01:00", "2026-10-19T00:00:00+02:00"] {
      let fixture = try await fixture(book, at: start)
      let mails = try await mails(fixture, days: 28)
      #expect(Set(mails).count == mails.count)
      #expect(mails.allSatisfy { $0.hasSuffix(" 07:30") }, "\(mails)")
      for id in ["acme", "other1", "other2"] { #expect(mails.count { $0.hasPrefix(id) } == 20) }
    }
  }

  @Test("on days off too, where that is asked for")
  func daysOff() async throws {
    let book = try rulebook {
      $0.comesWhenEmpty = true
      $0.comesOnDaysOff = true
    }
    let fixture = try await fixture(book, at: "2026-11-30T00:00:00+01:00")
    #expect(try await mails(fixture, days: 14).count == 14)
  }

  @Test("a week away is one mail; a restart and a reload on the same day are none")
  func away() async throws {
    let book = try rulebook { $0.comesWhenEmpty = true }
    let fixture = try await fixture(book, at: "2026-11-30T00:00:00+01:00")
    #expect(try await mails(fixture, days: 1).count == 1)
    try fixture.at("2026-12-09T10:00:00+01:00")
    try await replan(fixture, book, "2")
    let late = try await fixture.send()
    #expect(late.map(\.step) == [.morning])
    try await replan(fixture, book, "3")
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.idleUntil() == Samples.moment("2026-12-10T07:30:00+01:00"))
  }

  @Test("an hour that is moved on the same day brings no second mail")
  func moved() async throws {
    let book = try rulebook { $0.comesWhenEmpty = true }
    let fixture = try await fixture(book, at: "2026-11-30T07:00:00+01:00")
    try fixture.at("2026-11-30T07:30:00+01:00")
    #expect(try await fixture.send().count == 1)
    let later = try rulebook {
      $0.comesWhenEmpty = true
      $0.digest = TimeOfDay(seconds: 12 * 3_600)
    }
    try await replan(fixture, later, "2")
    try fixture.at("2026-11-30T13:00:00+01:00")
    #expect(try await fixture.take(rulebook: later).isEmpty)
  }

  @Test("one that was being written when the daemon died goes again, and only then")
  func recovered() async throws {
    let fixture = try await fixture(rulebook { $0.comesWhenEmpty = true }, at: "2026-11-30T07:00:00+01:00")
    try fixture.at("2026-11-30T07:30:00+01:00")
    #expect(try await fixture.take().count == 1)
    #expect(try await fixture.docket.recoverUnwritten(rulebook: fixture.rulebook, now: fixture.now) == 1)
    #expect(try await fixture.send().map(\.step) == [.morning])
    #expect(try await fixture.docket.recoverUnwritten(rulebook: fixture.rulebook, now: fixture.now) == 0)
    #expect(try await fixture.take().isEmpty)
  }

  @Test("what stood in a mail that never left is told by the next one, and the late one lapses")
  func undelivered() async throws {
    let fixture = try await fixture(rulebook(), at: "2026-11-30T06:00:00+01:00")
    try await fixture.enqueue(try Samples.draft(due: "2026-12-20"))
    try fixture.at("2026-11-30T07:30:00+01:00")
    let retryAt = try Samples.moment("2026-12-01T09:00:00+01:00")
    #expect(try await fixture.send(.deferred(until: retryAt)).count == 1)
    try fixture.at("2026-12-01T07:30:00+01:00")
    let next = try #require(try await fixture.take().first)
    #expect(try await report(next, fixture).parts.map(\.topic) == [.claim])
    try await fixture.finish(next)
    try fixture.at("2026-12-01T09:00:00+01:00")
    #expect(try await fixture.take().isEmpty)
    let states = try await fixture.docket.notices().map { "\($0.step) \($0.state.rawValue)" }
    #expect(states.sorted() == ["morning dropped", "morning sent"])
  }

  @Test("notes that come back stand in it, those of the day as well, and have no mail of their own")
  func notes() async throws {
    let fixture = try await fixture(rulebook(), at: "2026-11-30T09:00:00+01:00")
    try await fixture.enqueue(try Samples.draft(due: "2026-12-20"))
    _ = try await fixture.docket.note(
      ClaimName("R-1"), Note(text: "ring them", remindOn: CivilDate(parsing: "2026-12-01")), by: .user(1000),
      rulebook: fixture.rulebook, now: fixture.now)
    try fixture.at("2026-12-01T07:30:00+01:00")
    let notice = try #require(try await fixture.take().first)
    let part = try await report(notice, fixture).parts.first { $0.topic == .followUp }
    #expect(part?.items.map(\.note) == ["ring them"])
    try await fixture.finish(notice)
    try fixture.at("2026-12-01T08:00:00+01:00")
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.docket.followUps(state: .due).count == 1)
  }

  @Test("it leaves while sending is held, and says so; what is for debtors does not")
  func held() async throws {
    let fixture = try await fixture(rulebook(), at: "2026-11-30T06:00:00+01:00")
    try await fixture.enqueue(try Samples.draft(due: "2026-11-20"))
    try await fixture.docket.hold(because: "a test", by: .daemon, now: fixture.now)
    #expect(try await fixture.idleUntil() == Samples.moment("2026-11-30T07:30:00+01:00"))
    try fixture.at("2026-11-30T10:00:00+01:00")
    let notices = try await fixture.take()
    #expect(notices.map(\.step) == [.morning])
    let notice = try #require(notices.first)
    let report = try await report(notice, fixture)
    #expect(report.parts.first?.topic == .sendingHeld)
    #expect(report.parts.first?.items.first?.note == "a test")
    #expect(report.parts.contains { $0.topic == .leaving })
    #expect(try await fixture.store(notice) == .open)
    #expect(try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now) == .open)
  }

  @Test("a fresh installation tells nobody anything")
  func fresh() async throws {
    let book = Rulebook(
      creditors: Array(try rulebook().creditors.values), policies: [try Samples.standard()], almanac: Samples.almanac,
      languages: ["en"], startsArmed: false, notify: try rulebook { $0.comesWhenEmpty = true }.notify)
    let fixture = try await fixture(book, at: "2026-11-30T06:00:00+01:00")
    try fixture.at("2026-11-30T10:00:00+01:00")
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.idleUntil() == nil)
  }

  @Test("a Friday's mail tells what leaves on Monday")
  func weekend() async throws {
    let fixture = try await fixture(rulebook(), at: "2026-12-04T06:00:00+01:00")
    // Its reminder comes on the third day after, at nine on Monday.
    try await fixture.enqueue(try Samples.draft(due: "2026-12-04"))
    try fixture.at("2026-12-04T07:30:00+01:00")
    let notice = try #require(try await fixture.take().first)
    let report = try await report(notice, fixture)
    #expect(report.until.iso == "2026-12-07")
    let monday = try Samples.moment("2026-12-07T09:00:00+01:00")
    #expect(report.parts.first?.items.first?.at == monday)
  }

  @Test("the docket of it all verifies")
  func verified() async throws {
    let fixture = try await fixture(rulebook(), at: "2026-11-30T06:00:00+01:00")
    try await fixture.enqueue(try Samples.draft(due: "2026-11-20"))
    try fixture.at("2026-11-30T10:00:00+01:00")
    try await fixture.send()
    #expect(try await fixture.docket.verify().findings.isEmpty)
  }
}

@Suite("Creditors are told at once")
struct AtOnceTests {
  private func fixture(_ topics: Set<MorningReport.Topic>) throws -> DocketFixture {
    var rules = NotifyRules()
    rules.atOnce = topics
    return try DocketFixture(
      rulebook: Rulebook(
        creditors: [Samples.creditor()], policies: [Samples.standard()], almanac: Samples.almanac, languages: ["en"],
        startsArmed: true, notify: rules))
  }

  private func gather(_ fixture: DocketFixture) async throws {
    while try await fixture.docket.gatherAtOnce(rulebook: fixture.rulebook, now: fixture.now) {}
  }

  private func told(_ fixture: DocketFixture) async throws -> [[String]] {
    var told: [[String]] = []
    for notice in try await fixture.send() {
      guard case .word(let mailing) = notice.subject else { continue }
      let report = try await fixture.docket.report(
        mailing, to: notice.creditor, rulebook: fixture.rulebook, now: fixture.now)
      told.append(
        report.parts.flatMap { part in part.items.map { "\(part.topic.rawValue) \($0.references.first ?? "")" } })
    }
    return told
  }

  @Test("what happened since is told once, and what was not asked for is not")
  func once() async throws {
    let fixture = try fixture([.dispute])
    try await fixture.enqueue(try Samples.draft("R-1", due: "2026-12-20"))
    try await gather(fixture)
    try await fixture.change("R-1", .dispute(reason: "not delivered"))
    try await fixture.pay("R-1", "10.00")
    try await gather(fixture)
    try await gather(fixture)
    #expect(try await told(fixture) == [["claim-disputed R-1"]])
    #expect(try await told(fixture) == [])
  }

  @Test("a flood is one mail now and one with all the rest after five minutes")
  func flood() async throws {
    let fixture = try fixture([.payment])
    try await fixture.enqueue(try Samples.draft("R-1", due: "2026-12-20"))
    try await gather(fixture)
    try await fixture.pay("R-1", "1.00")
    try await gather(fixture)
    #expect(try await told(fixture).count == 1)
    for sum in ["2.00", "3.00", "4.00"] { try await fixture.pay("R-1", sum) }
    try await gather(fixture)
    #expect(try await told(fixture) == [])
    fixture.clock.advance(to: fixture.now.adding(seconds: 300))
    #expect(try await told(fixture).map(\.count) == [3])
  }

  @Test("that sending is held is told although it is held")
  func held() async throws {
    let fixture = try fixture([.sendingHeld])
    try await gather(fixture)
    try await fixture.docket.hold(because: "a test", by: .daemon, now: fixture.now)
    try await gather(fixture)
    #expect(try await told(fixture) == [["held "]])
  }
}
