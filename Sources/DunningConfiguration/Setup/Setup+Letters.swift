import Dunning
import DunningLetters

extension Setup {
  /// What keeps the steps that send letters on paper from doing so: a language without a letter for their tone is a
  /// warning, a letter that cannot be set with the fonts of this machine an error.
  ///
  /// It opens the fonts, so it is asked for by a check only, and does nothing where no step sends letters.
  func letterFindings() -> (errors: [String], warnings: [String]) {
    let renderer = LetterRenderer(catalog: templates)
    var (errors, warnings, tried) = ([String](), [String](), Set<String>())
    for creditor in configuration.rulebook.creditors.values.sorted(by: { $0.id < $1.id }) {
      for step in steps where step.channels.contains(.letter) {
        let letter = "the letter of the step \(quoted(step.name)) in \(creditor.language)"
        guard tried.insert("\(creditor.id) \(letter)").inserted else { continue }
        guard templates.hasLetter(language: creditor.language, step: step.name, tone: step.tone) else {
          warnings.append("warning: \(letter) has no template; write \(step.tone.rawValue).letter.mustache")
          continue
        }
        if let error = renderer.trialError(of: step, creditor) { errors.append("\(letter), \(creditor.id): \(error)") }
      }
    }
    return (errors, warnings)
  }

  private var steps: [Step] {
    configuration.rulebook.policies.values.sorted { $0.name < $1.name }.flatMap(\.steps)
  }
}
