import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Money that comes and goes at random", .timeLimit(.minutes(10)))
struct MoneyWalkTests {
  @Test(
    "one debtor has one balance in every book, and the docket says what its journal says", arguments: 1...6,
    [true, false])
  func walk(seed: Int, isNetting: Bool) async throws {
    var chance = SeededGenerator(seed: UInt64(seed))
    let fixture = try DocketFixture(rulebook: isNetting ? CreditTests.netting() : nil)
    try await fixture.enqueue(Samples.draft("R-0"))
    for step in 1..<40 {
      try? await act(step, fixture, &chance)
      let (page, ageing) = (try await fixture.money.page(), try await fixture.money.ageing())
      let balance = String(page.split(separator: " ").last ?? "")
      #expect(page == ageing, "step \(step)")
      #expect(try await fixture.money.register() == balance, "step \(step)")
      let asked = try Samples.euros("0").currency
      let letters = Money(minorUnits: try await fixture.money.asked(), currency: asked)
      // Where a credit is set against claims at once, letters ask for what is owed, but for what is disputed; elsewhere for
      // no more than that.
      if isNetting, !balance.hasPrefix("-"), page.split(separator: " ")[1] == "0.00" {
        #expect(letters.decimal == balance, "step \(step)")
      }
    }
    #expect(try await fixture.money.findings() == [])
  }

  /// One thing that somebody does; what makes no sense is refused and changes nothing.
  private func act(_ step: Int, _ fixture: DocketFixture, _ chance: inout SeededGenerator) async throws {
    func below(_ count: Int) -> Int { Int(chance.next() % UInt64(count)) }
    let claim = "R-\(below(max(1, step)))"
    let amount = "\(1 + below(200)).00"
    let payment = "p\(1 + below(max(1, step)))"
    switch below(10) {
    case 0...2:
      let day = 10 + below(20)
      try await fixture.enqueue(Samples.draft("R-\(step)", amount: amount, due: "2026-12-\(day)"))
    case 3: try await fixture.pay(claim, amount)
    case 4: try await fixture.pay(debtor: amount)
    case 5: try await fixture.pay(claim, amount, kind: .creditNote)
    case 6: try await fixture.undo(payment)
    case 7: try await fixture.assign(payment, PaymentShare(ClaimName(claim)))
    case 8: try await fixture.pay(claim, amount, kind: below(2) == 0 ? .refund : .chargeback)
    default:
      if below(3) == 0 {
        try await fixture.change(claim, .withdraw(reason: "x"))
      } else {
        try await fixture.pay(debtor: amount, kind: .refund)
      }
    }
  }
}
