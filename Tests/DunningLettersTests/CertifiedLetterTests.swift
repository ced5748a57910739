import Dunning
import DunningPaper
import Foundation
import PaperTesting
import Testing

@testable import DunningLetters

@Suite("Letters in the form of content-certified mail")
struct CertifiedLetterTests {
  private func facts(
    _ items: [NoticeFacts.Item], kind: Debtor.Kind = .business, language: String = "ja"
  ) throws -> NoticeFacts {
    try Samples.facts(
      language, .demand, creditor: try AsianSamples.creditor("ja"), debtor: try AsianSamples.debtor("ja", kind: kind),
      items: items, previous: ["2026-11-06"], isContentCertified: true)
  }

  private func lines(of pdf: [UInt8]) throws -> [[Substring]] {
    try Tool.run("pdftotext", ["-raw", "{}", "-"], on: pdf).split(separator: "\u{C}").map {
      $0.split(separator: "\n").filter { !$0.isEmpty }
    }
  }

  @Test(
    "no line has more than 26 characters, no sheet more than 20 lines, and nothing else stands on it",
    arguments: [1, 2, 7])
  func form(count: Int) throws {
    let items = try [AsianSamples.late("ja")] + (1..<count).map { try AsianSamples.item("ja", "2026-00\($0)") }
    let catalog = LetterRenderer(catalog: try Samples.catalog())
    let facts = try facts(items)
    let pdf = try catalog.letter(facts)
    try save(pdf, "ja-content-certified-\(count)")
    let sheets = try lines(of: pdf)
    for sheet in sheets {
      #expect(sheet.count <= 20)
      for line in sheet { #expect(CertifiedLines.count(String(line)) <= 26, "\(line)") }
    }
    #expect(try Tool.pageCount(of: pdf) == sheets.count)
    let paper = try catalog.paper(facts)
    #expect(paper.boxes.isEmpty && paper.foot == nil && paper.runningHead == nil && paper.slip == nil)
    #expect(catalog.findings(in: paper, for: facts).filter { $0.severity == .error } == [])
  }

  @Test("it says what a demand has to say, and names both sides with their addresses")
  func words() throws {
    let facts = try facts([AsianSamples.late("ja")])
    let pdf = try LetterRenderer(catalog: try Samples.catalog()).letter(facts)
    let text = try lines(of: pdf).joined().joined().replacing("　", with: "").replacing("\u{3000}", with: "")
    for part in ["催告書", "２０２６−００１７", "金１，２１４，４００円", "差出人", "受取人", "株式会社さくら商事", "民法第１５０条第１項"] {
      let plain = part.replacing("−", with: "－")
      #expect(text.contains(plain), "\(plain) in \(text)")
    }
  }

  @Test(
    "each mark counts as one, a unit in one square and a ring as one more",
    arguments: [("あ、。", 3), ("３月４日（火）", 7), ("10%", 3), ("㎡", 2), ("①", 2), ("ACME", 4), ("𠮷", 1), ("が", 1)])
  func counting(text: String, count: Int) { #expect(CertifiedLines.count(text) == count) }

  @Test("punctuation begins no line and an opening bracket ends none, and no line is longer for it")
  func breaks() {
    var lines = CertifiedLines()
    lines.add(PaperText(String(repeating: "字", count: 26) + "。" + String(repeating: "字", count: 24) + "（字）"), .flush)
    #expect(lines.lines.map { CertifiedLines.count($0) } == [25, 26, 3])
    #expect(lines.lines[1].hasPrefix("字。"))
    #expect(lines.lines[2].hasPrefix("（字）"))
  }

  @Test("a figure stays on one line where one holds it")
  func figures() {
    var lines = CertifiedLines()
    let text = [PaperSpan(String(repeating: "字", count: 22)), PaperSpan("金1,200円", isUnbroken: true), PaperSpan("を")]
    lines.add(PaperText(text), .flush)
    #expect(lines.lines == [String(repeating: "字", count: 22), "金１，２００円を"])
  }

  @Test("what is not in Japanese is refused, with what to write")
  func otherLanguage() throws {
    let (renderer, facts) = (
      LetterRenderer(catalog: try Samples.catalog()), try facts([AsianSamples.late("ja")], language: "de")
    )
    let error = #expect(throws: TemplateError.self) { try renderer.letter(facts) }
    #expect(error?.message.contains("content-certified mail is in Japanese") == true)
    #expect(error?.hint?.contains("post: registered") == true)
  }

  /// For a look at it.
  private func save(_ pdf: [UInt8], _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["SAVE_LETTERS"] else { return }
    try Data(pdf).write(to: URL(filePath: folder).appending(path: "\(name).pdf"))
  }
}
