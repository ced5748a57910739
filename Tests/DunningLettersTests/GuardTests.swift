import Dunning
import DunningConfiguration
import DunningLetters
import Foundation
import Testing

@Suite("What must never stand in a letter")
struct GuardTests {
  private static let etc = Samples.vendor.deletingLastPathComponent()
  private static let phrases = Result { try PhraseBook.load(directories: [etc.path]) }

  private func guardian() throws -> Guard { Guard(try Self.phrases.get()) }

  @Test("bad letters are found, each for what is wrong with it", arguments: CorpusLetter.languages)
  func badLetters(language: String) throws {
    let letters = try CorpusLetter.all(language).filter { $0.rule != nil }
    #expect(letters.count >= 12)
    for letter in letters {
      let found = try letter.findings(try guardian())
      #expect(found.contains { $0.rule == letter.rule }, "\(letter): \(found)")
    }
  }

  @Test("good letters are let pass", arguments: CorpusLetter.languages)
  func goodLetters(language: String) throws {
    let letters = try CorpusLetter.all(language).filter { $0.rule == nil }
    #expect(letters.count >= 6)
    for letter in letters { #expect(try letter.findings(try guardian()) == [], "\(letter)") }
  }

  @Test("the vendor's templates hold nothing that is wrong, nor lack what they must say")
  func vendorTemplates() throws {
    let catalog = try TemplateCatalog.load(directories: [Samples.vendor.path], phrases: try Self.phrases.get())
    #expect(catalog.findings == [])
    #expect(Set(CorpusLetter.languages) == Set(catalog.languages))
  }

  @Test("every golden letter is let pass", arguments: CorpusLetter.languages)
  func goldens(language: String) throws {
    let guardian = try guardian()
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    for (name, facts) in try GoldenTests.shapes(language) {
      #expect(guardian.findings(in: try renderer.render(facts), for: facts) == [], "\(language)/\(name)")
    }
  }

  @Test(
    "a wording is found however it is written",
    arguments: [
      "we know where you live", "WE KNOW WHERE YOU LIVE", "We  know\nwhere you\u{A0}live",
      "we know whe\u{AD}re you live",
      "we kn\u{200B}ow where you live", "ｗｅ ｋｎｏｗ ｗｈｅｒｅ ｙｏｕ ｌｉｖｅ", "wе knоw whеrе yоu livе",
      "wé knów whére yóu líve", "we know where you liv\u{301}e", "𝐰𝐞 know where you live", "we know wh-\nere you live",
      "we “know” where – you live!",
    ])
  func spellings(text: String) throws {
    #expect(try rules(text, "en") == [.threat])
  }

  @Test(
    "a wording is found in HTML through tags and entities",
    arguments: [
      "<p>We know <b>wh</b>ere you&nbsp;live</p>", "<P>We&#32;know where&#x20;you l&#105;ve",
      "<td>we know<br>where you live",
      "<p style=\"a>b\">we k<!-- x -->now where you liv&eacute;", "we know wh&shy;ere you live",
    ])
  func html(html: String) throws {
    let facts = try Samples.facts()
    let notice = try LetterRenderer(catalog: try Samples.catalog()).render(facts)
    let changed = notice.html.replacing("</body>", with: "\(html)</body>")
    let found = try guardian().findings(in: notice.with(html: changed), for: facts)
    #expect(found.map(\.rule) == [.threat])
    #expect(found.map(\.part) == [.html])
  }

  @Test(
    "what only looks like it is let pass",
    arguments: [
      "<p style=\"police:1\">x</p>", "<!-- we know where you live --><p>x</p>", "<style>.police{}</style>",
      "<p>we know where</p><p>you live</p>",
    ])
  func harmlessHTML(html: String) throws {
    let facts = try Samples.facts()
    let notice = try LetterRenderer(catalog: try Samples.catalog()).render(facts)
    let changed = notice.html.replacing("</body>", with: "\(html)</body>")
    #expect(try guardian().findings(in: notice.with(html: changed), for: facts) == [])
  }

  @Test("a sum or the state of an account in a subject is found")
  func subjects() throws {
    let facts = try Samples.facts()
    let notice = try LetterRenderer(catalog: try Samples.catalog()).render(facts)
    for subject in ["Invoice 7: EUR 1,234.56", "Your account is overdue", "€5 for you"] {
      #expect(
        try guardian().findings(in: notice.with(subject: subject), for: facts).contains {
          $0.rule == .subjectDiscloses && $0.part == .subject
        })
    }
  }

  @Test(
    "a sum that no fact knows is found however it is written",
    arguments: [
      ("de", "1.234,57 €"), ("de", "1.234,57\u{A0}€"), ("de", "5 Euro"), ("de", "EUR 5"), ("de", "5,- €"),
      ("de", "40-Euro-Pauschale"),
      ("en", "USD 5.00"), ("en", "$5"), ("en", "£5"), ("en", "12 dollars"), ("fr", "1\u{202F}234,57\u{A0}€"),
      ("fr", "1 234,57 €"), ("ja", "5円"), ("zh-Hans", "¥5"), ("zh-Hans", "5元"), ("it", "1.234,57 euro"),
      ("de", "CHF 1’234.57"),
    ])
  func sums(language: String, sum: String) throws {
    #expect(try rules("x \(sum) y", language) == [.unknownAmount])
  }

