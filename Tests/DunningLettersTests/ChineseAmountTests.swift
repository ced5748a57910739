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

  @Test("other currencies have no such form")
  func others() throws {
    #expect(ChineseAmount.capitals(try Samples.money("1")) == nil)
  }
}
