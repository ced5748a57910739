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
      (Debtor.Kind.business as Debtor.Kind?, "さくら商事", "さくら商事\u{2002}御中"), (.consumer, "山田 花子", "山田 花子\u{2002}様"),
      (nil, "山田 花子", "山田 花子\u{2002}様"), (.business, "さくら商事 経理部 御中", "さくら商事 経理部 御中"),
      (.business, "さくら商事 佐藤様", "さくら商事 佐藤様"),
    ])
  func honorifics(kind: Debtor.Kind?, name: String, shown: String) throws {
    let window = try window(try debtor(name, kind: kind, ["〒604-8005", "京都府京都市中京区534-1"], "JP"), "ja")
    #expect(window == ["〒604-8005", "京都府京都市中京区534-1", shown])
  }

  @Test("an address outside Japan is not turned round, though the letter is in Japanese")
  func japaneseAbroad() throws {
    let berlin = try debtor("Sakura GmbH", kind: .business, ["Hauptstraße 5", "10115 Berlin"], "DE")
    #expect(try window(berlin, "ja") == ["Sakura GmbH\u{2002}御中", "Hauptstraße 5", "10115 Berlin", "GERMANY"])
  }

  @Test("the Chinese sheet has no window: 致： stands above the text, in other languages name and address")
  func chineseSheet() throws {
    let chinese = try Tool.text(of: letter(try AsianSamples.shapes("zh-Hans")[3].1))
    #expect(chinese.contains("致：杭州明川贸易有限公司"))
    #expect(chinese.contains("地址：浙江省杭州市西湖区文三路90号2幢301室，邮编310012"))
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

  @Test(
    "the text is read in the order in which a reader reads it, from the addressee to the last line",
    arguments: languages)
  func readingOrder(language: String) throws {
    let text = try Tool.run("pdftotext", ["-raw", "{}", "-"], on: letter(try AsianSamples.shapes(language)[4].1))
    let wanted =
      language == "ja"
      ? [
        "604-8005", "𠮷田 花子 様", "541-0041", "北浜テクノロジー", "代表取締役 山田 太郎", "催告書", "前略", "催告いたしま", "草々", "記", "2026-0042",
        "金128,600円", "以上",
      ]
      : ["催款函", "致：张伟", "兹函告", "2026-0042", "壹拾贰万捌仟陆佰元整", "户名", "保留", "特此函告", "此致", "敬礼", "上海恒信", "李敏", "2026年11月23日"]
    var rest = text.replacing("\u{2002}", with: " ")[...]
    for part in wanted {
      guard let found = rest.range(of: part) else {
        Issue.record("\(part) is not in the text, or not after what comes before it: \(text)")
        continue
      }
      rest = rest[found.upperBound...]
    }
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

  @Test(
    "rare characters of names are printed; the text of the PDF has them",
    arguments: ["𠮷田 花子", "㐂多八", "髙橋 﨑", "葛\u{E0100}城 一", "李𬭚", "䶮"])
  func rareCharacters(name: String) throws {
    for language in Self.languages {
      let debtor = try debtor(name, kind: .consumer, ["〒604-8005", "京都府京都市中京区534-1"], "JP")
      let facts = try Samples.facts(
        language, .demand, creditor: try AsianSamples.creditor(language), debtor: debtor,
        items: [try AsianSamples.item(language)])
      let text = try Tool.text(of: letter(facts))
      let scalars = name.unicodeScalars.filter { $0 != " " && $0.value < 0xE0000 }
      for scalar in scalars { #expect(text.unicodeScalars.contains(scalar), "U+\(String(scalar.value, radix: 16))") }
    }
  }

  @Test("a character that no font has stops the letter, not the mail; the error names it and says what to do")
  func missingGlyph() throws {
    let name = "花\u{10FF01}子"
    let facts = try Samples.facts(
      "ja", .demand, creditor: try AsianSamples.creditor("ja"),
      debtor: try debtor(name, kind: .consumer, ["〒604-8005"], "JP"), items: [try AsianSamples.item("ja")])
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    #expect(try renderer.render(facts).text.contains(name))
    do throws(TemplateError) {
      _ = try renderer.letter(facts)
      Issue.record("the letter was set")
    } catch {
      #expect(error.code == .unsettable, "\(error)")
      #expect(error.message.contains("\"\u{10FF01}\" (U+10FF01) in \"花"), "\(error)")
      #expect(error.hint?.contains("write another in its place") == true, "\(error)")
    }
  }

  @Test("names from right to left, Thai and Devanagari stand in the window, each line for itself")
  func scripts() throws {
    let names = ["חברת דוגמה בע\"מ 2000", "شركة المثال للتجارة 12", "บริษัท ตัวอย่าง จำกัด", "उदाहरण प्राइवेट लिमिटेड"]
    for (number, name) in names.enumerated() {
      let debtor = try debtor(name, kind: .business, ["12 Example Road, 4th floor", "10115 Berlin"], "DE")
      let pdf = try letter(try Samples.facts("de", .demand, creditor: try Samples.creditor(), debtor: debtor))
      try save(pdf, "script-\(number)")
      let lines = try Tool.text(of: pdf).split(separator: "\n").map { $0.drop { $0 == " " } }
      #expect(lines.contains { $0.hasPrefix("12 Example Road, 4th floor") })
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
