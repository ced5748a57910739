import DunningPaper
import PaperTesting
import Testing

@Suite("A PDF tells what its parts are")
struct TaggedTests {
  private static let typesetter = Typesetter()

  private func document(_ blocks: [PaperBlock], language: String = "de") -> PaperDocument {
    PaperDocument(
      language: language, title: "Mahnung <</Type /Catalog", createdUnixSeconds: 1_795_422_600,
      runningHead: PaperRunningHead(text: "Kopf", pageText: "{page}/{pages}"), blocks: blocks)
  }

  /// Each line of `pdfinfo -struct-text` without its indentation.
  private func structure(_ document: PaperDocument) throws -> [String] {
    try Tool.run("pdfinfo", ["-struct-text", "{}"], on: Self.typesetter.pdf(document)).split(separator: "\n").map {
      String($0.trimmingPrefix { $0 == " " })
    }
  }

  private let table = PaperTable(
    columns: [.init(.share(1)), .init(.natural, .end)], head: ["Rechnung", "Betrag"],
    rows: (1...80).map { PaperTable.Row([PaperText("R\($0)"), "1,00"]) } + [
      PaperTable.Row(["Summe", "80,00"], kind: .total)
    ])

  @Test("headings, paragraphs, tables, lists and links, in the order in which they are read")
  func order() throws {
    let long = PaperText((1...60).map { "Wort\($0)" }.joined(separator: " "))
    let lines = try structure(
      document([
        .heading("Erste Mahnung", level: 1), .paragraph(long), .table(table),
        .pairs([PaperPair("IBAN", "DE89")]),
        .paragraph(PaperText([PaperSpan("Zahlen: "), PaperSpan("https://x.example/", link: "https://x.example/")])),
      ]))
    let parts = lines.filter { !$0.hasPrefix("\"") && !$0.hasPrefix("Object ") }.map {
      String($0.prefix { $0 != " " })
    }
    #expect(parts.first == "Document")
    let blocks = parts.filter { ["H1", "P", "Table", "L", "Link"].contains($0) }
    #expect(blocks == ["H1", "P", "Table", "L", "P", "Link"])
    // A head that is set again on the next page is heard once.
    #expect(parts.filter { $0 == "TH" }.count == 2)
    #expect(parts.filter { $0 == "TR" }.count == 82)
    #expect(parts.filter { $0 == "TD" }.count == 162)
    #expect(parts.filter { ["LI", "Lbl", "LBody"].contains($0) } == ["LI", "Lbl", "LBody"])
    #expect(lines.contains("\"Erste Mahnung\""))
    #expect(!lines.contains { $0.contains("Kopf") })
  }

  @Test("the catalog names the language and has the title shown, and the file stays sound")
  func catalog() throws {
    let pdf = try Self.typesetter.pdf(
      document([.paragraph("Text"), .pageBreak, .paragraph("Text")], language: "de-CH"))
    #expect(try Tool.run("qpdf", ["--check", "{}"], on: pdf).contains("No syntax or stream encoding errors"))
    let text = try Tool.run("qpdf", ["--json=1", "--json-key=objects", "{}"], on: pdf)
    #expect(text.contains(#""/Lang": "de-CH""#) || text.contains(#""/Lang": "u:de-CH""#), "\(text)")
    #expect(text.contains(#""/DisplayDocTitle": true"#))
    #expect(text.contains(#""/Marked": true"#))
    #expect(try Tool.run("pdfinfo", ["{}"], on: pdf).contains("Mahnung <</Type /Catalog"))
  }

  @Test("what is no tag of a language is left out")
  func noLanguage() throws {
    let pdf = try Self.typesetter.pdf(document([.paragraph("Text")], language: "de) /AA (x"))
    #expect(!String(decoding: pdf, as: UTF8.self).contains("/Lang"))
    #expect(try Tool.run("qpdf", ["--check", "{}"], on: pdf).contains("No syntax or stream encoding errors"))
  }

  @Test("a paragraph or a table over many pages is one part, and the same bytes come out each time")
  func overPages() throws {
    let long = PaperText((1...4_000).map { "Wort\($0)" }.joined(separator: " "))
    let document = document([.paragraph(long), .table(table), .paragraph("Ende")])
    let lines = try structure(document)
    #expect(lines.filter { $0.hasPrefix("P ") }.count == 2)
    #expect(lines.filter { $0.hasPrefix("Table ") }.count == 1)
    let first = try Self.typesetter.pdf(document)
    #expect(try Typesetter().pdf(document) == first)
  }
}
