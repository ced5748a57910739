import Testing

@testable import Dunning

@Suite("Limitation moves by proved receipt alone")
struct LimitationProofTests {
  private func book(_ effect: Limitation.DemandEffect) throws -> Rulebook {
    let law = try rule(limitation: Limitation(years: 3, from: .due, demand: effect))
    let terms = try InterestTerms(rule: law, options: InterestOptions())
    return try rulebook([
      Policy(name: "standard", steps: try ladder().steps, sendWindow: try window(), lateTerms: terms)
    ])
  }

  @Test("a demand that was only sent moves nothing; both days are known, and the earlier one is the sure one")
  func sent() throws {
    let (book, claim) = (try book(.restart), try claim(due: "2026-11-02"))
    let demand = try DunningTests.sent("demand", "2026-12-01T09:00:00+01:00", tone: .demand)
    #expect(book.limitation(of: claim, history: [demand])?.iso == "2029-11-02")
    #expect(book.limitationIfReceived(of: claim, history: [demand])?.iso == "2029-12-02")
    let late = try book.late(claim, payments: [], history: [demand], asOf: day("2026-12-31"))
    #expect(late?.limitation?.iso == "2029-11-02")
  }

  @Test("one that is proved to have come does, from the day it came")
  func proved() throws {
    let (book, claim) = (try book(.restart), try claim(due: "2026-11-02"))
    let demand = try DunningTests.sent(
      "demand", "2026-12-01T09:00:00+01:00", tone: .demand, received: "2026-12-04")
    #expect(book.limitation(of: claim, history: [demand])?.iso == "2029-12-04")
    #expect(book.limitationIfReceived(of: claim, history: [demand])?.iso == "2029-12-04")
    // A reminder is no demand, and where demands do nothing neither does a proved one.
    let reminder = try DunningTests.sent("reminder", "2026-12-01T09:00:00+01:00", received: "2026-12-04")
    #expect(book.limitation(of: claim, history: [reminder])?.iso == "2029-11-02")
    #expect(try self.book(.none).limitation(of: claim, history: [demand])?.iso == "2029-11-02")
  }
}
