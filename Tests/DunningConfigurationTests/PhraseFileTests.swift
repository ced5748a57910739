import DunningConfiguration
import DunningLetters
import Foundation
import Testing

@Suite("Phrases that no letter may hold")
struct PhraseFileTests {
  @Test("the vendor's lists can be read, one for each language of the templates")
  func vendorLists() throws {
    let book = try PhraseBook.load(directories: [Fixtures.vendor.path])
    #expect(book.languages == ["de", "en", "es", "fr", "it", "ja", "nl", "zh-Hans"])
  }

  @Test("a template that threatens is refused, with its line, a caret, the reason and its source")
  func threat() throws {
    let check = try check(["templates/en/_reminder-farewell.mustache": "Kind regards\nor we will call the police.\n"])
    let said = try #require(check.errors.first)
    #expect(said.hasPrefix("\(folderMark)/templates/en/_reminder-farewell.mustache:2:21: error: \"police\": "))
    #expect(said.contains("[threat; AJA 1970 s. 40 (1) (c)"))
    #expect(said.hasSuffix("\n  or we will call the police.\n                      ^"))
  }

  @Test("a sum, a date and a total that is another stand in a template in vain")
  func figures() throws {
    let request = "Please pay {{total}} and $5 by 1 March 2026.\n\nTotal due: {{principal}}\n"
    let check = try check(["templates/en/_reminder-request.mustache": request])
    #expect(Set(check.errors.map(rule)) == ["unknown-amount", "unknown-date", "two-totals"])
  }

  @Test("a demand that lacks what it must say is a warning")
  func missing() throws {
    let check = try check(["templates/en/_demand-questions.mustache": "Thank you.\n"])
    #expect(check.errors == [])
    #expect(Set(check.warnings.map(rule)) == ["missing-part"])
  }

  @Test("words of a step are held against the tone that a policy gives it")
  func stepTone() throws {
    let text =
      "{{debtor_name}} {{reference}} {{total}} {{#pay_by}}{{pay_by}}{{/pay_by}}\n\nWe will take you to court.\n"
    let words = ["templates/en/nudge.text.mustache": text]
    #expect(try check(words).errors == [])
    let policy =
      "policies:\n  standard:\n    steps:\n      - {name: nudge, at: due+3d, tone: reminder, send: [email]}\n"
    #expect(try Set(check(words, policy: policy).errors.map(rule)).contains("wrong-tone"))
  }

  @Test("a firm's own file adds phrases, replaces them by name and switches them off")
  func ownFile() throws {
    let own = """
      language: en
      phrases:
        prosecution: {severity: off}
        house-style: {rule: insult, severity: warning, any: [moreover], why: is not our style}
      """
    let check = try check([
      "guard/house.yaml": own, "templates/en/_reminder-farewell.mustache": "Moreover, we will call the police.\n",
    ])
    #expect(check.errors == [])
    #expect(check.warnings.map(rule) == ["insult"])
  }

  @Test("a file of the vendor's name takes its place")
  func override() throws {
    let check = try check([
      "guard/en.yaml": "language: en\nphrases: {}\n",
      "templates/en/_reminder-farewell.mustache": "We will call the police.\n",
    ])
    #expect(check.errors == [])
    #expect(check.warnings == [])
  }

  @Test(
    "a mistake in a file is told with its place",
    arguments: [
      ("rule: insult, any: [x], why: y", "3:27: error: any: \"x\": the first word is too short"),
      ("rule: insolt, any: [moreover], why: y", "3:13: error: rule cannot be \"insolt\"; did you mean insult?"),
      ("rule: insult, any: [moreover]", "error: phrases.a needs why"),
      ("rule: insult, any: [moreover], why: y, given: [totl]", "there is no value \"totl\"; did you mean total?"),
      ("rule: insult, any: [moreover], why: y, allowed_in: [demands]", "did you mean demand?"),
      ("rule: insult, some: [moreover], why: y", "unknown key \"some\" in phrases.a"),
    ])
  func mistakes(entry: String, message: String) throws {
    let check = try check(["guard/house.yaml": "language: en\nphrases:\n  a: {\(entry)}\n"])
    #expect(check.errors.contains { $0.contains(message) }, "\(check.errors)")
  }

  private let folderMark = "FOLDER"

  /// What a check says of the vendor's data with these files of a firm's own.
  private func check(_ files: [String: String], policy: String = "") throws -> Said {
    let folder = try Folder()
    for (name, text) in files { try folder.write(text, to: name) }
    try folder.write("mode: held\n\(policy)", to: "dunningd.yaml")
    let check = ConfigurationCheck(
      Setup.Places(
        file: "\(folder.path)/dunningd.yaml", dataDirectory: Fixtures.vendor.path, ownDirectory: folder.path,
        stateDirectory: folder.path))
    let plain = { (text: String) in text.replacing(folder.path, with: folderMark) }
    return Said(errors: check.errors.map(plain), warnings: check.warnings.map(plain))
  }

  private struct Said {
    let errors: [String]
    let warnings: [String]
  }

  /// The rule that a finding names in brackets.
  private func rule(_ text: String) -> String {
    text.firstMatch(of: /\[([a-z-]+)[;\]]/).map { String($0.output.1) } ?? text
  }

}
