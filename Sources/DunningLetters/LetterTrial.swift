package import Dunning

/// Writes sample notices of every shape with every template, so that what is wrong shows before a debtor sees it.
enum LetterTrial {
  static func errors(of catalog: TemplateCatalog) -> [TemplateError] {
    let renderer = LetterRenderer(catalog: catalog)
    var errors: [TemplateError] = []
    for language in catalog.languages {
      for step in catalog.stepNames + [""] {
        for tone in Step.Tone.allCases {
          let shapes = SampleFacts.allShapes(language: language, step: step, tone: tone)
          if let error = firstError(renderer, shapes) { errors.append(error) }
        }
      }
    }
    return errors
  }

  private static func firstError(_ renderer: LetterRenderer, _ shapes: [NoticeFacts]) -> TemplateError? {
    for facts in shapes {
      do throws(TemplateError) {
        _ = try renderer.render(facts)
        if renderer.catalog.hasLetter(language: facts.language, step: facts.step, tone: facts.tone) {
          _ = try renderer.paper(facts)
        }
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
      previous: sample.previous)
    do throws(TemplateError) {
      _ = try letter(facts)
      return nil
    } catch {
      return error
    }
  }
}
