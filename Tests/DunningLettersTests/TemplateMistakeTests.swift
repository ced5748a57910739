import DunningLetters
import Foundation
import Testing

@Suite("Mistakes in templates")
struct TemplateMistakeTests {
  @Test("the vendor's templates have none")
  func vendorTemplatesAreRight() throws {
    let catalog = try Samples.catalog()
    #expect(
      catalog.languages == ["de", "en", "en-GB", "en-US", "es", "fr", "it", "ja", "nl", "zh-Hans"])
    #expect(catalog.stepNames == ["content-certified", "letter-of-claim", "statement-of-account"])
  }

  @Test(
    "a mistake is told with its line and column",
    arguments: [
      ("{{totl}}", TemplateError.Code.unknownVariable, 3, 1),
      ("Sum: {{pay_by}}", .unguardedVariable, 3, 6),
      ("{{^pay_by}}{{pay_by}}{{/pay_by}}", .unguardedVariable, 3, 12),
      ("{{amount}}", .unknownVariable, 3, 1),
      ("{{#items}}{{paid}}{{/items}}", .unguardedVariable, 3, 11),
      ("{{overdue}}", .wrongUse, 3, 1), ("{{items}}", .wrongUse, 3, 1), ("{{#total}}x{{/total}}", .wrongUse, 3, 1),
      ("{{{total}}}", .malformedTag, 3, 1), ("{{&total}}", .malformedTag, 3, 1), ("{{=<% %>=}}", .malformedTag, 3, 1),
      ("{{total", .malformedTag, 3, 1), ("{{debtor.name}}", .malformedTag, 3, 1), ("{{}}", .malformedTag, 3, 1),
      ("{{% CONTENT_TYPE:HTML}}", .malformedTag, 3, 1), ("{{.}}", .malformedTag, 3, 1),
      ("{{#overdue}}", .unbalancedSection, 3, 1), ("{{/overdue}}", .unbalancedSection, 3, 1),
      ("{{#overdue}}{{/several}}{{/overdue}}", .unbalancedSection, 3, 13),
      ("x {{> acount}}", .unknownPartial, 3, 3),
      ("<p>Hello</p>", .wrongContentType, 1, 1),
    ] as [(String, TemplateError.Code, Int, Int)])
  func mistakeHasItsPlace(line: String, code: TemplateError.Code, row: Int, column: Int) throws {
    let source = "{{reference}} {{total}} {{#pay_by}}{{pay_by}}{{/pay_by}}\n\n\(line)\n"
    let errors = try Samples.catalogErrors(changing: ["reminder.text.mustache": source])
    let error = try #require(errors.first)
    #expect(error.code == code)
    #expect(error.hint != nil)
    if code != .wrongContentType { #expect(errors.allSatisfy { $0.place?.line == row }) }
    #expect(error.place?.column == (code == .wrongContentType ? error.place?.column : column))
    #expect(error.place?.file.hasSuffix("en/reminder.text.mustache") ?? false)
  }

  @Test("all mistakes are told at once, a partial's only once")
  func allMistakesAtOnce() throws {
    let errors = try Samples.catalogErrors(changing: [
      "_greeting.mustache": "Dear {{debtr_name}},\n", "reminder.subject.mustache": "{{reference}}: {{total}}",
      "demand.html.mustache": nil, "courtesy.txt.mustache": "Hello",
    ])
    #expect(errors.map(\.code) == [.missingFile, .unknownVariable, .wrongContentType, .notInSubject])
    #expect(
      errors[1].description.hasSuffix(
        "_greeting.mustache:1:6: error: there is no variable \"debtr_name\" (did you mean debtor_name?)"))
  }

  @Test("a partial that includes itself is a mistake")
  func partialCycle() throws {
    let errors = try Samples.catalogErrors(changing: ["_greeting.mustache": "{{> greeting}}\n"])
    #expect(Set(errors.map(\.code)) == [.partialCycle])
  }

  @Test("partials that each include the next one twice are a mistake, and not the end of the memory")
  func partialBomb() throws {
    var files: [String: String?] = ["_greeting.mustache": "{{> bomb0}}\n"]
    for number in 0..<40 { files["_bomb\(number).mustache"] = "{{> bomb\(number + 1)}}{{> bomb\(number + 1)}}\n" }
    files["_bomb40.mustache"] = "x\n"
    let errors = try Samples.catalogErrors(changing: files)
    #expect(Set(errors.map(\.code)) == [.partialCycle])
  }

  @Test("a partial for text and HTML has no markup")
  func neutralPartialHasNoMarkup() throws {
    let errors = try Samples.catalogErrors(changing: ["_greeting.mustache": "Tom & Co\n"])
    #expect(errors.map(\.code) == [.wrongContentType])
  }

  @Test("a letter that forgets the total, the reference or the pay-by date is found when the templates are loaded")
  func incompleteLetterIsFound() throws {
    let sources = ["{{reference}}", "{{total}}", "{{reference}} {{total}}"]
    for source in sources {
      let errors = try Samples.catalogErrors(changing: ["reminder.text.mustache": source])
      #expect(Set(errors.map(\.code)) == [.incompleteLetter])
      #expect(errors.first?.place?.file.hasSuffix("en/reminder.text.mustache") ?? false)
    }
  }

  @Test("a language without rules for dates and sums, and a directory without templates, are mistakes")
  func unknownLanguage() throws {
    #expect(try Samples.catalogErrors(changing: [:], language: "de").isEmpty)
    do throws(TemplateErrors) {
      _ = try TemplateCatalog.load(directories: ["/nonexistent"])
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.all.map(\.code) == [.missingFile])
    }
  }

  @Test("the README explains every variable")
  func readmeExplainsEveryVariable() throws {
    let readme = try String(contentsOf: Samples.vendor.appending(path: "README.md"), encoding: .utf8)
    for name in Vocabulary.allNames { #expect(readme.contains("`\(name)`"), "\(name)") }
  }
}
