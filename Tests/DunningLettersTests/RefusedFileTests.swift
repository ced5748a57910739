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
}