  @Test(
    "a number that is no sum, and a sum that is known, are let pass",
    arguments: [
      ("de", "1.234,56 €"), ("de", "1.234,56 EUR"), ("en", "EUR 1,234.56"), ("fr", "1 234,56 €"),
      ("zh-Hans", "人民币1,234.56元"),
      ("en", "invoice 2026-0042 EUR 1,234.56"), ("en", "10.27% p.a."), ("de", "IBAN DE89 3704 0044 0532 0130 00"),
      ("de", "Tel. +49 30 1234567"), ("en", "20 days"), ("de", "§ 288 Abs. 5 BGB"), ("en", "room 12 ALL FLOORS"),
    ])
  func knownSums(language: String, text: String) throws {
    #expect(try rules(text, language) == [])
  }

  @Test("a claim that may be barred by limitation stops a demand, and is told of a reminder")
  func timeBarred() throws {
    for (tone, severity) in [(Step.Tone.demand, Finding.Severity.error), (.reminder, .warning)] {
      let item = NoticeFacts.Item(
        reference: "R-1", due: try Deadline(parsing: "2020-01-01"), amount: try Samples.money("5"),
        paid: try Samples.money("0"), outstanding: try Samples.money("5"), limitation: try Samples.date("2023-12-31"))
      let facts = try Samples.facts("en", tone, items: [item])
      let found = try guardian().findings(inLetter: "", language: "en", for: facts).filter { $0.rule == .timeBarred }
      #expect(found.map(\.severity) == [severity])
      #expect(try refusal(facts) == (tone == .demand ? .forbidden : nil))
    }
  }

  @Test(
    "claims of two people are not put into one letter",
    arguments: [
      ("Anna Schmidt", "Peter Schmidt", Debtor.Kind.consumer, false), ("Anna Schmidt", "A. Schmidt", .consumer, true),
      ("Anna Schmidt", "Dr. Anna Schmidt", .consumer, true), ("ACME GmbH", "Acme  gmbh", .business, true),
      ("ACME GmbH", "ACME GmbH Berlin", .business, true), ("ACME GmbH", "Weber KG", .business, false),
      ("Müller AG", "Mueller AG", .business, true),
    ])
  func mergedPeople(first: String, second: String, kind: Debtor.Kind, isSame: Bool) throws {
    let facts = try Samples.facts(
      debtor: try Samples.debtor(first, kind: kind), debtorNames: [first, second])
    #expect(try refusal(facts) == (isSame ? nil : .forbidden))
  }

  @Test("a letter to nobody does not leave", arguments: ["The Occupier", "Current Resident", "…", "Unknown"])
  func occupiers(name: String) throws {
    #expect(try refusal(try Samples.facts(debtor: try Samples.debtor(name))) == .forbidden)
  }

  @Test(
    "a debtor whose name holds a word of the lists gets letters", arguments: ["Police Authority", "Prison Service Ltd"])
  func names(name: String) throws {
    let facts = try Samples.facts("en", .demand, debtor: try Samples.debtor(name))
    let notice = try LetterRenderer(catalog: try Self.catalog.get()).render(facts)
    #expect(try guardian().findings(in: notice, for: facts) == [])
  }

  @Test("what a contract's name says is looked at when the letter is written")
  func contracts() throws {
    #expect(try refusal(try Samples.facts(items: [try Samples.item(contract: "V-7, collection fee")])) == .forbidden)
    #expect(
      try refusal(try Samples.facts(items: [try Samples.item(contract: "Loan of EUR 10,000 of 3 May 2024")])) == nil)
  }

  @Test("a sum in a reference does not get into a subject")
  func sumInReference() throws {
    #expect(try refusal(try Samples.facts(items: [try Samples.item("R-7 EUR 500.00")])) == .forbidden)
  }

  private func rules(_ text: String, _ language: String) throws -> [GuardRule] {
    let found = try guardian().findings(inLetter: text, language: language, for: try Samples.facts(language))
    return found.map(\.rule).filter { $0 != .missingPart }
  }

  private func refusal(_ facts: NoticeFacts) throws -> TemplateError.Code? {
    let catalog = try Self.catalog.get()
    do throws(TemplateError) {
      _ = try LetterRenderer(catalog: catalog).render(facts)
      return nil
    } catch {
      return error.code
    }
  }

  private static let catalog = Result {
    try TemplateCatalog.load(directories: [Samples.vendor.path], phrases: try phrases.get())
  }
}

extension NoticeText {
  fileprivate func with(subject: String? = nil, html: String? = nil) -> NoticeText {
    NoticeText(subject: subject ?? self.subject, text: text, html: html ?? self.html, language: language)
  }
}
