package import Dunning

/// Writes sample notices of every shape with every template, so that what is wrong shows before a debtor sees it.
enum LetterTrial {
  static func errors(of catalog: TemplateCatalog) -> [TemplateError] {
    let renderer = LetterRenderer(catalog: catalog)
    var errors: [TemplateError] = []
    for language in catalog.languages {
      for step in catalog.stepNames(in: language) + [""] {
        // Words that are too hard for a tone are told where a policy gives the step that tone.
        for tone in Step.Tone.allCases where !catalog.findings(step: step, tone: tone).contains(where: \.isError) {
          let shapes = SampleFacts.allShapes(language: language, step: step, tone: tone)
          if let error = firstError(renderer, shapes) { errors.append(error) }
        }
      }
    }
    return errors
  }

  private static func firstError(_ renderer: LetterRenderer, _ shapes: [NoticeFacts]) -> TemplateError? {
    for (index, facts) in shapes.enumerated() {
      do throws(TemplateError) {
        let notice = try renderer.render(facts)
        let hasLetter = renderer.catalog.hasLetter(language: facts.language, step: facts.step, tone: facts.tone)
        let paper = hasLetter ? try renderer.paper(facts) : nil
        // One that is overdue, with all that a letter may hold, and one that is due later show what the guard may find.
        guard index == 1 || index == 4 else { continue }
        let found =
          renderer.findings(in: notice, for: facts) + (paper.map { renderer.findings(in: $0, for: facts) } ?? [])
        let wrong = found.first(where: \.isError)
        let name = facts.step.isEmpty ? facts.tone.rawValue : facts.step
        if let wrong { return wrong.error(in: "\(facts.language)/\(name)") }
      } catch {
        return error
      }
    }
    return nil
  }
}

extension LetterRenderer {
  /// Sets a sample letter of the step for this creditor.
  ///
  /// - Returns: what is wrong with it: a glyph that no font has, a logo that is no image; nil when nothing is.
  package func trialError(of step: Step, _ creditor: Creditor) -> TemplateError? {
    let shapes = SampleFacts.allShapes(language: creditor.language, step: step.name, tone: step.tone)
    guard let sample = shapes.first(where: { $0.payBy != nil }) else { return nil }
    let facts = NoticeFacts(
      creditor: creditor, debtor: sample.debtor, language: creditor.language, step: step.name, tone: step.tone,
      items: sample.items, payBy: sample.payBy, now: sample.now, zone: sample.zone, number: sample.number,
      previous: sample.previous, isContentCertified: step.post == .contentCertified)
    do throws(TemplateError) {
      _ = try letter(facts)
      return nil
    } catch {
      return error
    }
  }
}
