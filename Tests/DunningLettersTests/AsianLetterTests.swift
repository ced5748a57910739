import Dunning
import DunningLetters
import Foundation
import PaperTesting
import Testing

@Suite("Letters on paper in Chinese and Japanese")
struct AsianLetterTests {
  private static let languages = ["zh-Hans", "ja"]

  private func letter(_ facts: NoticeFacts) throws -> [UInt8] {
    try LetterRenderer(catalog: try Samples.catalog()).letter(facts)
  }

  @Test("the text of every letter is the golden one, its PDF is sound", arguments: languages)
  func goldens(language: String) throws {
    for (name, facts) in try AsianSamples.shapes(language) {
      let pdf = try letter(facts)
      try save(pdf, "\(language)-\(name)")
      try Samples.compare(try Tool.text(of: pdf), "\(language)/\(name).letter.txt")
      #expect(try Tool.run("qpdf", ["--check", "{}"], on: pdf).contains("No syntax or stream encoding errors found"))
      for font in try Tool.run("pdffonts", ["{}"], on: pdf).split(separator: "\n").dropFirst(2) {
        #expect(font.contains(#/ yes +yes +yes /#), "not embedded, a subset and readable as text: \(font)")
      }
    }
  }

  private func save(_ pdf: [UInt8], _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["SAVE_LETTERS"] else { return }
    try Data(pdf).write(to: URL(filePath: folder).appending(path: "\(name).pdf"))
  }
}
