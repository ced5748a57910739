import Dunning
import DunningLetters
import PaperTesting
import Testing

@Suite("What the window of an envelope shows")
struct WindowTests {
  /// What can show through the window wherever the letter slides in its envelope, in millimetres of the sheet.
  struct Window: Sendable {
    let language: String
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
  }

  /// A word on the first page and the place of its upper left corner, in millimetres.
  private struct Word {
    let text: String
    let x: Double
    let y: Double
  }

  private static let windows = [
    // DIN 5008 form B in a DIN 680 window of 90 × 45 mm, 20 mm from the left, with the room that the envelope leaves.
    Window(language: "de", x: 10...110, y: 45...92),
    // DL, 110 × 220 mm, the letter folded to 99 mm: windows 20 mm from the side and from the foot.
    Window(language: "fr", x: 92...200, y: 44...88), Window(language: "es", x: 92...200, y: 44...88),
    Window(language: "it", x: 92...200, y: 44...88), Window(language: "nl", x: 10...110, y: 46...90),
    Window(language: "en-GB", x: 10...110, y: 46...92),
    // #10: 7/8 inch from the left, half an inch from the foot, 4 1/2 × 1 1/8 inches.
    Window(language: "en-US", x: 0...137, y: 52...92),
  ]

  @Test("the debtor's address, whole, and not a word of what the letter is about", arguments: windows)
  func address(window: Window) throws {
    let world = try SampleWorld(window.language)
    let facts = try #require(try PaperLetterTests.shapes(window.language).first { $0.0 == "demand" }).1
    let shown = try words(of: LetterRenderer(catalog: try Samples.catalog()).letter(facts)).filter {
      window.x.contains($0.x) && window.y.contains($0.y)
    }
    let address = Self.words(in: [world.business.name] + world.business.address)
    for part in address { #expect(shown.contains { $0.text == part }, "\(part) is not in the window") }
    // The post's remark and, in Germany, the sender's address stand in the window as well.
    let sender = Self.words(in: [world.creditor.name, "·"] + world.creditor.address)
    let remark = Self.words(in: [
      "Einschreiben", "Lettre recommandée avec avis de réception", "Aangetekend", "Correo certificado", "Raccomandata",
      "By registered post", "Via certified mail",
    ])
    let allowed = Set(address + sender + remark)
    for word in shown { #expect(allowed.contains(word.text), "\(word.text) shows through the window") }
  }

  @Test("the address stands in the window of DIN 5008 form B within a millimetre")
  func german() throws {
    let pdf = try LetterRenderer(catalog: try Samples.catalog()).letter(try Samples.facts("de", .demand))
    let word = try #require(try words(of: pdf).first { $0.text == "Beispiel" })
    #expect(abs(word.x - 25) < 1)
    #expect(abs(word.y - 62.7) < 1)
  }

  private static func words(in lines: [String]) -> [String] {
    lines.flatMap { $0.split(separator: " ").map(String.init) }
  }

  private func words(of pdf: [UInt8]) throws -> [Word] {
    let boxes = try Tool.run("pdftotext", ["-bbox", "-f", "1", "-l", "1", "{}", "-"], on: pdf)
    return try boxes.matches(of: /xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</).map { match in
      let (x, y) = (try #require(Double(match.output.1)), try #require(Double(match.output.2)))
      let text = String(match.output.3).replacing("&amp;", with: "&")
      return Word(text: text, x: x * 25.4 / 72, y: y * 25.4 / 72)
    }
  }
}
