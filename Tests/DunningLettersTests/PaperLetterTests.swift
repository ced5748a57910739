import Dunning
import DunningLetters
import DunningPaper
import Foundation
import PaperTesting
import Testing

@Suite("Letters on paper")
struct PaperLetterTests {
  static let languages = ["en", "en-GB", "en-US", "de", "fr", "nl", "es", "it"]

  /// Name of the shape, then the facts: the letters that the ladder of a country sends.
  static func shapes(_ language: String) throws -> [(String, NoticeFacts)] {
    let world = try SampleWorld(language)
    func item(
      _ reference: String = "2026-0042", due: String = "2026-11-03", issued: String? = "2026-10-20",
      contract: String? = nil, amount: String = "1234.56", paid: String = "0"
    ) throws -> NoticeFacts.Item {
      try Samples.item(
        reference, due: due, issued: issued, contract: contract, amount: amount, paid: paid, currency: world.currency)
    }
    func facts(
      _ tone: Step.Tone, step: String = "", to debtor: Debtor, _ items: [NoticeFacts.Item],
      payBy: String? = "2026-12-07", previous: [String] = [], isRegistered: Bool = false
    ) throws -> NoticeFacts {
      try Samples.facts(
        language, tone, step: step, creditor: world.creditor, debtor: debtor, items: items, payBy: payBy,
        previous: previous, isRegistered: isRegistered)
    }
    let late = try Samples.lateItem(
      currency: world.currency, basis: world.basis, compensation: world.compensation)
    let several = [
      try item(paid: "200"), try item("2026-0057", due: "2026-11-10", amount: "89.90"),
      try item("2026-0061", due: "2026-11-17", issued: nil, amount: "12000"),
    ]
    let reminders = ["2026-11-06", "2026-11-13"]
    let partly = try item(contract: "V-2025-7", paid: "200")
    return [
      (
        "courtesy",
        try facts(.courtesy, to: world.business, [item(due: "2026-11-26", issued: "2026-11-12")], payBy: nil)
      ),
      ("reminder", try facts(.reminder, to: world.business, several)),
      ("demand", try facts(.demand, to: world.business, [late], previous: reminders, isRegistered: true)),
      (
        "demand-several",
        try facts(.demand, to: world.business, several + [late], previous: reminders)
      ),
      (
        "demand-consumer",
        try facts(
          .demand, to: world.consumer, [language == "nl" ? Samples.dutch(partly) : partly],
          payBy: language == "en-GB" ? "2026-12-28" : "2026-12-10", previous: reminders)
      ),
      (
        "demand-bare",
        try Samples.facts(
          language, .demand, creditor: world.bareCreditor, debtor: world.business, items: [item()], payBy: nil)
      ),
      (
        "letter-of-claim",
        try facts(.demand, step: "letter-of-claim", to: world.business, [late], payBy: "2026-12-28")
      ),
    ].filter { name, _ in name != "letter-of-claim" || language == "en-GB" }
  }

  private func letter(_ facts: NoticeFacts) throws -> [UInt8] {
    try LetterRenderer(catalog: try Samples.catalog()).letter(facts)
  }

  @Test("the text of every letter is the golden one", arguments: languages)
  func goldens(language: String) throws {
    for (name, facts) in try Self.shapes(language) {
      let pdf = try letter(facts)
      try save(pdf, "\(language)-\(name)")
      try Samples.compare(try Tool.text(of: pdf), "\(language)/\(name).letter.txt")
    }
  }

