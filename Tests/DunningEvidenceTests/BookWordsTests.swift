import Dunning
import DunningPaper
import DunningTesting
import PaperTesting
import Testing

@testable import DunningEvidence

@Suite("Words of the books")
struct BookWordsTests {
  private static let tags = ["en", "de", "zh-Hans", "ja"]

  @Test("every kind and state has a word of its own in every language", arguments: tags)
  func distinct(tag: String) {
    let words = BookWords(for: tag)
    #expect(words.language == tag)
    let kinds = RegisterEntry.Kind.allCases.map { words(kind: $0) }
    let states = Claim.State.allCases.map { words(state: $0) }
    #expect(Set(kinds).count == kinds.count)
    #expect(Set(states).count == states.count)
    #expect(!(kinds + states).contains(""))
    #expect(Set(BookPhrase.allCases.map { words($0) }).count == BookPhrase.allCases.count)
  }

  @Test("what the register prints is in its language to the last word", arguments: ["zh-Hans", "ja"])
  func noEnglish(tag: String) {
    let words = BookWords(for: tag)
    let heads: [DossierPhrase] = [
      .transactions, .bookedAt, .kind, .claim, .debtor, .value, .reference, .amount, .balance, .status, .total,
      .opening, .closing, .page,
    ]
    let all =
      heads.map { words($0) } + BookPhrase.allCases.map { words($0) }
      + RegisterEntry.Kind.allCases.map { words(kind: $0) }
      + Claim.State.allCases.map { words(state: $0) }
    for word in all { #expect(!word.contains(#/[A-Za-z]/#), "\(word)") }
  }

  @Test("a language without words of its own, and creditors of several, get English")
  func others() throws {
    #expect(BookWords(for: "pl").language == "en")
    #expect(BookWords(for: "zh-Hant").language == "en")
    #expect(BookWords(for: [nil, nil] as [Creditor?]).language == "en")
    #expect(BookWords(for: "ja-JP").language == "ja")
    #expect(BookWords(for: "zh-CN").language == "zh-Hans")
  }

  @Test("sums are written as the language writes them")
  func numbers() throws {
    let euro = try #require(Currency("EUR"))
    let sums = [1_234_567_890, -123_456, 5, 100_000].map { Money(minorUnits: $0, currency: euro) }
    #expect(sums.map(BookWords(for: "de").number) == ["12.345.678,90", "-1.234,56", "0,05", "1.000,00"])
    #expect(sums.map(BookWords(for: "en").number) == ["12345678.90", "-1234.56", "0.05", "1000.00"])
    let yen = Money(minorUnits: 1_234, currency: try #require(Currency("JPY")))
    #expect(BookWords(for: "de").number(yen) == "1.234")
  }

  @Test("a key that is made of the name is no number to show")
  func madeKeys() {
    let made = Debtor(key: nil, name: "Kunstverein Deutz e.V.", email: nil)
    #expect(Debtor.isMade(made.key, of: made.name))
    #expect(!Debtor.isMade("K1007", of: made.name))
  }

  @Test(
    "the ageing report is set in the language of its creditor",
    arguments: [("zh-Hans", "截至2026-12-15未清债权账龄表", "CNY"), ("ja", "2026-12-15現在の未回収債権", "JPY")])
  func ageing(language: String, title: String, code: String) throws {
    let sender = Creditor.Sender(name: nil, address: try EmailAddress(parsing: "a@example.com"))
    let creditor = Creditor(
      id: "own", name: "Own", address: [], country: nil, from: sender, iban: nil, language: language, timeZone: "UTC")
    let rulebook = Rulebook(creditors: [creditor], policies: [], almanac: Almanac(zones: [:]), languages: [language])
    let money = Money(minorUnits: 1_234_500, currency: try #require(Currency(code)))
    let debtor = Ageing.Balance.Debtor(key: "D-7", name: "杭州明川貿易")
    let day = try CivilDate(parsing: "2026-12-15")
    let balances = [-1, 1, 31, 61, 91].map {
      Ageing.Balance(creditor: "own", debtor: debtor, lastDayInTime: day.adding(days: -$0), open: money)
    }
    let ageing = Ageing(asOf: day, balances)
    let paper = AgeingPaper(asOf: day, rows: ageing.rows, totals: ageing.totals, rulebook: rulebook).document
    let pdf = try Typesetter().pdf(paper)
    let text = try Tool.text(of: pdf)
    #expect(text.contains(title))
    #expect(text.contains("杭州明川貿易"))
    #expect(text.contains(money.decimal))
    #expect(text.ranges(of: money.decimal).count == 10)
  }
}
