import Dunning

/// Writes sample notices of every shape with every template, so that what is wrong shows before a debtor sees it.
enum LetterTrial {
  static func errors(of catalog: TemplateCatalog) -> [TemplateError] {
    let renderer = LetterRenderer(catalog: catalog)
    var errors: [TemplateError] = []
    for language in catalog.languages {
      for step in catalog.stepNames + [""] {
        for tone in Step.Tone.allCases {
          for facts in SampleFacts.allShapes(language: language, step: step, tone: tone) {
            do throws(TemplateError) {
              _ = try renderer.render(facts)
            } catch {
              errors.append(
                TemplateError(
                  error.code, "\(language)/\(step.isEmpty ? tone.rawValue : step): \(error.message)",
                  hint: error.hint, place: error.place))
            }
          }
        }
      }
    }
    return errors
  }
}