  @Test("every letter is a sound PDF with all of its fonts in it, and always the same bytes", arguments: languages)
  func isSound(language: String) throws {
    for (name, facts) in try Self.shapes(language) {
      let pdf = try letter(facts)
      #expect(try letter(facts) == pdf, "\(language)/\(name)")
      #expect(try Tool.run("qpdf", ["--check", "{}"], on: pdf).contains("No syntax or stream encoding errors"))
      let fonts = try Tool.run("pdffonts", ["{}"], on: pdf).split(separator: "\n").dropFirst(2)
      #expect(!fonts.isEmpty)
      // The columns end with emb, sub, uni and the object's two numbers.
      for font in fonts { #expect(font.split(separator: " ").suffix(5).prefix(2) == ["yes", "yes"], "\(font)") }
    }
  }

  @Test(
    "the code beside the account asks for exactly the total, to exactly the account, for exactly the reference",
    arguments: ["de", "fr", "nl", "es", "it"])
  func code(language: String) throws {
    let creditor = try SampleWorld(language).creditor
    let iban = try #require(creditor.iban)
    for (name, amount, reference) in [
      ("demand", "10548.83", "2026-0042-B"), ("demand-consumer", "1034.56", "2026-0042"),
    ] {
      let facts = try #require(try Self.shapes(language).first { $0.0 == name }).1
      let wanted = [
        "BCD", "002", "1", "SCT", creditor.bic ?? "", creditor.name, iban, "EUR\(amount)", "", "", reference,
      ]
      #expect(try Tool.codes(in: letter(facts)) == wanted.joined(separator: "\n"), "\(language)/\(name)")
    }
  }

  @Test("a demand for one claim has one page, from the letterhead to the signature", arguments: languages)
  func onePage(language: String) throws {
    for (name, facts) in try Self.shapes(language) where ["courtesy", "demand"].contains(name) {
      #expect(try Tool.pageCount(of: letter(facts)) == 1, "\(language)/\(name)")
    }
  }

  @Test("the pack for a person in England has its three forms, each on a page of its own")
  func protocolPack() throws {
    for name in ["letter-of-claim", "demand-consumer"] {
      let facts = try #require(try Self.shapes("en-GB").first { $0.0 == name }).1
      let pages = try Tool.text(of: letter(facts)).split(separator: "\u{0C}")
      let forms = ["Information Sheet", "Reply Form", "Financial Statement"]
      for (form, page) in zip(forms, pages.suffix(3)) {
        let lines = page.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }.filter { !$0.isEmpty }
        try #require(lines.count > 8, "\(name): \(form)")
        #expect(lines[1] == form, "\(name): \(form)")
      }
    }
  }

  @Test("a letter holds what it must, from the sender to the signature, in this order")
  func contents() throws {
    let facts = try #require(try Self.shapes("de").first { $0.0 == "demand-several" }).1
    let text = try Tool.text(of: letter(facts))
    let wanted = [
      "ACME GmbH", "Beispiel AG", "Hauptstraße 5", "Letzte Mahnung", "Sehr geehrte", "2026-0042", "20 Tage",
      "1.234,56 €", "200,00 €", "1.034,56 €", "10,27 % p. a., 30. Mai 2026 bis 30. Juni 2026: 32 Tage auf 10.000,00 €",
      "Gesamtbetrag", "23.673,29 €", "§ 288 Abs. 2 und 5 BGB", "2,88 € je Tag", "7. Dezember 2026",
      "DE89 3704 0044 0532 0130 00", "vorbehalten", "Mit freundlichen Grüßen", "Erika Mustermann", "Geschäftsführerin",
    ]
    var rest = text.replacing("\u{A0}", with: " ").replacing(/\s+/, with: " ")[...]
    for part in wanted {
      guard let found = rest.range(of: part) else {
        Issue.record("\(part) does not stand in the letter, or not after what comes before it")
        continue
      }
      rest = rest[found.upperBound...]
    }
  }

  @Test("a contact of the letterhead is whom the debtor is to ask, on paper")
  func contact() throws {
    let contact = Letterhead.Contact(
      name: "Anna Beispiel", phone: "+49 30 99", email: try EmailAddress(parsing: "anna@acme.example"))
    let creditor = try Samples.creditor(letterhead: Letterhead(contact: contact))
    let facts = try Samples.facts("de", .demand, creditor: creditor)
    let text = try Tool.text(of: letter(facts)).replacing("\u{A0}", with: " ")
    #expect(text.contains("Anna Beispiel"))
    #expect(text.contains("anna@acme.example genügt"))
    #expect(text.contains("unter +49 30 99"))
    #expect(!(try LetterRenderer(catalog: try Samples.catalog()).render(facts)).text.contains("Anna"))
  }

  @Test("statutes are cited in the letter's language, else in the language that it is a variety of, else in short")
  func citations() throws {
    func cited(_ language: String, _ citations: [String: String]) throws -> String {
      let late = try Samples.lateItem(basis: "BGB § 288", citations: citations)
      return try Tool.text(of: letter(try Samples.facts(language, .demand, items: [late]))).replacing(/\s+/, with: " ")
    }
    #expect(try cited("de", ["de": "§ 288 BGB", "en": "section 288"]).contains("nach § 288 BGB bis"))
    #expect(try cited("en-GB", ["de": "§ 288 BGB", "en": "section 288"]).contains("under section 288 up to"))
    #expect(try cited("fr", ["de": "§ 288 BGB", "en": "section 288"]).contains("BGB § 288."))
  }

