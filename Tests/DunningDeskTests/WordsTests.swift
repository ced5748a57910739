import Testing

@testable import DunningDesk

@Suite("The desk's words")
struct WordsTests {
  @Test("every phrase has the same places and forms in each language", arguments: Phrase.allCases)
  func complete(phrase: Phrase) {
    let texts = [phrase.english, phrase.german, phrase.chinese]
    #expect(texts.allSatisfy { !$0.isEmpty })
    let places = texts.map { Set($0.matches(of: /%[1-9]/).map { String($0.0) }) }
    #expect(Set(places).count == 1, "\(texts)")
    // Chinese has one form of a number.
    #expect(phrase.english.contains("|") == phrase.german.contains("|"))
    #expect(!phrase.chinese.contains("|"))
  }

  @Test("sums are written as the reader writes them")
  func sums() {
    #expect(Words(.german).amount("1234567.50", "EUR") == "1.234.567,50 EUR")
    #expect(Words(.english).amount("-1234.50", "EUR") == "EUR −1,234.50")
    #expect(Words(.chinese).amount("999", "JPY") == "JPY 999")
    #expect(Words(.english).sum("not a sum") == "not a sum")
  }

  @Test(
    "what is typed is read as an amount, or not at all",
    arguments: [
      ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1234,5", "1234.5"), ("1234.56", "1234.56"),
      ("1 234,56", "1234.56"), ("1'234.56", "1234.56"), ("1.234.567", "1234567"), ("1.234.567,8", "1234567.8"),
      ("12", "12"), ("1.234", nil), ("1,234", nil), ("1,2,3", nil), ("1.2.3,4", nil), ("", nil), ("12a", nil),
      (",5", nil), ("5,", nil), ("-5,00", nil), ("1,234.567,8", nil), ("٣", nil),
    ] as [(String, String?)])
  func typed(text: String, amount: String?) { #expect(Words.amount(typed: text) == amount) }

  @Test("days and moments")
  func days() {
    #expect(Words(.english).day("2026-11-03") == "3 Nov 2026")
    #expect(Words(.german).day("2026-11-03") == "03.11.2026")
    #expect(Words(.chinese).day("2026-11-03") == "2026年11月3日")
    #expect(Words(.german).time("2026-11-03T09:05:00+01:00").text.contains("03.11.2026, 09:05"))
    #expect(Words(.english).day("soon") == "soon")
  }

  @Test("one and many")
  func plurals() {
    #expect(Words(.english).counted(.paymentsSince, 1) == "1 payment was entered for it.")
    #expect(Words(.german).counted(.paymentsSince, 2) == "2 Zahlungen wurden dafür eingetragen.")
    #expect(Words(.chinese).counted(.paymentsSince, 1) == "已为其登记 1 笔付款。")
  }

  @Test(
    "the browser's first language that there is",
    arguments: [
      ("de-CH,de;q=0.9,en;q=0.8", Language.german), ("fr,zh-CN;q=0.8", .chinese), ("en-GB", .english),
      ("de;q=0.1,en;q=0.9", .english), ("de;q=0", nil), ("", nil), ("*;q=0.5", nil), (";;q=,,", nil),
    ] as [(String, Language?)])
  func preferred(field: String, language: Language?) { #expect(Language.preferred(field) == language) }
}
