import Dunning
import DunningTesting
import Testing

@testable import DunningStore

/// What people correct, whom they put together and what they pay, all in one house and in random order.
@Suite("A random walk over corrections, merges and payments", .timeLimit(.minutes(10)))
struct HouseWalkTests {
  @Test(
    "every book has one balance, letters ask for what is open, and nothing goes to an address of another debtor",
    arguments: 1...UInt64(6), Rules.allCases)
  fileprivate func walk(seed: UInt64, rules: Rules) async throws {
    let rulebook = try rules.rulebook
    var house = House(fixture: try DocketFixture(rulebook: rulebook), chance: SeededGenerator(seed: seed))
    for step in 1...60 {
      do {
        try await house.act(step)
      } catch {
        Issue.record("\(error)\nseed \(seed), \(rules), step \(step)\n\(house.trace.joined(separator: "\n"))")
        return
      }
      try await house.expectOneBalance("seed \(seed), step \(step)")
      try await house.send("seed \(seed), step \(step)")
    }
    let findings = try await house.fixture.money.findings()
    #expect(findings == [], "seed \(seed)\n\(house.trace.joined(separator: "\n"))")
  }
}

/// By which rules a walk goes.
private enum Rules: CaseIterable {
  case holding
  case netting
  /// What a demand asks for stays owed.
  case settlingAll

  var rulebook: Rulebook {
    get throws {
      switch self {
      case .holding: try Samples.rulebook()
      case .netting: try CreditTests.netting()
      case .settlingAll:
        try ChargeTests.charging(
          steps: [
            Samples.step("reminder", "due+1d", gap: "1d"), Samples.step("demand", "due+3d", .demand, gap: "1d"),
            Samples.step("last", "due+6d", .demand, gap: "1d"),
          ], settles: .all, window: Samples.allHours)
      }
    }
  }
}

/// A docket of four debtors, and every address that was ever given for each of them.
private struct House {
  let fixture: DocketFixture
  var chance: SeededGenerator
  var trace: [String] = []
  private var given: [Set<String>] = Array(repeating: [], count: 4)
  private var mergedInto: [Int?] = Array(repeating: nil, count: 4)
  /// For whom a claim came in, by its reference.
  private var owner: [String: Int] = [:]

  init(fixture: DocketFixture, chance: SeededGenerator) { (self.fixture, self.chance) = (fixture, chance) }

  private mutating func below(_ count: Int) -> Int { Int(chance.next() % UInt64(count)) }
  private mutating func amount() -> String { "\(1 + below(200)).\(below(2) == 0 ? "00" : "37")" }
  private mutating func claim() -> String { "R-\(below(max(1, owner.count)))" }
  private func present(_ debtor: Int) -> Int { mergedInto[debtor].map(present) ?? debtor }
  private static func key(_ debtor: Int) -> String { "K\(debtor)" }

  // MARK: What people do

  /// One thing that somebody does; what makes no sense is refused and changes nothing.
  mutating func act(_ step: Int) async throws {
    let kind = below(18)
    do {
      switch kind {
      case 0...3: try await enqueue()
      case 4: try await correctClaim()
      case 5: try await correctDebtor()
      case 6: try await merge()
      case 7: try await part()
      case 16, 17: try await waive()
      default: try await money(kind)
      }
    } catch let error as DocketError where error.code != .failed {
      trace.append("\(step): \(kind) is refused: \(error.message)")
    } catch let error as RuleError {
      trace.append("\(step): \(kind) is refused: \(error.message)")
    }
  }

  private mutating func enqueue() async throws {
    let (debtor, reference) = (below(4), "R-\(owner.count)")
    let address = "a\(below(3))@k\(debtor).example"
    var draft = try Samples.draft(
      reference, amount: amount(), due: "2026-12-\(10 + below(20))",
      debtor: Debtor(key: Self.key(debtor), name: "Firm \(debtor)", email: try EmailAddress(parsing: address)))
    if below(3) == 0 {
      let discount = try CashDiscount.amount(parsing: "\(1 + below(5))%", of: draft.amount)
      draft.discount = CashDiscount(amount: discount, until: try CivilDate(parsing: "2026-12-\(10 + below(20))"))
    }
    try await fixture.enqueue(draft)
    owner[reference] = debtor
    given[debtor].insert(address)
    trace.append("\(reference) of \(debtor) at \(address), \(draft.amount.decimal)")
  }

  private mutating func correctClaim() async throws {
    let (claim, choice, amount, day) = (claim(), below(4), amount(), "2026-12-\(10 + below(20))")
    try await fixture.correct(claim) { correction in
      switch choice {
      case 0: correction.due = try Deadline(parsing: day)
      case 1: correction.discountUntil = try CivilDate(parsing: day)
      case 2: correction.discount = .cleared
      default: correction.amount = amount
      }
    }
    trace.append("\(claim) is corrected: \(choice) \(amount) \(day)")
  }

