import Dunning
import DunningLetters
import DunningPaper
import Foundation
import PaperTesting
import Testing

@Suite("Letters on paper in Chinese and Japanese")
struct AsianLetterTests {
  private static let languages = ["zh-Hans", "ja"]

  private func letter(_ facts: NoticeFacts) throws -> [UInt8] {
    try LetterRenderer(catalog: try Samples.catalog()).letter(facts)
  }

  @Test("the text of every letter is the golden one, its PDF is sound", arguments: languages)
  func goldens(language: String) throws {
    for (name, facts) in try AsianSamples.shapes(language) {
      let pdf = try letter(facts)
      try save(pdf, "\(language)-\(name)")
      try Samples.compare(try Tool.text(of: pdf), "\(language)/\(name).letter.txt")
      #expect(try Tool.run("qpdf", ["--check", "{}"], on: pdf).contains("No syntax or stream encoding errors found"))
      for font in try Tool.run("pdffonts", ["{}"], on: pdf).split(separator: "\n").dropFirst(2) {
        #expect(font.contains(#/ yes +yes +yes /#), "not embedded, a subset and readable as text: \(font)")
      }
    }
  }

  @Test(
    "the window adds 御中 for a firm and 様 for a person, once, below the address",
    arguments: [
      (Debtor.Kind.business as Debtor.Kind?, "さくら商事", "さくら商事　御中"), (.consumer, "山田 花子", "山田 花子　様"),
      (nil, "山田 花子", "山田 花子　様"), (.business, "さくら商事 経理部 御中", "さくら商事 経理部 御中"),
      (.business, "さくら商事 佐藤様", "さくら商事 佐藤様"),
    ])
  func honorifics(kind: Debtor.Kind?, name: String, shown: String) throws {
    let window = try window(try debtor(name, kind: kind, ["〒604-8005", "京都府京都市中京区534-1"], "JP"), "ja")
    #expect(window == ["〒604-8005", "京都府京都市中京区534-1", shown])
  }

  @Test("an address outside Japan is not turned round, though the letter is in Japanese")
  func japaneseAbroad() throws {
    let berlin = try debtor("Sakura GmbH", kind: .business, ["Hauptstraße 5", "10115 Berlin"], "DE")
    #expect(try window(berlin, "ja") == ["Sakura GmbH　御中", "Hauptstraße 5", "10115 Berlin", "GERMANY"])
  }

  @Test("the Chinese sheet has no window: 致： stands above the text, in other languages name and address")
  func chineseSheet() throws {
    let chinese = try Tool.text(of: letter(try AsianSamples.shapes("zh-Hans")[3].1))
    #expect(chinese.contains("致：杭州明川贸易有限公司") && chinese.contains("地址：浙江省杭州市西湖区文三路90号2幢301室，邮编310012"))
    let acme = try debtor("Acme Ltd", kind: .business, ["1 High Street", "London EC1A 1BB"], "GB")
    let english = try Tool.text(
      of: letter(
        try Samples.facts("en", .demand, creditor: try AsianSamples.creditor("zh-Hans"), debtor: acme)))
    for line in ["Acme Ltd", "1 High Street", "London EC1A 1BB", "UNITED KINGDOM"] { #expect(english.contains(line)) }
    #expect(!english.contains("致"))
  }

  @Test(
    "an address abroad ends with its country, unless it says it in any usual spelling",
    arguments: [
      (["Hauptstr. 5", "1010 Wien"], "AT", "AUSTRIA"), (["Hauptstr. 5", "1010 Wien", "Österreich"], "AT", nil),
      (["1 rue A", "L-1234 Luxembourg"], "LU", "LUXEMBOURG"), (["1 rue A", "75001 Paris, FRANCE."], "FR", nil),
      (["1 King St", "Hong Kong"], "HK", nil), (["中国北京市朝阳区建国路1号"], "CN", nil),
      (["北京市朝阳区建国路1号"], "CN", "CHINA"),
      (["Seoul 04524", "대한민국"], "KR", nil), (["Musterstr. 1", "10115 Berlin"], "DE", nil),
      (["5 Main St", "Springfield IL 62701", "USA"], "US", nil),
      (["5 Main St", "Springfield IL 62701"], "US", "UNITED STATES OF AMERICA"), ([], "FR", nil),
      (["Ghost Street"], "ZZ", nil),
    ] as [([String], String, String?)])
  func countries(address: [String], country: String, added: String?) throws {
    let debtor = try debtor("Anna Muster", kind: .consumer, address, country)
    let window = try window(debtor, "de", creditor: try Samples.creditor())
    #expect(window == ["Anna Muster"] + address + (added.map { [$0] } ?? []))
  }

  @Test("a debtor of unknown country is at home")
  func unknownCountry() throws {
    let debtor = try debtor("Anna Muster", kind: .consumer, ["Weg 1", "10115 Berlin"], nil)
    #expect(try window(debtor, "de", creditor: try Samples.creditor()) == ["Anna Muster", "Weg 1", "10115 Berlin"])
  }

  @Test("no line begins with a mark that ends a clause, none ends with one that opens", arguments: languages)
  func lineBreaks(language: String) throws {
    for (_, facts) in try AsianSamples.shapes(language) {
      let lines = try Tool.text(of: letter(facts)).split(separator: "\n").map {
        $0.drop { $0 == " " || $0 == "\u{3000}" || $0 == "\u{0C}" }
      }
      for line in lines {
        #expect(!"，。、；：）」』》？！".contains(line.first ?? "x"), "\(line)")
        #expect(!"（「『《".contains(line.last ?? "x"), "\(line)")
      }
    }
  }

  @Test("no space stands between two Han characters or beside full-width punctuation", arguments: languages)
  func spacing(language: String) throws {
    for (_, facts) in try AsianSamples.shapes(language) {
      for block in try LetterRenderer(catalog: Samples.catalog()).paper(facts).blocks {
        guard case .paragraph(let text, _) = block else { continue }
        #expect(!text.plain.contains(#/[\p{Han}，。、；：（）] [\p{Han}，。、；：（）]/#), "\(text.plain)")
        #expect(!text.plain.contains(#/\p{Han}[,;:()!?]/#), "half-width punctuation: \(text.plain)")
      }
    }
  }

  private func debtor(
    _ name: String, kind: Debtor.Kind?, _ address: [String], _ country: String?
  ) throws -> Debtor {
    Debtor(
      key: nil, name: name, email: try EmailAddress(parsing: "a@example.com"), kind: kind, country: country,
      address: address)
  }

  /// The lines of the address window.
  private func window(_ debtor: Debtor, _ language: String, creditor: Creditor? = nil) throws -> [String] {
    let facts = try Samples.facts(
      language, .reminder, creditor: try creditor ?? AsianSamples.creditor(language), debtor: debtor)
    let paper = try LetterRenderer(catalog: try Samples.catalog()).paper(facts)
    let box = try #require(paper.boxes.first { $0.name == "the address window" })
    return box.blocks.flatMap { block -> [String] in
      guard case .paragraph(let text, _) = block else { return [] }
      return text.plain.split(separator: "\n").map(String.init)
    }
  }

  private func save(_ pdf: [UInt8], _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["SAVE_LETTERS"] else { return }
    try Data(pdf).write(to: URL(filePath: folder).appending(path: "\(name).pdf"))
  }
}
