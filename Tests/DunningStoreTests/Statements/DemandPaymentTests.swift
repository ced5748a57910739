import Dunning
import DunningStore
import DunningTesting
import Testing

/// A demand over two claims, with interest and a fixed sum, and the money that comes for it.
@Suite("A demand that is paid to the cent", .timeLimit(.minutes(20)))
struct DemandPaymentTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    let sum = FixedSum(
      currency: try Samples.euros("0").currency, scale: .bands([FixedSum.Band(upTo: nil, sum: 4_000)]))
    let rule = InterestRule(
      id: "TEST", jurisdiction: "XX", who: "anybody", basis: "none", rate: nil,
      agreed: InterestRule.Agreed(), fixedSum: sum, source: "none", checkedOn: try CivilDate(parsing: "2026-01-01"))
    var options = InterestOptions()
    try options.set("rate", to: "10", for: rule)
    let policy = Policy(
      name: "standard", steps: [try Samples.step("demand", "due+3d", .demand, payWithin: "14d")],
      sendWindow: Samples.allHours, groupBy: .debtor, lateTerms: try InterestTerms(rule: rule, options: options))
    fixture = try DocketFixture(rulebook: Samples.rulebook(policies: [policy]), now: "2026-11-02T08:00:00+01:00")
    bank = BankWorld(fixture)
  }

  /// Sends the demand.
  ///
  /// - Returns: what it asked for.
  private func demanded() async throws -> Money {
    try await bank.enqueue("R-2026-0001", amount: "1000.00", due: "2026-11-10")
    try await bank.enqueue("R-2026-0002", amount: "2000.00", due: "2026-11-10")
    try fixture.at("2026-11-30T10:00:00+01:00")
    let notice = try #require(try await fixture.send().first)
    #expect(notice.claims.count == 2)
    let asked = try await ["R-2026-0001", "R-2026-0002"].asyncMap { reference in
      let file = try await fixture.claim(reference)
      return try #require(
        fixture.rulebook.late(
          file.record.claim, payments: [], history: file.history, asOf: try CivilDate(parsing: "2026-11-30")))
    }
    let both = InterestStatement.sharingFixedSum(
      Dictionary(uniqueKeysWithValues: zip([ClaimID(1), ClaimID(2)], asked)))
    let total = Money.sum(both.values.map(\.total), in: try Samples.euros("0").currency)
    #expect(total.minorUnits > 304_000)
    return total
  }

  @Test(
    "with the references that it printed it is paid as a whole, and nothing is too much",
    arguments: ["R-2026-0001, R-2026-0002", "R-2026-0002 R-2026-0001", "Mahnung n1"])
  func whole(text: String) async throws {
    let total = try await demanded()
    try fixture.at("2026-12-04T10:00:00+01:00")
    let taken = try await bank.take(
      try BankWorld.file("a.xml", try BankWorld.entry(total.decimal, text, day: "2026-12-03", name: "Somebody")))
    #expect(taken.entries.map(\.verdict) == [.booked], "\(taken.entries[0].because)")
    #expect(taken.entries[0].unallocated.decimal == "0.00")
    for reference in ["R-2026-0001", "R-2026-0002"] {
      let claim = try await fixture.claim(reference).record
      #expect(claim.claim.state == .paid && claim.claim.overpaid.decimal == "0.00" && claim.next == nil)
    }
    #expect(try await fixture.money.page() == "0.00 0.00 0.00")
    #expect(try await fixture.money.register() == "0.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a cent less or more is a question")
  func otherSum() async throws {
    let total = try await demanded()
    for units in [-1, 1] as [Int64] {
      let sum = Money(minorUnits: total.minorUnits + units, currency: total.currency)
      let entry = try BankWorld.entry(sum.decimal, "R-2026-0001, R-2026-0002", day: "2026-11-30")
      #expect(try await bank.told(try BankWorld.file("\(units).xml", entry)) == ["proposed"])
    }
  }
}

extension Array {
  fileprivate func asyncMap<Other>(_ change: (Element) async throws -> Other) async rethrows -> [Other] {
    var made: [Other] = []
    for element in self { made.append(try await change(element)) }
    return made
  }
}
