import Testing

@testable import DunningStatements

@Suite("QIF is read where its days can be")
struct QIFTests {
  private func entries(_ text: String) throws -> [StatementEntry] { try read(text).flatMap(\.entries) }

  @Test("lists are passed over, the account is the one named last, splits are the owner's")
  func whole() throws {
    let text = """
      !Type:Cat
      Nfood
      ^
      !Account
      NGiro
      TBank
      ^
      !Type:Bank
      D05/11/2026
      T1,119.00
      PMüller
      MRE-1
      Sfood
      $100.00
      ^
      D23/11'26
      U-6.50
      PShop
      ^
      !Type:CCard
      D24/11/26
      T-1.250,50
      ^

      """
    let (format, statements) = try read(Array(text.utf8))
    #expect(format == "qif")
    #expect(statements.map(\.head.account) == ["Giro", "Giro"])
    let entries = statements[0].entries
    #expect(entries.map(\.booked?.iso) == ["2026-11-05", "2026-11-23"])
    #expect(entries.map(\.amount.description) == ["1119.00", "-6.50"])
    #expect(entries.map(\.text) == ["RE-1", "Shop"])
    #expect(entries[0].name == "Müller")
    #expect(statements[1].entries.map(\.amount.description) == ["-1250.50"])
  }

  @Test("the order of day and month is what one day of the file proves, else it is refused")
  func order() throws {
    let first = "!Type:Bank\nD05/06/2026\nT1.00\n^\n"
    #expect(try entries(first + "D23/06/2026\nT1\n^\n").map(\.booked?.iso) == ["2026-06-05", "2026-06-23"])
    #expect(try entries(first + "D06/23/2026\nT1\n^\n").map(\.booked?.iso) == ["2026-05-06", "2026-06-23"])
    #expect(try #require(refusal(first)).message.contains("two ways"))
    #expect(try #require(refusal(first + "D23/06/2026\nT1\n^\nD06/23/2026\nT1\n^\n")).line == 8)
    #expect(try entries("!Type:Bank\nD05/05/2026\nT1\n^\n").map(\.booked?.iso) == ["2026-05-05"])
    #expect(try entries("!Type:Bank\nD2026-06-05\nT1\n^\n").map(\.booked?.iso) == ["2026-06-05"])
  }

  @Test(
    "an amount that could be two is refused", arguments: ["1,250", "1,25,0", "1.2,5.0", "12.34,567.8,9", "", "abc"])
  func amounts(text: String) { #expect(refusal("!Type:Bank\nD23/06/2026\nT\(text)\n^\n") != nil) }

  @Test("a file that ends inside an entry is refused")
  func cut() { #expect(refusal("!Type:Bank\nD23/06/2026\nT1\n^\nD24/06/2026\nT1") != nil) }
}
