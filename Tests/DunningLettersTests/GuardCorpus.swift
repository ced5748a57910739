import Dunning
import DunningLetters
import Foundation

/// Letters that a firm might write, with what the guard must say of them: the files in `Letters`.
///
/// An entry begins with a rule, or `good`, and a tone; its words follow, and an empty line ends it.
struct CorpusLetter: CustomStringConvertible {
  /// Nil for a letter that is right.
  let rule: GuardRule?
  let tone: Step.Tone
  let payBy: String
  let text: String
  let language: String

  static let languages = ["de", "en", "en-GB", "en-US", "es", "fr", "it", "ja", "nl", "zh-Hans"]

  var description: String { "\(language), \(rule?.rawValue ?? "good"), \(tone): \(text)" }

  static func all(_ language: String) throws -> [CorpusLetter] {
    let file = Samples.goldens.deletingLastPathComponent().appending(path: "Letters/\(language).txt")
    return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n\n").map { entry in
      let lines = entry.split(separator: "\n")
      let words = lines[0].split(separator: " ")
      guard let tone = Step.Tone(rawValue: String(words[1])),
        words[0] == "good" || GuardRule(rawValue: String(words[0])) != nil
      else { throw CocoaError(.formatting) }
      return CorpusLetter(
        rule: GuardRule(rawValue: String(words[0])), tone: tone,
        payBy: words.count > 3 ? String(words[3]) : "2026-12-07",
        text: lines.dropFirst().joined(separator: "\n"), language: language)
    }
  }

  /// Facts of the tone: a courtesy comes before the day on which the claim falls due.
  func facts() throws -> NoticeFacts {
    let item = tone == .courtesy ? try Samples.item(due: "2026-11-26") : try Samples.item()
    return try Samples.facts(language, tone, items: [item], payBy: payBy)
  }

  /// What the guard says of it, without what a sentence alone cannot hold.
  func findings(_ guardian: Guard) throws -> [Finding] {
    let facts = try facts()
    let found = guardian.findings(inLetter: text, language: language, for: facts)
    return found.filter { $0.rule != .missingPart }
  }
}
