import Testing

@testable import Dunning

@Suite("Ageing")
struct AgeingTests {
  private func balance(_ debtor: String, _ due: String, _ open: String, _ currency: String = "EUR") throws
    -> Ageing.Balance
  {
    Ageing.Balance(
      creditor: "acme", debtor: .init(key: debtor, name: debtor), lastDayInTime: try day(due),
      open: try money(open, currency))
  }

  @Test("the buckets begin on the day after the deadline and every thirty days after it")
  func edges() throws {
    let expected: [(String, Ageing.Bucket)] = [
      ("2026-11-24", .notDue), ("2026-11-23", .notDue), ("2026-11-22", .upTo30), ("2026-10-24", .upTo30),
      ("2026-10-23", .upTo60), ("2026-09-24", .upTo60), ("2026-09-23", .upTo90), ("2026-08-25", .upTo90),
      ("2026-08-24", .over90),
    ]
    for (due, bucket) in expected {
      let ageing = Ageing(asOf: try day("2026-11-23"), [try balance("A", due, "1.00")])
      #expect(ageing.rows.map(\.buckets) == [[bucket: try money("1.00")]], "\(due)")
    }
  }

  @Test("currencies and debtors are never added up together")
  func apart() throws {
    let ageing = Ageing(
      asOf: try day("2026-11-23"),
      [
        try balance("B", "2026-11-01", "2.00"), try balance("A", "2026-11-01", "1.00"),
        try balance("A", "2026-01-01", "5.00"), try balance("A", "2026-11-01", "7.00", "CHF"),
      ])
    #expect(
      ageing.rows.map { "\($0.debtor?.name ?? "") \($0.currency.code) \($0.total.decimal)" }
        == ["A CHF 7.00", "A EUR 6.00", "B EUR 2.00"])
    #expect(ageing.totals.map { "\($0.currency.code) \($0.total.decimal)" } == ["CHF 7.00", "EUR 8.00"])
  }

  @Test("the buckets of a row add up to its total, and the rows to all that is open", arguments: [UInt64(1), 2, 3])
  func sums(seed: UInt64) throws {
    var random = Seeded(seed)
    let euro = try #require(Currency("EUR"))
    for _ in 0..<50 {
      let asOf = CivilDate(dayNumber: random.number(18_000...22_000))
      let balances = (0..<random.number(0...60)).map { _ in
        Ageing.Balance(
          creditor: random.pick(["acme", "beta"]), debtor: .init(key: random.pick(["1", "2", "3"]), name: "A"),
          lastDayInTime: asOf.adding(days: random.number(-200...60)),
          open: Money(minorUnits: Int64(random.number(1...1_000_000)), currency: euro))
      }
      let ageing = Ageing(asOf: asOf, balances)
      let open = balances.reduce(0) { $0 + $1.open.minorUnits }
      for rows in [ageing.rows, ageing.totals] {
        #expect(rows.reduce(0) { $0 + $1.total.minorUnits } == open)
        let inBuckets = rows.flatMap { row in Ageing.Bucket.allCases.map { row[$0].minorUnits } }
        #expect(inBuckets.reduce(0, +) == open)
      }
    }
  }
}
