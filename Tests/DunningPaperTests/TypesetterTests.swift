import DunningPaper
import PaperTesting
import Testing

@Suite("Documents become PDF")
struct TypesetterTests {
  private static let typesetter = Typesetter()

  private func document(_ blocks: [PaperBlock], language: String = "en") -> PaperDocument {
    PaperDocument(
      language: language, title: "Sample", author: "ACME GmbH", subject: "Reminder", createdUnixSeconds: 1_795_422_600,
      runningHead: PaperRunningHead(text: "Sample", pageText: "Page {page} of {pages}"), blocks: blocks)
  }

  private func refusal(_ document: PaperDocument) -> PaperError? {
    do throws(PaperError) {
      _ = try Self.typesetter.pdf(document)
      return nil
    } catch {
      return error
    }
  }

  private static let scripts = [
    "Grüße, Señor Łukasz Ångström", "Ελληνικά", "Кириллица", "中文信函", "مرحبا بالعالم", "שלום עולם", "नमस्ते", "สวัสดี", "日本語",
    "한국어",
  ]

  @Test("every script of a document can be read out of it again, in the order of the paragraphs")
  func scripts() throws {
    let pdf = try Self.typesetter.pdf(document(Self.scripts.map { .paragraph(PaperText($0)) }))
    let lines = try Tool.text(of: pdf).split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
    // Marks of direction are pdftotext's own.
    let read = lines.map {
      String($0.unicodeScalars.filter { !(0x202A...0x202E).contains($0.value) }.map(Character.init))
    }
    for text in [0, 1, 2, 3, 8, 9].map({ Self.scripts[$0] }) { #expect(read.contains(text)) }
    #expect(lines.filter { $0.contains { !$0.isWhitespace } }.count == Self.scripts.count)
  }

  @Test("all fonts are embedded and hold only what is used, and the file is sound")
  func fonts() throws {
    let pdf = try Self.typesetter.pdf(document(Self.scripts.map { .paragraph(PaperText($0)) }))
    let fonts = try Tool.run("pdffonts", ["{}"], on: pdf).split(separator: "\n").dropFirst(2)
    #expect(fonts.count >= 6)
    for font in fonts {
      // The name begins with the tag of a subset; the columns end with emb, sub, uni and the object's two numbers.
      #expect(font.prefix(7).last == "+")
      #expect(font.split(separator: " ").suffix(5).prefix(3) == ["yes", "yes", "yes"])
    }
    #expect(try Tool.run("qpdf", ["--check", "{}"], on: pdf).contains("No syntax or stream encoding errors"))
  }

  /// What a file says of its size, and nothing to unfold.
  private static func png(_ width: UInt32, _ height: UInt32) -> [UInt8] {
    func bytes(_ number: UInt32) -> [UInt8] { (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + bytes(width)
      + bytes(height) + [8, 6, 0, 0, 0, 0, 0, 0, 0]
  }

  @Test(
    "an image that would unfold into more than can be drawn is refused by what it says of itself",
    arguments: [(30_000, 30_000), (1_000_000, 1), (1, 40_000), (UInt32.max, .max), (8_000, 5_001)] as [(UInt32, UInt32)]
  )
  func hugeImage(width: UInt32, height: UInt32) {
    let error = refusal(document([.image(PaperImage(png: Self.png(width, height), width: 20))]))
    #expect(error?.code == .invalidImage)
    #expect(error?.message.contains("\(width) x \(height) pixels") == true)
  }

  @Test("one that has no size, or is cut off, is no image")
  func noImage() {
    let pngs = [Self.png(0, 10), Self.png(10, 0), Array(Self.png(10, 10).prefix(20)), [], Self.png(10, 10)]
    for png in pngs {
      #expect(refusal(document([.image(PaperImage(png: png, width: 20))]))?.message == "the image is no readable PNG")
    }
  }

  @Test("the same document gives the same bytes, also from another typesetter")
  func sameBytes() throws {
    let document = document(Self.scripts.map { .paragraph(PaperText($0)) })
    let pdf = try Self.typesetter.pdf(document)
    #expect(try Self.typesetter.pdf(document) == pdf)
    #expect(try Typesetter().pdf(document) == pdf)
  }

  @Test("the description tells title, author and the document's own date")
  func description() throws {
    let info = try Tool.run("pdfinfo", ["-isodates", "{}"], on: Self.typesetter.pdf(document([.paragraph("x")])))
    for part in ["Sample", "ACME GmbH", "Reminder", "2026-11-23T08:30:00Z"] { #expect(info.contains(part)) }
  }

  @Test("a character that no font has is named with its place")
  func missingGlyph() {
    let error = refusal(document([.paragraph("Dear \u{1FAF8}\u{10FFFF} Ltd")]))
    #expect(error?.code == .missingGlyph)
    #expect(refusal(document([.paragraph("Dear \u{10FF00} Ltd")]))?.message.contains("U+10FF00") ?? false)
    #expect(refusal(document([.paragraph("Dear \u{10FF00} Ltd")]))?.message.contains("in \"Dear ") ?? false)
  }

  @Test("control characters and direction overrides steer nothing")
  func harmless() throws {
    let text = try Tool.text(of: Self.typesetter.pdf(document([.paragraph("pay\u{202E}99\u{7}to us\u{2067}")])))
    #expect(text.contains("pay99 to us"))
  }

  @Test("a table goes on over pages with its head, and a total stays with a row")
  func longTable() throws {
    for count in [20, 45, 46, 47, 48, 49, 50, 120] {
      var rows = (1...count).map { PaperTable.Row(["No. \($0)", "EUR \($0).00"].map { PaperText($0) }) }
      rows.append(PaperTable.Row(["All of it", "EUR 1"], kind: .total))
      let table = PaperTable(columns: [.init(.share(1)), .init(.natural, .end)], head: ["Invoice", "Sum"], rows: rows)
      let text = try Tool.text(of: Self.typesetter.pdf(document([.table(table)])))
      let pages = text.split(separator: "\u{C}").filter { $0.contains { !$0.isWhitespace } }
      #expect(pages.allSatisfy { $0.contains("Invoice") })
      #expect(pages.last?.contains("No. \(count)") ?? false)
      #expect(text.matches(of: /No\. \d+/).count == count)
      for (index, page) in pages.enumerated().dropFirst() {
        #expect(page.contains("Page \(index + 1) of \(pages.count)"))
      }
    }
  }

  @Test("a heading is never the last line of a page")
  func headings() throws {
    for count in 30...60 {
      let blocks = (1...count).map { PaperBlock.paragraph(PaperText("Line \($0)")) }
      let pdf = try Self.typesetter.pdf(document(blocks + [.heading("Heading"), .paragraph("After")]))
      let pages = try Tool.text(of: pdf).split(separator: "\u{C}")
      #expect(pages.contains { $0.contains("Heading") && $0.contains("After") })
    }
  }

  @Test("a sum is never divided at the end of a line")
  func unbroken() throws {
    for length in stride(from: 10, through: 130, by: 3) {
      let text = PaperText([
        PaperSpan(String(repeating: "很", count: length)), PaperSpan("人民币1,234.56元", isUnbroken: true), PaperSpan("好"),
      ])
      #expect(
        try Tool.text(of: Self.typesetter.pdf(document([.paragraph(text)], language: "zh"))).contains("人民币1,234.56元"))
    }
  }

  @Test("what a fixed box cannot hold is refused with the box's name")
  func boxes() {
    var document = document([.paragraph("x")])
    document.boxes = [
      PaperBox(
        x: 20, y: 20, width: 30, height: 10, blocks: [.paragraph(PaperText(String(repeating: "word ", count: 60)))],
        name: "the address window")
    ]
    #expect(refusal(document)?.code == .tooLarge)
    #expect(refusal(document)?.message.contains("the address window") ?? false)
  }

  @Test("a code is read back to exactly its bytes")
  func codes() throws {
    let payload = "BCD\n002\n1\nSCT\n\nMüller & Söhne\nDE89370400440532013000\nEUR1234.56"
    let pdf = try Self.typesetter.pdf(document([.code(PaperCode(payload: Array(payload.utf8), side: 30))]))
    #expect(try Tool.codes(in: pdf) == payload)
  }

  @Test("a document that runs over is set closer when that saves a page, and left as it is when not")
  func tighter() throws {
    func pages(_ lines: Int, _ styles: [PaperStyle]) throws -> Int {
      var document = document((1...lines).map { .paragraph(PaperText("Line \($0)")) })
      document.tighterStyles = styles
      let pdf = try Self.typesetter.pdf(document)
      #expect(try Self.typesetter.check(document) == Tool.pageCount(of: pdf))
      return try #require(try Tool.pageCount(of: pdf))
    }
    let styles = [1.3, 1.2, 1.1].map { PaperStyle(size: 9.5, leading: $0, spacing: $0 - 0.4) }
    let full = try #require(try (1...80).last { try pages($0, []) == 1 })
    for lines in full...(full + 10) {
      #expect(try pages(lines, styles) == 1)
      #expect(try (lines == full || pages(lines, []) == 2))
    }
    let long = document((1...(full * 2 - 1)).map { .paragraph(PaperText("Line \($0)")) })
    var closer = long
    closer.tighterStyles = [PaperStyle(size: 9.9)]
    #expect(try Self.typesetter.pdf(closer) == Self.typesetter.pdf(long))
  }

  @Test("a form has a line for each answer that is not there yet, and a box for each choice")
  func form() throws {
    func strokes(_ blocks: [PaperBlock]) throws -> Int {
      let pdf = try Self.typesetter.pdf(document(blocks))
      return try Tool.run("qpdf", ["--qdf", "--object-streams=disable", "{}", "-"], on: pdf).matches(of: /\bS\n/).count
    }
    let blocks: [PaperBlock] = [
      .fields([PaperPair("Name", ""), PaperPair("Reference", "R-17"), PaperPair("Address", "")]),
      .tick("A. I agree."), .tick("B. I do not."), .writingLines(3),
    ]
    #expect(try strokes(blocks) == 2 + 2 + 3)
    let text = try Tool.text(of: Self.typesetter.pdf(document(blocks)))
    for part in ["Name", "R-17", "A. I agree.", "B. I do not."] { #expect(text.contains(part)) }
  }

  @Test("a long document is handed over in parts, each small")
  func streaming() throws {
    final class Parts {
      var sizes: [Int] = []
    }
    let parts = Parts()
    let blocks = (1...2_000).map { PaperBlock.paragraph(PaperText("Paragraph \($0)")) }
    try Self.typesetter.write(document(blocks)) { parts.sizes.append($0.count) }
    #expect(parts.sizes.count > 40)
    #expect(parts.sizes.allSatisfy { $0 < 200_000 })
  }
}
