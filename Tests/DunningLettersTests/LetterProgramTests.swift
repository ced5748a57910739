import Foundation
import Testing

@testable import DunningLetters

/// The cases of the Mustache specification (1.4.1: interpolation, sections, inverted, comments) that letters can have;
/// what the others need, such as unescaped values, other delimiters and dotted names, is refused by the scanner.
@Suite("A template as a program")
struct LetterProgramTests {
  private static let row = LetterRow([
    .overdue: .flag(true), .several: .flag(false), .bank: .text("&\"<>'"), .iban: .absent, .total: .text("12"),
    .tab: .mark(9), .break: .mark(31, html: "<br>"), .single: .list([]),
    .items: .list([LetterRow([.reference: .text("1"), .contract: .absent]), LetterRow([.reference: .text("2")])]),
    .reference: .text("all"), .contract: .text("V"),
  ])

  private func fill(_ source: String, _ kind: TemplateKind = .text) throws -> String {
    let scanner = TemplateScanner(file: "t", source: source)
    #expect(scanner.errors.isEmpty)
    let program = try LetterProgram(scanner.tokens, kind: kind, path: "t")
    return String(decoding: try program.filled(with: Self.row), as: UTF8.self)
  }

  @Test(
    "values stand where their names stood",
    arguments: [
      ("Hello from {Mustache}!\n", "Hello from {Mustache}!\n"), ("| {{total}} |", "| 12 |"),
      ("  {{total}}\n", "  12\n"), ("|{{ total }}|", "|12|"), ("{{total}}{{total}}", "1212"), ("", ""),
    ])
  func interpolation(source: String, expected: String) throws { #expect(try fill(source) == expected) }

  @Test("a value is escaped in HTML and left alone in text; a mark is itself in each")
  func escaping() throws {
    #expect(try fill("{{bank}}|{{tab}}{{break}}") == "&\"<>'|\t\u{1F}")
    #expect(try fill("{{bank}}|{{tab}}{{break}}", .html) == "&amp;&quot;&lt;&gt;&#39;|<br>")
  }

  @Test(
    "a section is entered when its value is there, once for each row of a list",
    arguments: [
      ("{{#overdue}}yes{{/overdue}}", "yes"), ("{{#several}}yes{{/several}}", ""), ("{{#iban}}yes{{/iban}}", ""),
      ("{{#bank}}{{total}}{{/bank}}", "12"), ("{{#items}}{{reference}}{{/items}}", "12"),
      ("{{#single}}yes{{/single}}", ""), ("{{#items}}{{total}}{{/items}}", "1212"),
      ("{{#overdue}}a{{/overdue}}b{{#overdue}}c{{/overdue}}", "abc"),
      ("|{{#overdue}}A{{#several}}B{{/several}}C{{/overdue}}|", "|AC|"),
      ("{{#items}}{{#overdue}}{{reference}}{{/overdue}}{{/items}}{{reference}}", "12all"),
    ])
  func sections(source: String, expected: String) throws { #expect(try fill(source) == expected) }

  @Test(
    "an inverted section is entered when its value is not there",
    arguments: [
      ("{{^overdue}}no{{/overdue}}", ""), ("{{^several}}no{{/several}}", "no"), ("{{^iban}}no{{/iban}}", "no"),
      ("{{^items}}no{{/items}}", ""), ("{{^single}}no{{/single}}", "no"), ("{{^bank}}no{{/bank}}", ""),
      ("{{#items}}{{^contract}}-{{/contract}}{{#contract}}{{contract}}{{/contract}}{{/items}}", "-V"),
    ])
  func invertedSections(source: String, expected: String) throws { #expect(try fill(source) == expected) }

  @Test(
    "the line of a tag that stands alone on it goes away",
    arguments: [
      ("| This Is\n{{#overdue}}\n|\n{{/overdue}}\n| A Line\n", "| This Is\n|\n| A Line\n"),
      ("| This Is\n  {{#overdue}}\n|\n  {{/overdue}}\n| A Line\n", "| This Is\n|\n| A Line\n"),
      ("| This Is\n{{^several}}\n|\n{{/several}}\n| A Line", "| This Is\n|\n| A Line"),
      ("  {{#overdue}}\n#{{/overdue}}\n/", "#\n/"), ("#{{#overdue}}\n/\n  {{/overdue}}", "#\n/\n"),
      (" | {{#overdue}}\t|\t{{/overdue}} | \n", " | \t|\t | \n"),
      (" | {{#overdue}} {{! x }}\n {{/overdue}} | \n", " |  \n  | \n"),
      (" {{#overdue}}YES{{/overdue}}\n {{#overdue}}GOOD{{/overdue}}\n", " YES\n GOOD\n"),
      ("{{#overdue}}\n{{#overdue}}\nx\n{{/overdue}}\n{{/overdue}}\n", "x\n"),
      ("{{#several}}\nx\n{{/several}}\n{{^several}}\ny\n{{/several}}\n", "y\n"),
    ])
  func standaloneLines(source: String, expected: String) throws { #expect(try fill(source) == expected) }

  @Test("after a section that began inside a line, a tag does not stand alone: the vendor's greetings rely on it")
  func goesOnInsideTheLine() throws {
    let source = "<p>{{#several}}\nx\n{{/several}}\n{{^several}}\ny\n{{/several}}\n</p>"
    #expect(try fill(source) == "<p>\ny\n</p>")
  }

  @Test(
    "what is absent, is no text or is out of place is an error, never a blank",
    arguments: [
      ("{{iban}}", TemplateError.Code.unguardedVariable), ("{{amount}}", .unguardedVariable),
      ("{{#items}}{{contract}}{{/items}}", .unguardedVariable), ("{{overdue}}", .wrongUse), ("{{items}}", .wrongUse),
      ("{{nothing}}", .unknownVariable), ("{{#nothing}}{{/nothing}}", .unknownVariable), ("{{> x}}", .unknownPartial),
      ("a\0b", .malformedTag),
    ])
  func refusals(source: String, code: TemplateError.Code) throws {
    do throws(TemplateError) {
      let program = try LetterProgram(TemplateScanner(file: "t", source: source).tokens, kind: .text, path: "t")
      _ = try program.filled(with: Self.row)
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.code == code)
      #expect(error.place?.file == "t")
    }
  }

  @Test("every name in a template is the case's own, and is found by it")
  func names() {
    #expect(LetterName.debtorIsBusiness.text == "debtor_is_business")
    #expect(LetterName.break.text == "break")
    for name in LetterName.allCases { #expect(LetterName(name.text) == name) }
    #expect(LetterName("creditorName") == nil)
  }
}
