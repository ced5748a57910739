import Dunning
import DunningLetters
import Foundation
import Testing

@Suite("Letters as they go out")
struct GoldenTests {
  private static let languages = ["en", "de", "zh-Hans"]

  /// Name of the shape, then the facts.
  private static func shapes(_ language: String) throws -> [(String, NoticeFacts)] {
    let currency = language == "zh-Hans" ? "CNY" : "EUR"
    let partly = try Samples.item(contract: "V-2025-7", paid: "200", currency: currency)
    let several = [
      try Samples.item("2026-0042", paid: "200"), try Samples.item("2026-0057", due: "2026-11-10", amount: "89.90"),
      try Samples.item("2026-0061", due: "2026-11-17", issued: nil, amount: "12000"),
    ]
    let consumer = try Samples.debtor(language == "zh-Hans" ? "张伟" : "Alex Weber", kind: .consumer)
    let bare = try Samples.creditor(iban: nil, phone: nil)
    let before = try Samples.item(due: "2026-11-26", issued: "2026-11-12")
    let late = try Samples.lateItem(currency: currency)
    return [
      ("courtesy-before", try Samples.facts(language, .courtesy, items: [before], payBy: nil)),
      (
        "courtesy-today",
        try Samples.facts(
          language, .courtesy, debtor: consumer, items: [try Samples.item(due: "2026-11-23")], payBy: nil)
      ),
      (
        "courtesy-hours-ahead",
        try Samples.facts(
          language, .courtesy, items: [try Samples.item(due: "2026-11-23T17:00:00+01:00", issued: nil)], payBy: nil)
      ),
      (
        "reminder-first",
        try Samples.facts(
          language, .reminder, debtor: consumer, payBy: nil,
          link: "https://pay.acme.example/i/2026-0042?k=v&l=\(language)")
      ),
      (
        "reminder-second",
        try Samples.facts(language, .reminder, items: [partly], previous: ["2026-11-06", "2026-11-13"])
      ),
      ("reminder-several", try Samples.facts(language, .reminder, items: several, previous: ["2026-11-13"])),
      (
        "reminder-hours-ago",
        try Samples.facts(
          language, .reminder, creditor: bare,
          items: [try Samples.item(due: "2026-11-23T08:00:00+01:00", issued: nil)], payBy: nil,
          link: "https://pay.acme.example/i/2026-0042")
      ),
      ("demand", try Samples.facts(language, .demand, items: [partly], previous: ["2026-11-06", "2026-11-13"])),
      ("demand-several", try Samples.facts(language, .demand, debtor: consumer, items: several)),
      ("demand-with-interest", try Samples.facts(language, .demand, items: [late])),
      ("demand-several-with-interest", try Samples.facts(language, .demand, items: several + [Samples.lateItem()])),
      ("demand-bare", try Samples.facts(language, .demand, creditor: bare, payBy: nil)),
    ]
  }

  @Test("every letter is the golden one", arguments: languages)
  func everyLetterIsTheGoldenOne(language: String) throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    for (name, facts) in try Self.shapes(language) {
      let notice = try renderer.render(facts)
      try Samples.compare("Subject: \(notice.subject)\n\n\(notice.text)", "\(language)/\(name).txt")
      try Samples.compare(notice.html, "\(language)/\(name).html")
    }
  }

  @Test("the HTML says every figure, date and address that the text says", arguments: languages)
  func htmlSaysWhatTheTextSays(language: String) throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    for (name, facts) in try Self.shapes(language) {
      let notice = try renderer.render(facts)
      #expect(Self.words(notice.text) == Self.words(Self.stripped(notice.html)), "\(language)/\(name)")
    }
  }

  @Test("no line of a text is wider than 76 columns", arguments: languages)
  func noLineIsTooWide(language: String) throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    for (_, facts) in try Self.shapes(language) {
      for line in try renderer.render(facts).text.split(separator: "\n") {
        let wide = line.unicodeScalars.count { $0.value >= 0x2E80 && $0.value <= 0xFFE6 }
        #expect(line.unicodeScalars.count + wide <= 76, "\(line)")
      }
    }
  }

  @Test("the same facts give the same bytes")
  func sameFactsSameBytes() throws {
    let facts = try Samples.facts("de", .demand)
    let notice = try LetterRenderer(catalog: try Samples.catalog()).render(facts)
    #expect(try LetterRenderer(catalog: try Samples.catalog()).render(facts) == notice)
  }

  @Test("a subject names the document and no sum", arguments: languages)
  func subjectNamesNoSum(language: String) throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    for (_, facts) in try Self.shapes(language) {
      let subject = try renderer.render(facts).subject
      #expect(subject.contains("2026-0042"))
      #expect(!subject.contains("1,234") && !subject.contains("1.234") && !subject.contains("\n"))
    }
  }

  /// What a browser shows, roughly.
  private static func stripped(_ html: String) -> String {
    var text = html.replacing(/<title>.*<\/title>/, with: "").replacing(/<[^>]*>/, with: " ")
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      text = text.replacing(entity, with: character)
    }
    return text.replacing("\u{A0}", with: " ")
  }

  /// Everything with a digit in it: references, dates, sums, account numbers.
  private static func words(_ text: String) -> Set<Substring> {
    Set(text.matches(of: /[A-Za-z0-9€.,@:+-]*[0-9][A-Za-z0-9€.,@:+-]*/).map { $0.output.trimmingSuffix(".,:") })
  }
}

extension Substring {
  func trimmingSuffix(_ characters: String) -> Substring {
    var result = self
    while let last = result.last, characters.contains(last) { result.removeLast() }
    return result
  }
}
