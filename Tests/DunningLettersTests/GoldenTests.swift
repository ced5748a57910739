import Dunning
import DunningLetters
import Foundation
import Testing

@Suite("Letters as they go out")
struct GoldenTests {
  private static let languages = ["en", "en-GB", "en-US", "de", "fr", "nl", "es", "it", "ja", "zh-Hans"]

  /// Name of the shape, then the facts.
  static func shapes(_ language: String) throws -> [(String, NoticeFacts)] {
    let world = try SampleWorld(language)
    let currency = world.currency
    func facts(
      _ tone: Step.Tone, step: String = "", from creditor: Creditor? = nil, to debtor: Debtor? = nil,
      items: [NoticeFacts.Item]? = nil, payBy: String? = "2026-12-07", link: String? = nil, previous: [String] = []
    ) throws -> NoticeFacts {
      try Samples.facts(
        language, tone, step: step, creditor: creditor ?? world.creditor, debtor: debtor ?? world.business,
        items: items ?? [item()], payBy: payBy, link: link, previous: previous)
    }
    func item(
      _ reference: String = "2026-0042", due: String = "2026-11-03", issued: String? = "2026-10-20",
      contract: String? = nil, amount: String = currency == "JPY" ? "123456" : "1234.56", paid: String = "0"
    ) throws -> NoticeFacts.Item {
      try Samples.item(
        reference, due: due, issued: issued, contract: contract, amount: amount, paid: paid, currency: currency)
    }
    let partly = try item(contract: "V-2025-7", paid: "200")
    let several = [
      try item("2026-0042", paid: "200"),
      try item("2026-0057", due: "2026-11-10", amount: currency == "JPY" ? "8990" : "89.90"),
      try item("2026-0061", due: "2026-11-17", issued: nil, amount: "12000"),
    ]
    let late = try Samples.lateItem(
      currency: currency, basis: world.basis, interest: currency == "JPY" ? "509" : "508.83",
      compensation: world.compensation)
    let reminders = ["2026-11-06", "2026-11-13"]
    return [
      ("courtesy-before", try facts(.courtesy, items: [item(due: "2026-11-26", issued: "2026-11-12")], payBy: nil)),
      ("courtesy-today", try facts(.courtesy, to: world.consumer, items: [item(due: "2026-11-23")], payBy: nil)),
      (
        "courtesy-hours-ahead",
        try facts(.courtesy, items: [item(due: "2026-11-23T17:00:00+01:00", issued: nil)], payBy: nil)
      ),
      (
        "reminder-first",
        try facts(
          .reminder, to: world.consumer, payBy: nil, link: "https://pay.acme.example/i/2026-0042?k=v&l=\(language)")
      ),
      ("reminder-second", try facts(.reminder, items: [partly], previous: reminders)),
      ("reminder-several", try facts(.reminder, items: several, previous: ["2026-11-13"])),
      (
        "reminder-hours-ago",
        try facts(
          .reminder, from: world.bareCreditor, items: [item(due: "2026-11-23T08:00:00+01:00", issued: nil)],
          payBy: nil, link: "https://pay.acme.example/i/2026-0042")
      ),
      ("demand", try facts(.demand, items: [partly], previous: reminders)),
      ("demand-several", try facts(.demand, to: world.consumer, items: several)),
      ("demand-with-interest", try facts(.demand, items: [late])),
      ("demand-several-with-interest", try facts(.demand, items: several + [late])),
      ("demand-announcing-costs", try facts(.demand, to: world.consumer, items: [Samples.dutch(partly)])),
      ("demand-bare", try facts(.demand, from: world.bareCreditor, payBy: nil)),
      (
        "letter-of-claim",
        try facts(.demand, step: "letter-of-claim", items: [late], payBy: "2026-12-28", previous: reminders)
      ),
    ].filter { name, facts in
      (name != "letter-of-claim" || language == "en-GB") && (name != "demand-announcing-costs" || facts.isInEuro)
    }
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
      #expect(subject.contains(facts.items.count > 3 ? "n17" : "2026-0042"))
      #expect(!subject.contains("1,234"))
      #expect(!subject.contains("1.234"))
      #expect(!subject.contains("\n"))
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

extension NoticeFacts {
  /// The Dutch scale is in euro.
  fileprivate var isInEuro: Bool { items.allSatisfy { $0.amount.currency.code == "EUR" } }
}
