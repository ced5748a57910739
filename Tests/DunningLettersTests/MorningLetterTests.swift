import Dunning
import DunningLetters
import Testing

@Suite("The mails that tell a creditor what happens")
struct MorningLetterTests {
  private let zone = ZoneRules.utc

  private func item(_ edit: (inout MorningReport.Item) throws -> Void) rethrows -> MorningReport.Item {
    var item = MorningReport.Item()
    try edit(&item)
    return item
  }

  /// One of every topic; of approvals more than are listed.
  private func report(_ topics: [MorningReport.Topic] = MorningReport.Topic.allCases) throws -> MorningReport {
    let euro = try #require(Currency("EUR"))
    let item = try item {
      ($0.number, $0.debtor, $0.to, $0.references) = ("n7", "Anna Kunde", "anna@kunde.example", ["R-1"])
      ($0.amount, $0.step) = (try Money(parsing: "1234.50", currency: euro), "demand")
      $0.at = try Instant(parsing: "2026-11-30T09:00:00Z")
      $0.note = "550 5.1.1\nno such user"
    }
    return MorningReport(
      day: try CivilDate(parsing: "2026-11-30"), since: try Instant(parsing: "2026-11-27T07:30:00Z"),
      until: try CivilDate(parsing: "2026-12-01"),
      parts: topics.map { topic in
        MorningReport.Part(topic, count: topic == .approval ? 30 : 1, sums: [], items: [item])
      })
  }

  private func mail(
    _ report: MorningReport, in language: String, isMorning: Bool = true, desk: String? = nil
  ) throws -> (subject: String, text: String, language: String) {
    let creditor = try Samples.creditor()
    let own = Creditor(
      id: creditor.id, name: "ACME GmbH", address: [], country: "DE", from: creditor.from, iban: nil,
      language: language, timeZone: "UTC")
    return LetterRenderer(catalog: try Samples.catalog()).render(
      report, to: own, isMorning: isMorning, zone: zone, desk: desk)
  }

  @Test("each language has a word for each topic, of its own, and no part of a pattern is left")
  func ownWords() throws {
    let languages = ["de", "en", "es", "fr", "it", "ja", "nl", "zh-Hans"]
    for language in languages {
      let own = try mail(report(), in: language)
      #expect(own.language == language)
      #expect(!own.text.contains("{") && !own.subject.contains("{"))
      for topic in MorningReport.Topic.allCases where topic.rawValue.contains("-") {
        #expect(!own.text.contains("\(topic.rawValue):"), "\(topic)")
      }
      for fact in ["n7", "Anna Kunde <anna@kunde.example>", "R-1", "demand", "550 5.1.1 no such user", "29"] {
        #expect(own.text.contains(fact), "\(fact) in \(language)")
      }
      #expect(try mail(report([]), in: language).text.count > 5)
    }
    let texts = try languages.map { try mail(report(), in: $0).text }
    #expect(Set(texts).count == languages.count)
  }

  @Test("the subject says how much there is to do, and leaves out what there is none of")
  func subject() throws {
    let all = try mail(report(), in: "en").subject.replacing("\u{A0}", with: " ")
    #expect(all == "ACME GmbH, 30 November 2026: To do: 47, Leaving: 1, Payments: 1")
    let one = try mail(report([.leaving]), in: "de").subject.replacing("\u{A0}", with: " ")
    #expect(one == "ACME GmbH, 30. November 2026: Geht hinaus: 1")
  }

  @Test("a mail at once says in its subject whom it is about")
  func atOnce() throws {
    let mail = try mail(report([.reply]), in: "en", isMorning: false)
    #expect(mail.subject == "Replies received: R-1, Anna Kunde")
    #expect(mail.text.hasPrefix("Replies received: 1\n  n7"))
  }

  @Test("where the desk is known, the mail leads to it")
  func desk() throws {
    #expect(try mail(report(), in: "en", desk: "https://desk.example").text.contains("\n  https://desk.example/\n"))
    #expect(try !mail(report(), in: "en").text.contains("On the desk"))
  }
}
