import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("What is open is told of a claim again", .timeLimit(.minutes(20)))
struct OpenBalanceTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture(now: "2026-12-20T08:00:00+01:00") }

  private func tell(_ amount: String, isOpenBalance: Bool = true, reason: String? = nil, isAccepted: Bool = false)
    async throws -> String
  {
    var draft = try Samples.draft(amount: amount)
    (draft.isOpenBalance, draft.areDaysAccepted) = (isOpenBalance, isAccepted)
    let result = try await fixture.docket.register(
      [draft], correctingBecause: reason, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    let claim = try await fixture.claim("R-1").record.claim
    let state = "\(claim.draft.amount.decimal) \(claim.outstanding.decimal)"
    return switch try #require(result.first) {
    case .enqueued: "enqueued \(state)"
    case .known: "known \(state)"
    case .corrected: "corrected \(state)"
    case .differs: "differs \(state)"
    case .doubted(let field, let error): "doubted \(field) \(error.code.rawValue) \(state)"
    case .refused: "refused \(state)"
    }
  }

  @Test("a list of what is open knows a claim that was paid in part, and corrects no sum of it")
  func list() async throws {
    #expect(try await tell("1000.00") == "enqueued 1000.00 1000.00")
    try await fixture.pay("R-1", "400.00")
    #expect(try await tell("600.00") == "known 1000.00 600.00")
    #expect(try await tell("600.00", reason: "weekly") == "known 1000.00 600.00")
    #expect(try await tell("500.00") == "differs 1000.00 600.00")
    #expect(try await tell("500.00", reason: "weekly") == "differs 1000.00 600.00")
    #expect(try await tell("500.00", reason: "weekly", isAccepted: true) == "differs 1000.00 600.00")
    #expect(try await tell("1000.00") == "known 1000.00 600.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a sum that is less than came in, or just what is open, is a question whoever tells it")
  func anyFile() async throws {
    #expect(try await tell("1000.00", isOpenBalance: false) == "enqueued 1000.00 1000.00")
    try await fixture.pay("R-1", "400.00")
    #expect(try await tell("600.00", isOpenBalance: false) == "differs 1000.00 600.00")
    for amount in ["600.00", "399.99"] {
      #expect(
        try await tell(amount, isOpenBalance: false, reason: "weekly") == "doubted amount invalid-amount 1000.00 600.00"
      )
      await #expect(throws: RuleError.self) { try await fixture.correct("R-1") { $0.amount = amount } }
    }
    // What is no such figure is taken.
    try await fixture.correct("R-1") { $0.amount = "900.00" }
    #expect(
      try await tell("500.00", isOpenBalance: false, reason: "weekly", isAccepted: true) == "corrected 500.00 100.00")
    try await fixture.correct("R-1") { ($0.amount, $0.areDaysAccepted) = ("300.00", true) }
    #expect(try await fixture.money.page() == "0.00 100.00 -100.00")
    #expect(try await fixture.money.findings() == [])
  }
}