  private mutating func waive() async throws {
    let (claim, choice, amount) = (claim(), below(5), "\(1 + below(30)).00")
    let waiving: ClaimCorrection.Waiving =
      switch choice {
      case 0: .all
      case 1: .nothing
      case 2: .less(amount)
      default: .more(amount)
      }
    try await fixture.correct(claim) { $0.waiving = waiving }
    trace.append("\(claim): \(waiving)")
  }

  private mutating func correctDebtor() async throws {
    let debtor = below(4)
    let address = "a\(below(3))@k\(debtor).example"
    try await fixture.correct(debtor: Self.key(debtor), email: address)
    given[present(debtor)].insert(address)
    trace.append("\(debtor) is at \(address)")
  }

  private mutating func merge() async throws {
    let (debtor, other) = (below(4), below(4))
    guard mergedInto[debtor] == nil else { return }
    _ = try await fixture.docket.merge(
      DebtorName(Self.key(debtor)), into: DebtorName(Self.key(other)), reason: "one", by: .user(1),
      rulebook: fixture.rulebook, now: fixture.now)
    mergedInto[debtor] = present(other)
    trace.append("\(debtor) is \(other)")
  }

  private mutating func part() async throws {
    let debtor = below(4)
    _ = try await fixture.docket.part(
      DebtorName(Self.key(debtor)), reason: "two", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    mergedInto[debtor] = nil
    trace.append("\(debtor) is parted")
  }

  private mutating func money(_ kind: Int) async throws {
    let (claim, amount, payment) = (claim(), amount(), "p\(1 + below(40))")
    let debtor = DebtorName(Self.key(below(4)))
    func pay(debtor kind: Payment.Kind) async throws {
      _ = try await fixture.docket.pay(
        debtor: debtor, PaymentTelling(amount: amount, kind: kind), currency: "EUR", by: .user(1),
        rulebook: fixture.rulebook, now: fixture.now)
    }
    switch kind {
    case 8, 9: try await fixture.pay(claim, amount)
    case 10: try await pay(debtor: .payment)
    case 11: try await fixture.pay(claim, amount, kind: .creditNote)
    case 12: try await fixture.undo(payment)
    case 13: try await fixture.assign(payment, PaymentShare(ClaimName(claim)))
    case 14: try await fixture.pay(claim, amount, kind: below(2) == 0 ? .refund : .chargeback)
    default: try await pay(debtor: .refund)
    }
    trace.append("\(kind): \(amount) for \(claim), of \(payment) or \(debtor.text)")
  }

  // MARK: What must be so

  /// The debtors' pages, the ageing report and the register come to the same sum, debtor by debtor where they tell.
  func expectOneBalance(_ place: String) async throws {
    let euro = try Samples.euros("0").currency
    var pages: [String: Int64] = [:]
    for debtor in given.indices where owner.values.contains(debtor) {
      let file = try await fixture.docket.debtor(
        DebtorName(Self.key(debtor)), rulebook: fixture.rulebook, now: fixture.now)[0]
      pages[file.debtor.key] = file.balance[euro]?.minorUnits ?? 0
    }
    var ageing: [String: Int64] = [:]
    var reading = try await fixture.docket.ageing(
      asOf: try CivilDate(parsing: "2027-12-31"), rulebook: fixture.rulebook)
    while let rows = try await reading.next() {
      for row in rows { ageing[row.debtor?.key ?? ""] = row.balance.minorUnits }
    }
    let words = "\(place)\n\(trace.joined(separator: "\n"))"
    #expect(pages.filter { $0.value != 0 } == ageing.filter { $0.value != 0 }, "\(words)")
    let sum = Money(minorUnits: pages.values.reduce(0, +), currency: euro)
    #expect(try await fixture.money.register() == sum.decimal, "\(words)")
  }

  /// What is due leaves: for what is open now, to an address of the debtor whom it is about.
  mutating func send(_ place: String) async throws {
    fixture.clock.advance(by: .seconds(43_200))
    for notice in try await fixture.take() {
      for taken in notice.claims {
        let claim = try await fixture.claim(taken.claim.draft.reference).record.claim
        #expect(claim.outstanding == taken.claim.outstanding, "\(place)")
        #expect(claim.outstanding.isPositive, "\(place)")
        let debtor = try #require(owner[claim.draft.reference])
        let allowed = given[present(debtor)].union(given[debtor])
        for address in notice.mailing.to.keys {
          #expect(allowed.contains(address), "\(place): \(address)\n\(trace.joined(separator: "\n"))")
        }
      }
      try await fixture.finish(notice)
    }
  }
}
