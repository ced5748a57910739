import Dunning
import DunningLetters
import Foundation
import Testing

@Suite("A firm's own templates")
struct OverrideTests {
  private func catalog(_ files: [String: String]) throws -> TemplateCatalog {
    let directory = try Samples.temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let folder = directory.appending(path: "en")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, content) in files {
      try content.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
    }
    return try TemplateCatalog.load(directories: [directory.path, Samples.vendor.path])
  }

  @Test("a file replaces the vendor's of the same name, and only that")
  func fileReplacesVendors() throws {
    let renderer = LetterRenderer(catalog: try catalog(["reminder.subject.mustache": "Hello from {{creditor_name}}\n"]))
    let notice = try renderer.render(try Samples.facts())
    #expect(notice.subject == "Hello from ACME GmbH")
    #expect(notice.text.contains("According to our records"))
  }

  @Test("a partial replaces the vendor's in every letter")
  func partialReplacesVendors() throws {
    let renderer = LetterRenderer(catalog: try catalog(["_greeting.mustache": "Hello {{debtor_name}},\n"]))
    for tone in Step.Tone.allCases {
      let notice = try renderer.render(try Samples.facts("en", tone))
      #expect(notice.text.contains("Hello Beispiel AG,"))
      #expect(notice.html.contains("Hello Beispiel AG,"))
    }
  }

  @Test("a step's own template comes before its tone's")
  func stepComesBeforeTone() throws {
    let catalog = try catalog(["last-call.subject.mustache": "Last call: {{reference}}"])
    #expect(catalog.stepNames == ["content-certified", "last-call", "letter-of-claim", "statement-of-account"])
    let renderer = LetterRenderer(catalog: catalog)
    #expect(try renderer.render(try Samples.facts(step: "last-call")).subject == "Last call: 2026-0042")
    #expect(try renderer.render(try Samples.facts(step: "other")).subject == "Payment reminder – invoice 2026-0042")
  }

  @Test("a text partial in a text mail is not escaped, whatever its nesting")
  func textPartialIsNotEscaped() throws {
    let renderer = LetterRenderer(
      catalog: try catalog([
        "_greeting.text.mustache": "{{> inner}}\n", "_inner.mustache": "Hello {{debtor_name}},\n",
      ]))
    let notice = try renderer.render(try Samples.facts(debtor: try Samples.debtor("Tom & Söhne", kind: .consumer)))
    #expect(notice.text.contains("Hello Tom & Söhne,"))
    #expect(notice.html.contains("Dear Tom &amp; Söhne,"))
  }

  @Test("a partial without a line end at its end does not swallow the next paragraph")
  func partialWithoutLineEnd() throws {
    let renderer = LetterRenderer(catalog: try catalog(["_greeting.mustache": "Hello {{debtor_name}},"]))
    #expect(try renderer.render(try Samples.facts()).text.hasPrefix("Hello Beispiel AG,\n\nAccording"))
  }

  @Test("lines are joined and wrapped, an indented line and a broken one are kept")
  func linesAreWrapped() throws {
    let source = """
      One
      two.{{break}}
      Three {{total}} {{reference}} {{#pay_by}}{{pay_by}}{{/pay_by}}
      {{! nobody reads this }}

        kept   as it is


      Name:{{tab}}Alex
      Street:{{tab}}1
      Sum{{right}}5
      {{rule}}

      """
    let renderer = LetterRenderer(catalog: try catalog(["reminder.text.mustache": source]))
    let notice = try renderer.render(try Samples.facts(payBy: nil))
    #expect(
      notice.text == """
        One two.
        Three EUR 1,234.56 2026-0042

          kept   as it is

        Name:    Alex
        Street:  1
        Sum         5
        -------------

        """)
  }

  @Test(
    "a tag finds its templates",
    arguments: [
      ("de-AT", "de"), ("de-CH", "de"), ("EN", "en"), ("en-GB", "en-GB"), ("en-us", "en-US"), ("en-AU", "en"),
      ("fr-CA", "fr"), ("fr-CH", "fr"), ("nl-BE", "nl"), ("es-MX", "es"), ("es-419", "es"), ("it-CH", "it"),
      ("ja-JP", "ja"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-Hans-CN", "zh-Hans"), ("zh-TW", nil),
      ("zh-Hant", nil), ("ko", nil), ("", nil),
    ] as [(String, String?)])
  func tagFindsTemplates(tag: String, language: String?) throws {
    #expect(try Samples.catalog().language(for: tag) == language)
  }
}
