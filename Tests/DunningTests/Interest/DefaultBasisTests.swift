import Testing

@testable import Dunning

@Suite("From when a debtor is in default")
struct DefaultBasisTests {
  private typealias Request = InterestCase.Request

  private func starts(
    _ rule: InterestRule, due: String = "2026-05-04", _ basis: String? = nil, received: String? = nil,
    requests: [Request] = [], unsaid: DueBasis? = nil
  ) throws -> String? {
    let pairs = [("due_basis", basis), ("received", received)].compactMap { key, value in value.map { (key, $0) } }
    return try statement(
      rule, "1000.00", due: due, asOf: "2026-12-31", options: pairs, requests: requests,
      unsaid: unsaid ?? rule.defaultBy.unsaid
    ).starts?.iso
  }

  private func request(_ text: String, term: String? = nil, isDemand: Bool = false) throws -> Request {
    Request(received: try day(text), term: try term.map(day), isDemand: isDemand)
  }

  @Test("a day that the creditor alone set is no agreed one: a request to pay puts the debtor in default")
  func reminder() throws {
    let law = try rule(defaultBy: .reminder)
    #expect(try starts(law, "agreed") == "2026-05-05")
    #expect(try starts(law, "law") == "2026-05-05")
    #expect(try starts(law, "set") == nil)
    // What a claim does not say is taken as is best for the debtor; a person who types a due date has agreed on it.
    #expect(try starts(law) == nil)
    #expect(try starts(law, unsaid: .agreed) == "2026-05-05")
    #expect(try starts(law, "set", requests: [request("2026-05-20")]) == "2026-05-21")
    // A request before the debt is due has no effect; the first one after it counts.
    let three = try [request("2026-06-20"), request("2026-05-01"), request("2026-06-01")]
    #expect(try starts(law, "set", requests: three) == "2026-06-02")
    #expect(try starts(law, "agreed", requests: three) == "2026-05-05")
  }

  @Test("or the days that run after the invoice came, whichever is first")
  func days() throws {
    let law = try rule(defaultBy: .reminder, withoutDate: 30)
    #expect(try starts(law, "set", received: "2026-05-04") == "2026-06-04")
    #expect(try starts(law, "set", received: "2026-05-04", requests: [request("2026-05-20")]) == "2026-05-21")
    #expect(try starts(law, "set", received: "2026-05-04", requests: [request("2026-07-20")]) == "2026-06-04")
    #expect(try starts(law, "agreed", received: "2026-05-04") == "2026-05-05")
  }

  @Test("between businesses a day set alone gives way to thirty days after receipt")
  func businesses() throws {
    let law = try rule(withoutDate: 30)
    #expect(try starts(law) == "2026-05-05")
    #expect(try starts(law, "set", received: "2026-04-20") == "2026-06-04")
    // Nobody said when the invoice came: by its day it had.
    #expect(try starts(law, "set") == "2026-06-04")
    #expect(try starts(law, "agreed") == "2026-05-05")
  }

