import DunningLetters
import Testing

@Suite("The mail that tells of a file that was not taken in")
struct RefusedFileTests {
  @Test("each language has words of its own, with the file, the reason and where it lies")
  func ownWords() throws {
    let files = [RefusedFileFacts(name: "a\u{202E}.xml", reason: "line 3: no statement", folder: "/in/refused")]
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    let languages = ["de", "en", "es", "fr", "it", "ja", "nl", "zh-Hans"]
    for language in languages {
      let mail = renderer.render(files, language: language)
      #expect(mail.language == language)
      for words in ["a .xml", "line 3: no statement", "/in/refused"] { #expect(mail.text.contains(words)) }
      #expect(mail.subject.hasSuffix(": a .xml"))
    }
    #expect(Set(languages.map { renderer.render(files, language: $0).subject }).count == languages.count)
    #expect(renderer.render(files + files, language: "en").subject == "Statement not taken in")
  }

  @Test("invoices are told of in other words than statements, and both in one mail")
  func kinds() throws {
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    let invoice = RefusedFileFacts(kind: .invoice, name: "b.xml", reason: "it is Facturae", folder: "/invoices/refused")
    let statement = RefusedFileFacts(name: "a.xml", reason: "line 3", folder: "/in/refused")
    let languages = ["de", "en", "es", "fr", "it", "ja", "nl", "zh-Hans"]
    for language in languages {
      let (one, both) = (
        renderer.render([invoice], language: language), renderer.render([invoice, statement], language: language)
      )
      #expect(one.subject != renderer.render([statement], language: language).subject.replacing("a.xml", with: "b.xml"))
      #expect(!both.subject.contains("xml") && both.text.contains("a.xml") && both.text.contains("b.xml"))
      #expect(both.text.contains("/in/refused") && both.text.contains("/invoices/refused"))
    }
    #expect(Set(languages.map { renderer.render([invoice], language: $0).subject }).count == languages.count)
  }
}
