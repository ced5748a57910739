import Testing

@testable import Dunning

/// What holds for every debt, tried on random ones that a seed repeats.
@Suite("Late interest adds up")
struct InterestPropertyTests {
  struct Debt {
    var law: InterestRule
    var principal: Int64
    var due: CivilDate
    var asOf: CivilDate
    var payments: [InterestCase.Payment]
    var costs: Int64
    var options: InterestOptions

    init(_ random: inout Seeded) throws {
      let formula = RateFormula(
        .series("t"), margin: Percent(millionths: 8_000_000), floats: random.chance(70), reference: .halfYear)
      let fixed = FixedSum(currency: try #require(Currency("EUR")), scale: .bands([.init(upTo: nil, sum: 4_000)]))
      law = try rule(
        compounding: random.pick([.none, .none, .yearly, .monthly]), fixedSum: random.chance(50) ? fixed : nil,
        allocation: random.pick([
          [.costs, .interest, .principal], [.interest, .principal, .costs], [.principal, .costs, .interest],
        ]), rate: formula)
      principal = Int64(random.number(1...100_000_000))
      due = try day("2016-01-31").adding(days: random.number(0...2_000))
      asOf = due.adding(days: random.number(-10...2_500))
      let (first, span, currency) = (due, max(1, asOf.dayNumber - due.dayNumber + 10), try #require(Currency("EUR")))
      payments = (0..<random.number(0...5)).map { _ in
        InterestCase.Payment(
          date: first.adding(days: random.number(-5...span)),
          amount: Money(minorUnits: Int64(random.number(1...60_000_000)), currency: currency))
      }
      costs = Int64(random.number(0...5_000))
      options = InterestOptions()
      try options.set("day_count", to: random.pick(DayCount.allCases).rawValue, for: law)
      try options.set("rounding", to: random.pick(["single", "lines"]), for: law)
      try options.set("count_payment_day", to: random.pick(["true", "false"]), for: law)
    }

    func statement(asOf day: CivilDate? = nil) throws -> InterestStatement {
      let currency = try #require(Currency("EUR"))
      let item = try InterestCase(
        terms: InterestTerms(rule: law, options: options), principal: Money(minorUnits: principal, currency: currency),
        due: due, asOf: day ?? asOf, payments: payments, costs: Money(minorUnits: costs, currency: currency))
      let rates = try RateTable(
        name: "t", source: "a test", checkedOn: due, validTo: CivilDate(parsing: "2026-12-31"),
        rows: [("2010-01-01", "-0.88"), ("2019-01-01", "1.5"), ("2021-03-01", "3.62")].map {
          .init(from: try CivilDate(parsing: $0.0), rate: try Percent(parsing: $0.1))
        })
      return try Statutes(rules: [law], tables: [rates]).statement(of: item, almanac: Almanac(zones: [:]))
    }
  }

  @Test("each cent that was paid went somewhere, and what is left is what was owed less it", arguments: UInt64(0)..<300)
  func conservation(seed: UInt64) throws {
    var random = Seeded(seed)
    let statement = try Debt(&random).statement()
    for payment in statement.paid {
      let parts = [payment.toCosts, payment.toInterest, payment.toPrincipal, payment.excess]
      #expect(parts.reduce(0) { $0 + $1.minorUnits } == payment.amount.minorUnits)
      #expect(parts.allSatisfy { $0.minorUnits >= 0 })
    }
    let sum = { (part: (InterestStatement.Allocation) -> Money) in statement.paid.reduce(0) { $0 + part($1).minorUnits }
    }
    #expect(statement.principalLeft.minorUnits == statement.principal.minorUnits - sum(\.toPrincipal))
    #expect(statement.interestLeft.minorUnits == statement.interest.minorUnits - sum(\.toInterest))
    #expect(
      statement.costsLeft.minorUnits
        == statement.costs.minorUnits + statement.compensation.minorUnits - sum(\.toCosts))
    #expect(
      min(statement.principalLeft.minorUnits, statement.interestLeft.minorUnits, statement.costsLeft.minorUnits) >= 0)
  }

  @Test("segments follow one another without a gap, and their lines add up to the interest", arguments: UInt64(0)..<300)
  func segments(seed: UInt64) throws {
    var random = Seeded(seed)
    let statement = try Debt(&random).statement()
    for (before, segment) in zip(statement.segments, statement.segments.dropFirst()) {
      #expect(before.from <= before.until)
      #expect(before.until < segment.from)
    }
    let lines = statement.segments.reduce(0) { $0 + $1.amount.minorUnits }
    let slack = statement.terms.options.rounding == .lines ? 0 : Int64(statement.segments.count + 1) / 2
    #expect(abs(lines - statement.interest.minorUnits) <= slack)
  }

  @Test("another day never makes the interest less", arguments: UInt64(0)..<50)
  func monotone(seed: UInt64) throws {
    var random = Seeded(seed)
    let debt = try Debt(&random)
    var last: Int64 = 0
    for days in 0...20 {
      let interest = try debt.statement(asOf: debt.asOf.adding(days: days)).interest.minorUnits
      #expect(interest >= last || debt.options.rounding == .lines)
      last = interest
    }
  }

  @Test("simple interest of two spans is that of both, to the rounding of each", arguments: UInt64(0)..<200)
  func additive(seed: UInt64) throws {
    var random = Seeded(seed)
    let law = try rule("\(random.number(1...20)).\(random.number(10...99))")
    let due = try day("2020-01-01").adding(days: random.number(0...1_000))
    let (middle, end) = (due.adding(days: random.number(1...500)), due.adding(days: random.number(501...2_000)))
    let sum = String(random.number(1...1_000_000)) + ".00"
    let count = [("day_count", random.pick(DayCount.allCases).rawValue)]
    let whole = try statement(law, sum, due: due.iso, asOf: end.iso, options: count).interest.minorUnits
    let first = try statement(law, sum, due: due.iso, asOf: middle.iso, options: count).interest.minorUnits
    let second = try statement(law, sum, due: middle.iso, asOf: end.iso, options: count).interest.minorUnits
    #expect(abs(whole - first - second) <= 1)
  }
}
