import Dunning

/// Writes sample notices of every shape with every template, so that what is wrong shows before a debtor sees it.
enum LetterTrial {
  static func errors(of catalog: TemplateCatalog) -> [TemplateError] {
    let renderer = LetterRenderer(catalog: catalog)
    var errors: [TemplateError] = []
    for language in catalog.languages {
      for step in catalog.stepNames(in: language) + [""] {
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
      } catch {
        return error
      }
    }
    return nil
  }
}