  @Test("where a written term must pass, default begins after it")
  func term() throws {
    let law = try rule(defaultBy: .term)
    #expect(try starts(law, "set", requests: [request("2026-05-20")]) == nil)
    #expect(
      try starts(law, "set", requests: [request("2026-05-20"), request("2026-06-01", term: "2026-06-08")])
        == "2026-06-09")
    #expect(try starts(law, "agreed") == "2026-05-05")
  }

  @Test("the fixed sum that a demand announces goes by the first demand after default")
  func announced() throws {
    let sum = FixedSum(currency: try #require(Currency("EUR")), scale: .bands([.init(upTo: nil, sum: 4_000)]))
    let law = try rule(fixedSum: sum, defaultBy: .term, demandDays: 14)
    let reminder = try request("2026-06-01", term: "2026-06-08")
    let early = try request("2026-06-05", term: "2026-06-30", isDemand: true)
    let demand = try request("2026-06-15", term: "2026-07-06", isDemand: true)
    let late = try statement(
      law, "1000.00", due: "2026-05-04", asOf: "2026-12-31", options: [("due_basis", "set")],
      requests: [reminder, early, demand])
    #expect(late.starts?.iso == "2026-06-09")
    #expect(late.compensationFrom?.iso == "2026-06-30")
  }

  @Test("who works out a sum by hand has agreed on the day they name, unless they name the request after it")
  func byHand() {
    #expect(DefaultBy.reminder.unsaid(isRequested: true) == .set)
    #expect(DefaultBy.reminder.unsaid(isRequested: false) == .agreed)
    // A request alone is not enough there: its term must have passed.
    #expect(DefaultBy.term.unsaid(isRequested: true) == .agreed)
    #expect(DefaultBy.due.unsaid(isRequested: true) == .agreed)
  }

  @Test("a claim's ladder says from when: its reminder after the deadline, or what the claim says of its day")
  func claims() throws {
    let law = try rule("36.5", defaultBy: .reminder, withoutDate: 30, needsNotice: true)
    func late(_ claim: Claim, _ history: [Completion], noticed: Bool = false) throws -> InterestStatement? {
      let pairs = noticed ? [("days_noticed", "true")] : []
      let terms = try InterestTerms(rule: law, options: options(pairs, for: law))
      let policy = Policy(name: "standard", steps: try ladder().steps, sendWindow: try window(), lateTerms: terms)
      return try rulebook([policy]).late(claim, payments: [], history: history, asOf: day("2026-12-31"))
    }
    let headsUp = try sent("heads-up", "2026-10-28T09:00:00+01:00", tone: .courtesy)
    let reminder = try sent("reminder", "2026-11-06T09:00:00+01:00")
    let plain = try claim(due: "2026-11-02")
    #expect(try late(plain, [])?.starts == nil)
    #expect(try late(plain, [headsUp])?.starts == nil)
    // Sent on a Friday it is taken to have come on the Monday.
    #expect(try late(plain, [headsUp, reminder])?.starts?.iso == "2026-11-10")
    #expect(try late(plain, [reminder])?.notes.contains { $0.contains("nobody has proved") } == true)
    #expect(try late(plain, [reminder])?.notes.contains { $0.contains("due_basis") } == true)
    let proved = try sent("reminder", "2026-11-06T09:00:00+01:00", received: "2026-11-12")
    #expect(try late(plain, [proved])?.starts?.iso == "2026-11-13")
    #expect(try late(plain, [proved])?.notes.contains { $0.contains("nobody has proved") } == false)
    let agreed = try claim(due: "2026-11-02", dueBasis: .agreed)
    #expect(try late(agreed, [])?.starts?.iso == "2026-11-03")
    // The thirty days run against a consumer only where the invoice said so.
    let received = try claim(due: "2026-11-02", received: "2026-10-20")
    #expect(try late(received, [])?.starts == nil)
    #expect(try late(received, [], noticed: true)?.starts?.iso == "2026-12-03")
  }

  @Test("the day of a claim's contract goes before that of its policy")
  func contracted() throws {
    let law = try rule(
      rate: RateFormula(.series("t"), reference: .contract), audience: .anybody)
    let terms = try InterestTerms(rule: law, options: options([("contracted", "2025-01-01")], for: law))
    let policy = Policy(name: "standard", steps: try ladder().steps, sendWindow: try window(), lateTerms: terms)
    let table = try table("t", [("2025-01-01", "10"), ("2025-06-01", "20")], validTo: "2026-12-31")
    let book = try rulebook([policy], statutes: Statutes(rules: [law], tables: [table]))
    func rate(_ claim: Claim) throws -> String? {
      try book.late(claim, payments: [], history: [], asOf: day("2026-12-31"))?.segments.first?.rate.text
    }
    #expect(try rate(claim(due: "2026-11-02")) == "10.00")
    #expect(try rate(claim(due: "2026-11-02", contracted: "2025-07-01")) == "20.00")
  }
}
