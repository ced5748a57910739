import Dunning
import DunningLetters
import Testing

@Suite("The file name of a letter")
struct LetterFileNameTests {
  @Test(
    "it is in the debtor's language, in ASCII, with nothing that a file system stumbles over",
    arguments: [
      ("de", ["2026-0042"], "Mahnung-2026-0042.pdf"), ("de-AT", ["RE 42/1"], "Mahnung-RE-42-1.pdf"),
      ("fr", ["../../etc"], "Mise-en-demeure-etc.pdf"), ("zh-Hans", ["发票"], "Demand-n17.pdf"),
      ("en", ["A", "B"], "Demand-n17.pdf"), ("xx", ["..."], "Demand-n17.pdf"),
    ])
  func name(language: String, references: [String], expected: String) {
    let name = LetterFileName.name(language: language, tone: .demand, references: references, number: "n17")
    #expect(name == expected)
  }
}
