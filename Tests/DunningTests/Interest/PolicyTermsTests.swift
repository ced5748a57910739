import Testing

@testable import Dunning

@Suite("Whom a rule of late payment is for")
struct PolicyTermsTests {
  private func policy(
    _ audience: Audience, consumer: Bool = false, kind: Debtor.Kind? = nil
  ) throws -> Policy {
    let own = try InterestTerms(rule: rule("20", id: "OWN", audience: audience), options: InterestOptions())
    let gentle = try InterestTerms(rule: rule("5", id: "GENTLE", audience: .consumer), options: InterestOptions())
    return Policy(
      name: "standard", steps: try ladder().steps, sendWindow: try window(), lateTerms: own,
      consumerTerms: consumer ? gentle : nil, kind: kind)
  }

  @Test(
    "each debtor gets the rule that is for them, and one of whom nobody knows the milder one",
    arguments: [
      (Audience.business, false, Debtor.Kind?.none, Debtor.Kind?.some(.business), String?.some("OWN")),
      (.business, false, nil, .consumer, nil), (.business, false, nil, nil, nil),
      (.business, true, nil, .business, "OWN"), (.business, true, nil, .consumer, "GENTLE"),
      (.business, true, nil, nil, "GENTLE"),
      // The policy says what those of its debtors are of whom no claim says it.
      (.business, false, .business, nil, "OWN"), (.business, true, .business, nil, "OWN"),
      (.business, true, .business, .consumer, "GENTLE"), (.business, false, .business, .consumer, nil),
      (.business, false, .consumer, nil, nil),
      (.consumer, false, nil, .consumer, "OWN"), (.consumer, false, nil, nil, "OWN"),
      (.consumer, false, nil, .business, nil),
      (.anybody, false, nil, .business, "OWN"), (.anybody, false, nil, .consumer, "OWN"),
      (.anybody, false, nil, nil, "OWN"),
    ])
  func choice(
    audience: Audience, consumer: Bool, unsaid: Debtor.Kind?, kind: Debtor.Kind?, expected: String?
  ) throws {
    let terms = try policy(audience, consumer: consumer, kind: unsaid).terms(for: kind)
    #expect(terms.terms?.rule.id == expected)
  }

  @Test("a policy without a rule asks nobody for anything")
  func nothing() throws {
    for kind in [Debtor.Kind.business, .consumer, nil] { #expect(try ladder().terms(for: kind) == .nothing) }
  }

  @Test("a claim on a debtor the rule is certainly not for is refused with what to name instead")
  func refused() throws {
    let book = try rulebook([policy(.business)])
    #expect {
      try book.requireSuitable(claim(due: "2026-11-30", kind: .consumer).draft)
    } throws: { error in
      let error = error as? RuleError
      return error?.code == .unsuitableRule && error?.message.contains("OWN") == true
        && error?.message.contains("a consumer") == true && error?.hint?.contains("consumer:") == true
    }
    try book.requireSuitable(claim(due: "2026-11-30", kind: .business).draft)
    // It is not known of them, so their demands wait instead.
    try book.requireSuitable(claim(due: "2026-11-30").draft)
    try rulebook([policy(.business, consumer: true)]).requireSuitable(claim(due: "2026-11-30", kind: .consumer).draft)
  }

  @Test("no sum is made by a rule that is not for the debtor, and it is said why")
  func unknownSum() throws {
    let statutes = Statutes(rules: [], tables: [])
    let book = try rulebook([policy(.business)], statutes: statutes)
    let sum = { (kind: Debtor.Kind?) in
      try book.lateSum(
        of: claim(due: "2026-11-02", kind: kind), payments: [], history: [], asOf: day("2026-12-02"))
    }
    #expect(try sum(.business).statement?.interest.isPositive == true)
    #expect(try sum(.consumer).unknownBecause?.contains("the debtor is a consumer") == true)
    #expect(try sum(nil).unknownBecause?.contains("nobody said") == true)
    let late = try #require(try sum(.business).statement)
    #expect(try book.isSuitable(late, for: claim(due: "2026-11-02", kind: .business).draft))
    // What was worked out before somebody corrected the debtor's kind must not be asked.
    #expect(try !book.isSuitable(late, for: claim(due: "2026-11-02", kind: .consumer).draft))
  }

  @Test("a term that is too short for consumers is an error also where their rule stands beside the other one")
  func consumerTerm() throws {
    let sum = FixedSum(currency: try #require(Currency("EUR")), scale: .bands([.init(upTo: nil, sum: 4_000)]))
    let own = try InterestTerms(rule: rule(id: "OWN", audience: .business), options: InterestOptions())
    let gentle = try InterestTerms(
      rule: rule(fixedSum: sum, id: "GENTLE", audience: .consumer, demandDays: 14), options: InterestOptions())
    let steps = [try step("reminder", "due+7d"), try step("demand", "due+30d", .demand, payWithin: "10d")]
    let policy = Policy(
      name: "standard", steps: steps, sendWindow: try window(), lateTerms: own, consumerTerms: gentle)
    #expect(policy.faults.contains { $0.severity == .error && $0.message.hasPrefix("GENTLE wants 14 full days") })
  }

  @Test("a ladder for businesses alone is warned of, unless it says what its debtors are or has a rule for consumers")
  func warned() throws {
    func warnings(_ policy: Policy) -> [String] {
      policy.faults.filter { $0.place == .lateInterest }.map(\.message)
    }
    #expect(try warnings(policy(.business)).count == 1)
    #expect(try warnings(policy(.business, consumer: true)).isEmpty)
    #expect(try warnings(policy(.business, kind: .business)).isEmpty)
    #expect(try warnings(policy(.business, kind: .consumer)).count == 1)
    #expect(try warnings(policy(.consumer)).isEmpty)
    #expect(try warnings(policy(.anybody)).isEmpty)
  }
}
