import Testing

@testable import Dunning

@Suite("What each further day adds")
struct DailyInterestTests {
  @Test("a tenth of 10,000 a year is 2.74 a day, and hundred days more cost a hundred times the exact sum")
  func daily() throws {
    let rule = try rule("10")
    let now = try statement(rule, "10000", due: "2026-03-01", asOf: "2026-05-01")
    let daily = try #require(now.daily)
    #expect(daily.tenThousandths == 2_739_726)
    #expect(DailyInterest.sum(of: [daily], in: now.principal.currency)?.decimal == "2.74")
    let later = try statement(rule, "10000", due: "2026-03-01", asOf: "2026-08-09")
    // Both sums of interest are rounded, so their difference may be a cent off.
    let grown = later.interest.minorUnits - now.interest.minorUnits
    #expect(abs(grown - 100 * daily.tenThousandths / 10_000) <= 1)
  }

  @Test("claims are added up before the sum is rounded")
  func sums() throws {
    let daily = try #require(statement(rule("10"), "14.60", due: "2026-03-01", asOf: "2026-05-01").daily)
    let euro = try money("1", "EUR").currency
    #expect(daily.tenThousandths == 4_000)
    #expect(DailyInterest.sum(of: [daily], in: euro)?.isPositive == false)
    #expect(DailyInterest.sum(of: [daily, daily], in: euro)?.decimal == "0.01")
    let huge = DailyInterest(tenThousandths: .max)
    #expect(DailyInterest.sum(of: [huge, huge], in: euro) == nil)
  }

  @Test(
    "there is none before the deadline, nor when all was paid, nor on the day on which a payment changes the base",
    arguments: [("2026-02-01", "0"), ("2026-05-01", "20000"), ("2026-05-01", "10")])
  func none(asOf: String, paid: String) throws {
    let payments = paid == "0" ? [] : [("2026-05-01", paid)]
    #expect(try statement(rule("10"), "10000", due: "2026-03-01", asOf: asOf, payments).daily == nil)
  }
}