  @Test("a Swiss creditor's letter ends with the payment part")
  func swissPart() throws {
    let creditor = try Samples.creditor(
      iban: "CH4431999123000889012", country: "CH", address: ["Bahnhofstrasse 1", "8001 Zürich"])
    let item = try Samples.item("210000000003139471430009017", amount: "1949.75", currency: "CHF")
    let pdf = try letter(try Samples.facts("de", .reminder, creditor: creditor, items: [item]))
    try save(pdf, "swiss")
    // zbar takes the arms of the cross for another mark; the code has to be read without it all the same.
    let lines = try Tool.codes(in: pdf, blanking: (x: 86.5, y: 228.5, side: 7)).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    try #require(lines.count == 31)
    #expect(lines[3] == "CH4431999123000889012")
    #expect(lines[18] == "1949.75")
    #expect(lines[19] == "CHF")
    #expect(lines[27] == "QRR")
    #expect(lines[28] == "210000000003139471430009017")
    #expect(lines[30] == "EPD")
    let text = try Tool.text(of: pdf)
    for part in ["Empfangsschein", "Zahlteil", "21 00000 00003 13947 14300 09017", "1 949.75"] {
      #expect(text.contains(part))
    }
  }

  @Test("every sheet holds the same letter, with what the post is to do", arguments: Letterhead.Sheet.allCases)
  func sheets(sheet: Letterhead.Sheet) throws {
    let creditor = try Samples.creditor(letterhead: Letterhead(sheet: sheet))
    let pdf = try letter(
      try Samples.facts("en", .demand, creditor: creditor, items: [try Samples.lateItem()], isRegistered: true))
    try save(pdf, "sheet-\(sheet.rawValue)")
    let text = try Tool.text(of: pdf)
    for part in ["Formal demand for payment", "EUR 10,548.83", "By registered post"] { #expect(text.contains(part)) }
  }

  @Test("many claims make many pages, each claim and the total once", arguments: [1, 2, 12, 40, 300])
  func manyClaims(count: Int) throws {
    let items = try (1...count).map { try Samples.item("R-\(1_000 + $0)", amount: "10.00") }
    let pdf = try letter(try Samples.facts("de", .demand, items: items))
    if count == 40 { try save(pdf, "claims-40") }
    let text = try Tool.text(of: pdf)
    for item in items { #expect(text.contains(item.reference)) }
    #expect(text.contains("Gesamtbetrag"))
    let pages = try #require(try Tool.pageCount(of: pdf))
    #expect(pages == 1 || text.contains("Seite \(pages) von \(pages)"))
  }

  @Test("names that are long or run from right to left come through")
  func names() throws {
    for name in [
      "Gesellschaft für außergewöhnlich lange Firmennamen und Bezeichnungen mbH & Co. Kommanditgesellschaft auf Aktien",
      "חברת דוגמה בע\"מ 2000", "شركة المثال للتجارة",
    ] {
      let pdf = try letter(try Samples.facts("de", .demand, debtor: try Samples.debtor(name, kind: .consumer)))
      #expect(try Tool.text(of: pdf).contains("Sehr geehrte") || Tool.text(of: pdf).contains("Guten Tag"))
      #expect(try letter(try Samples.facts("de", .demand, debtor: try Samples.debtor(name, kind: .consumer))) == pdf)
    }
  }

  @Test("a character that no font has stops the letter and is named")
  func missingGlyph() throws {
    let facts = try Samples.facts("en", .demand, debtor: try Samples.debtor("Odd \u{10FF00} Ltd"))
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    do throws(TemplateError) {
      _ = try renderer.letter(facts)
      Issue.record("the letter was set")
    } catch {
      #expect(error.code == .unsettable)
      #expect(error.message.contains("U+10FF00"))
    }
  }

  @Test("a language without letters says which file would be needed")
  func noLetter() throws {
    let vendor = try Samples.catalog()
    #expect(vendor.hasLetter(language: "de-AT", step: "", tone: .demand))
    #expect(vendor.hasLetter(language: "fr-CA", step: "", tone: .demand))
    let catalog = try Samples.catalog(of: "fr", without: "demand.letter.mustache")
    #expect(!catalog.hasLetter(language: "fr", step: "", tone: .demand))
    let facts = try Samples.facts("fr", .demand)
    do throws(TemplateError) {
      _ = try LetterRenderer(catalog: catalog).letter(facts)
      Issue.record("the letter was set")
    } catch {
      #expect(error.code == .missingFile)
      #expect(error.hint?.contains("fr/demand.letter.mustache") == true)
    }
  }

  /// Keeps a letter to be looked at, in the folder that `SAVE_LETTERS` names.
  private func save(_ pdf: [UInt8], _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["SAVE_LETTERS"] else { return }
    try Data(pdf).write(to: URL(filePath: folder).appending(path: "\(name).pdf"))
  }
}
