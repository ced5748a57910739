import Dunning
import Testing

@testable import DunningLetters

@Suite("Sums in capital characters")
struct ChineseAmountTests {
  @Test(
    "every nought stands where the rules of the central bank put it",
    arguments: [
      ("1234.56", "人民币壹仟贰佰叁拾肆元伍角陆分"), ("1409.50", "人民币壹仟肆佰零玖元伍角整"), ("6007.14", "人民币陆仟零柒元壹角肆分"),
      ("325.04", "人民币叁佰贰拾伍元零肆分"), ("100", "人民币壹佰元整"), ("0.05", "人民币伍分"), ("0.50", "人民币伍角整"),
      ("10", "人民币壹拾元整"), ("10000", "人民币壹万元整"), ("10010", "人民币壹万零壹拾元整"), ("100000.01", "人民币壹拾万元零壹分"),
      ("107000.53", "人民币壹拾万零柒仟元伍角叁分"), ("100000000", "人民币壹亿元整"), ("100000001", "人民币壹亿零壹元整"),
      ("100010000", "人民币壹亿零壹万元整"), ("120345678.90", "人民币壹亿贰仟零叁拾肆万伍仟陆佰柒拾捌元玖角整"), ("20005000", "人民币贰仟万零伍仟元整"),
      ("1000000000000", "人民币壹万亿元整"),
    ])
  func capitals(amount: String, capitals: String) throws {
    let yuan = try #require(Currency("CNY"))
    #expect(ChineseAmount.capitals(try Money(parsing: amount, currency: yuan)) == capitals)
  }

  @Test(
    "currencies that banks write in the same way bear their name, others have no such form",
    arguments: [
      ("USD", "1234.56", "美元壹仟贰佰叁拾肆元伍角陆分"), ("EUR", "12300", "欧元壹万贰仟叁佰元整"), ("HKD", "0.05", "港元伍分"),
      ("JPY", "100010", "日元壹拾万零壹拾元整"), ("GBP", "1", nil), ("KWD", "1.234", nil), ("INR", "5", nil),
    ] as [(String, String, String?)])
  func others(code: String, amount: String, capitals: String?) throws {
    #expect(ChineseAmount.capitals(try Samples.money(amount, code)) == capitals)
  }

  @Test("nought and less have no form; the greatest sum that has one is just below 10^16")
  func limits() throws {
    let yuan = try #require(Currency("CNY"))
    #expect(ChineseAmount.capitals(Money(minorUnits: 0, currency: yuan)) == nil)
    #expect(ChineseAmount.capitals(Money(minorUnits: -1, currency: yuan)) == nil)
    #expect(ChineseAmount.capitals(Money(minorUnits: 1_000_000_000_000_000_000, currency: yuan)) == nil)
    #expect(
      ChineseAmount.capitals(Money(minorUnits: 999_999_999_999_999_999, currency: yuan))
        == "人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")
  }

  /// Reads the characters back by their places, so that any sum can be compared with itself.
  private static func read(_ text: Substring) -> Int64? {
    let digits = Array("零壹贰叁肆伍陆柒捌玖")
    let units: [Character: Int64] = ["拾": 10, "佰": 100, "仟": 1_000]
    var (total, section, digit) = (Int64(0), Int64(0), Int64(0))
    for character in text {
      if let value = digits.firstIndex(of: character) {
        digit = Int64(value)
      } else if let unit = units[character] {
        section += digit * unit
        digit = 0
      } else if character == "万" {
        section = (section + digit) * 10_000
        digit = 0
        (total, section) = (total + section, 0)
      } else if character == "亿" {
        total = (total + section + digit) * 100_000_000
        (section, digit) = (0, 0)
      } else {
        return nil
      }
    }
    return total + section + digit
  }

  @Test("what is written is read back as the same number, and never has 零 twice or at an end")
  func roundTrip() throws {
    let yuan = try #require(Currency("CNY"))
    var generator = SeededGenerator(seed: 20_261_124)
    let bounds: [UInt64] = [10, 1_000, 100_000, 10_000_000, 10_000_000_000, 1_000_000_000_000, 9_999_999_999_999_999]
    for round in 0..<20_000 {
      // Many noughts: that is where the rules are.
      let zeroed: UInt64 = [1, 10, 1_000, 10_000][round / 7 % 4]
      let value = Int64(max(1, generator.next() % bounds[round % 7] / zeroed * zeroed))
      let text = try #require(ChineseAmount.capitals(Money(minorUnits: value * 100, currency: yuan)))
      let middle = text.dropFirst(3).dropLast(2)
      #expect(text.hasSuffix("元整"), "\(value): \(text)")
      #expect(Self.read(middle) == value, "\(value): \(text)")
      #expect(!text.contains("零零"), "\(value): \(text)")
      #expect(!middle.hasSuffix("零"), "\(value): \(text)")
      #expect(!middle.hasPrefix("零"), "\(value): \(text)")
    }
  }
}

/// SplitMix64: the same numbers in every run.
private struct SeededGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
