import Dunning
import DunningLetters
import Testing

@Suite("What a statement of account says")
struct AccountLetterTests {
  private static let languages = ["en", "en-GB", "en-US", "de", "fr", "nl", "es", "it", "ja", "zh-Hans"]

  private func facts(_ language: String, open: [String], credit: String, moved: Bool) throws -> NoticeFacts {
    let world = try SampleWorld(language)
    func money(_ text: String) throws -> Money { try Samples.money(text, world.currency) }
    let items = try open.enumerated().map { index, sum in
      NoticeFacts.Item(
        reference: "B-\(index + 1)", issued: try Samples.date("2026-10-20"), due: try Deadline(parsing: "2026-11-03"),
        amount: try money("1200"), paid: try money("0"), outstanding: try money(sum))
    }
    let currency = try money("0").currency
    var facts = NoticeFacts(
      creditor: world.creditor, debtor: world.business, language: language, step: Step.statementOfAccount.name,
      tone: .courtesy, items: items, now: Samples.now, zone: .utc, number: "n17", currency: currency)
    facts.account = NoticeFacts.Account(
      outstanding: Money.sum(items.map(\.outstanding), in: currency), credit: try money(credit),
      since: try Samples.date("2026-11-01"),
      movements: try moved
        ? (Payment.Kind.allCases.map(NoticeFacts.Account.Movement.Kind.money) + [.charges]).enumerated().map {
          index, kind in
          .init(date: try Samples.date("2026-11-1\(index)"), amount: try money("7\(index)"), kind: kind)
        } : [])
    return facts
  }

  @Test("all that is open, the credit, the balance and each movement stand in mail and HTML", arguments: languages)
  func says(language: String) throws {
    let facts = try facts(language, open: ["1200", "345"], credit: "45", moved: true)
    let mail = try LetterRenderer(catalog: try Samples.catalog()).render(facts)
    for text in [mail.text, mail.html] {
      let digits = text.filter { $0.isNumber }
      for sum in ["1200", "345", "1545", "45", "1500", "70", "71", "72", "73", "74", "75"] {
        #expect(digits.contains(sum), "\(language): \(sum) in \(text)")
      }
      #expect(text.contains("B-1") && text.contains("B-2"))
    }
    #expect(mail.code == nil)
    #expect(mail.subject.contains(facts.creditor.name) && !mail.subject.contains(where: \.isNumber))
  }

  @Test("where nothing is open it says so, and what the creditor owes", arguments: languages)
  func nothing(language: String) throws {
    let facts = try facts(language, open: [], credit: "45", moved: false)
    let mail = try LetterRenderer(catalog: try Samples.catalog()).render(facts)
    for text in [mail.text, mail.html] { #expect(text.filter { $0.isNumber }.contains("45"), "\(language): \(text)") }
  }
}
