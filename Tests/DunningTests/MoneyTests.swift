import Testing

@testable import Dunning

@Suite("Money and currencies")
struct MoneyTests {
  @Test(
    "an amount that can be read in one way is read exactly",
    arguments: [
      ("1234.56", "EUR", 123_456), ("0", "EUR", 0), ("0.01", "EUR", 1), ("7.5", "EUR", 750), ("00012.3", "EUR", 1230),
      ("1200", "JPY", 1200), ("1.234", "KWD", 1234), ("1.2", "KWD", 1200),
      ("10000000000000.00", "EUR", 1_000_000_000_000_000),
    ] as [(String, String, Int64)])
  func reads(text: String, code: String, minorUnits: Int64) throws {
    #expect(try money(text, code).minorUnits == minorUnits)
  }

  @Test(
    "an amount that could be read in two ways, or in none, is refused",
    arguments: [
      "12abc", "1,5", "1e3", "+1", "-1", "", ".5", "1.", ".", "1..2", "1.2.3", " 1", "1 ", "1 000", "1'000", "1_000",
      "0x10", "١٢", "１２", "1\u{301}", "1.\u{301}5", "½", "NaN", "inf", "1\n", "1\u{0}", "1.5€", "−1",
      String(repeating: "0", count: 25),
    ])
  func refuses(text: String) {
    #expect { try money(text) } throws: { ($0 as? RuleError)?.code == .invalidAmount }
  }

  @Test("programs write yen with two noughts; three might part thousands")
  func noughts() throws {
    #expect(try money("1000.00", "JPY").minorUnits == 1_000)
    #expect { try money("1.000", "JPY") } throws: { ($0 as? RuleError)?.code == .invalidAmount }
    #expect { try money("1000.50", "JPY") } throws: { ($0 as? RuleError)?.code == .invalidAmount }
  }

  @Test("a name that people use for a currency is its code")
  func writtenCurrency() {
    #expect(Currency.written("RMB") == Currency("CNY"))
    #expect(Currency.written("RUP") == nil)
  }

  @Test(
    "more decimals than the currency has are refused, with the number it has",
    arguments: [
      ("1.234", "EUR", "EUR has at most 2 decimals"), ("1.0", "JPY", "JPY has no decimals"),
      ("1.2345", "KWD", "KWD has at most 3 decimals"),
    ])
  func refusesDecimals(text: String, code: String, hint: String) {
    #expect { try money(text, code) } throws: { ($0 as? RuleError)?.hint == hint }
  }

  @Test(
    "a sum beyond the limit is refused and never wraps around",
    arguments: ["10000000000000.01", "92233720368547758.08", "99999999999999999999.99", "184467440737095516.16"])
  func refusesOverflow(text: String) {
    #expect { try money(text) } throws: { ($0 as? RuleError)?.code == .invalidAmount }
  }

  @Test("every sum is written so that it reads back as itself", arguments: ["EUR", "JPY", "KWD"])
  func roundTrip(code: String) throws {
    // Given
    let seed: UInt64 = 7
    var random = Seeded(seed)
    let currency = try #require(Currency(code))
    for _ in 0..<2_000 {
      let sum = Money(
        minorUnits: Int64(random.number(0...1_000_000_000_000_000)) >> random.number(0...49), currency: currency)
      // When
      let read = try Money(parsing: sum.decimal, currency: currency)
      // Then
      #expect(read == sum, "seed \(seed): \(sum.decimal)")
    }
  }

  @Test("a negative sum is written with its sign before the padded digits")
  func negative() throws {
    let euro = try #require(Currency("EUR"))
    #expect(Money(minorUnits: -5, currency: euro).decimal == "-0.05")
    #expect(Money(minorUnits: .min, currency: euro).decimal == "-92233720368547758.08")
  }

  @Test("currencies are those of ISO 4217, in capitals")
  func currencies() {
    #expect(Currency("EUR")?.exponent == 2)
    #expect(Currency("JPY")?.exponent == 0)
    #expect(Currency("KWD")?.exponent == 3)
    for code in ["eur", "Eur", "EURO", "EU", "", "XXX", "XAU", "DEM", " EUR", "ＥＵＲ"] {
      #expect(Currency(code) == nil, "\(code)")
    }
    #expect(Currency.codes.allSatisfy { $0.utf8.count == 3 })
    #expect(Currency.codes == Currency.codes.sorted())
  }

  @Test("a sum of more than 64 bits hold stays at the largest number, and ends no program")
  func saturates() throws {
    let most = Money(minorUnits: .max, currency: try money("1").currency)
    #expect(Money.sum([most, try money("1")], in: most.currency).minorUnits == .max)
    #expect(Money.sum([try money("1.50"), try money("2.50")], in: most.currency) == (try money("4.00")))
  }
}
