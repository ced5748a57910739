import Dunning
import DunningLetters
import DunningPaper
import Foundation
import PaperTesting
import Testing

@Suite("Letters on paper")
struct PaperLetterTests {
  private static let languages = ["en", "de"]

  private static func shapes(_ language: String) throws -> [(String, NoticeFacts)] {
    let late = try Samples.lateItem()
    let several = [
      try Samples.item("2026-0042", paid: "200"), try Samples.item("2026-0057", due: "2026-11-10", amount: "89.90"),
      try Samples.item("2026-0061", due: "2026-11-17", issued: nil, amount: "12000"),
    ]
    let signed = try Samples.creditor(
      letterhead: Letterhead(
        foot: [
          "Amtsgericht Charlottenburg", "HRB 12345 B", "Geschäftsführerin: Erika Mustermann", "USt-IdNr. DE123456789",
          "Steuernummer 27/123/45678", "www.acme.example",
        ], place: "Berlin", signatory: "Erika Mustermann", authority: "Geschäftsführerin"))
    return [
      ("courtesy", try Samples.facts(language, .courtesy, items: [try Samples.item(due: "2026-11-26")], payBy: nil)),
      ("reminder", try Samples.facts(language, .reminder, items: several)),
      (
        "demand",
        try Samples.facts(
          language, .demand, creditor: signed, items: several + [late], previous: ["2026-11-06", "2026-11-13"])
      ),
      ("demand-bare", try Samples.facts(language, .demand, creditor: try Samples.creditor(iban: nil, phone: nil))),
    ]
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

  @Test("a letter holds what it must, from the sender to the signature, in this order")
  func contents() throws {
    let text = try Tool.text(of: letter(try Self.shapes("de")[2].1))
    let wanted = [
      "ACME GmbH", "Beispiel AG", "Hauptstraße 5", "Letzte Mahnung", "Sehr geehrte", "2026-0042", "1.234,56 €",
      "200,00 €",
      "1.034,56 €", "10,27 % p. a., 30. Mai 2026 bis 30. Juni 2026", "Gesamtbetrag", "23.673,29 €", "7. Dezember 2026",
      "DE89 3704 0044 0532 0130 00", "vorbehalten", "Mit freundlichen Grüßen", "Erika Mustermann", "Geschäftsführerin",
    ]
    var rest = text.replacing("\u{A0}", with: " ")[...]
    for part in wanted {
      guard let found = rest.range(of: part) else {
        Issue.record("\(part) does not stand in the letter, or not after what comes before it")
        continue
      }
      rest = rest[found.upperBound...]
    }
  }

  @Test("the code beside the account asks for exactly the total, to exactly the account")
  func code() throws {
    let pdf = try letter(try Samples.facts("de", .demand))
    #expect(
      try Tool.codes(in: pdf)
        == "BCD\n002\n1\nSCT\nCOBADEFFXXX\nACME GmbH\nDE89370400440532013000\nEUR1234.56\n\n\n2026-0042")
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
    #expect(lines.count == 31 && lines[3] == "CH4431999123000889012" && lines[18] == "1949.75" && lines[19] == "CHF")
    #expect(lines[27] == "QRR" && lines[28] == "210000000003139471430009017" && lines[30] == "EPD")
    let text = try Tool.text(of: pdf)
    for part in ["Empfangsschein", "Zahlteil", "21 00000 00003 13947 14300 09017", "1 949.75"] {
      #expect(text.contains(part))
    }
  }

  @Test(
    "every sheet holds the same letter; the debtor's address stands in its window", arguments: Letterhead.Sheet.allCases
  )
  func sheets(sheet: Letterhead.Sheet) throws {
    let creditor = try Samples.creditor(letterhead: Letterhead(sheet: sheet))
    let pdf = try letter(try Samples.facts("en", .demand, creditor: creditor, items: [try Samples.lateItem()]))
    try save(pdf, "sheet-\(sheet.rawValue)")
    let text = try Tool.text(of: pdf)
    #expect(text.contains("Formal demand for payment") && text.contains("EUR 10,548.83"))
  }

  @Test("the address stands in the window of DIN 5008 form B within a millimetre")
  func window() throws {
    let pdf = try letter(try Samples.facts("de", .demand))
    let boxes = try Tool.run("pdftotext", ["-bbox", "-f", "1", "-l", "1", "{}", "-"], on: pdf)
    let word = try #require(boxes.firstMatch(of: /xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>Beispiel</))
    let (x, y) = (try #require(Double(word.output.1)), try #require(Double(word.output.2)))
    #expect(abs(x * 25.4 / 72 - 25) < 1)
    #expect(abs(y * 25.4 / 72 - 62.7) < 1)
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
      #expect(error.code == .unsettable && error.message.contains("U+10FF00"))
    }
  }

  @Test("a language without letters says which file would be needed")
  func noLetter() throws {
    let catalog = try Samples.catalog()
    #expect(catalog.hasLetter(language: "de-AT", step: "", tone: .demand))
    #expect(!catalog.hasLetter(language: "fr", step: "", tone: .demand))
  }

  /// Keeps a letter to be looked at, in the folder that `SAVE_LETTERS` names.
  private func save(_ pdf: [UInt8], _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["SAVE_LETTERS"] else { return }
    try Data(pdf).write(to: URL(filePath: folder).appending(path: "\(name).pdf"))
  }
}
