import Dunning

/// The checked templates of all languages.
package struct TemplateCatalog: Sendable {
  /// Language, then tone or step, then kind.
  private let templates: [String: [String: [TemplateKind: LetterTemplate]]]

  /// Reads `<language>/*.mustache` of all directories, checks every name in them and tries each on sample notices.
  ///
  /// - Parameter directories: a firm's own first, then the vendor's; those that do not exist are left out.
  /// - Returns: the templates; of those with one name, the first directory's.
  /// - Throws: ``TemplateErrors`` with every mistake there is.
  package static func load(directories: [String]) throws(TemplateErrors) -> TemplateCatalog {
    var errors: [TemplateError] = []
    var templates: [String: [String: [TemplateKind: LetterTemplate]]] = [:]
    let folders = TemplateFolder.all(in: directories, errors: &errors)
    if folders.isEmpty {
      errors.append(
        TemplateError(
          .missingFile, "there are no templates in \(directories.joined(separator: ", "))",
          hint: "a template is a file such as en/reminder.text.mustache"))
    }
    for folder in folders {
      guard LetterLanguage.known(folder.language) != nil else {
        let tags = LetterLanguage.known.map(\.tag).joined(separator: ", ")
        errors.append(
          TemplateError(
            .unknownLanguage, "there are no rules for dates and sums in \(quoted(folder.language))",
            hint: "the folders are \(tags)"))
        continue
      }
      templates[folder.language] = compile(folder, &errors)
    }
    let catalog = TemplateCatalog(templates: templates)
    if errors.isEmpty { errors += LetterTrial.errors(of: catalog) }
    guard errors.isEmpty else { throw TemplateErrors(all: inOrder(errors)) }
    return catalog
  }

  /// The languages that there are templates for, in alphabetical order.
  package var languages: [String] { templates.keys.sorted() }

  /// The steps that have templates of their own in some language, in alphabetical order.
  package var stepNames: [String] {
    Set(languages.flatMap(stepNames)).sorted()
  }

  func stepNames(in language: String) -> [String] {
    Set(templates[language, default: [:]].keys).subtracting(Step.Tone.allCases.map(\.rawValue)).sorted()
  }

  /// The language of the templates that speak for this tag: `de` for `de-AT`, `zh-Hans` for `zh-CN`; nil when none do.
  package func language(for tag: String) -> String? {
    if templates[tag] != nil { return tag }
    var subtags = tag.split(separator: "-")
    while !subtags.isEmpty {
      let candidate = subtags.joined(separator: "-").lowercased()
      let match = LetterLanguage.known.first { language in
        candidate == language.tag.lowercased() || language.aliases.contains { $0.lowercased() == candidate }
      }
      if let match, templates[match.tag] != nil { return match.tag }
      // Traditional Chinese is not simplified Chinese: only what was named above may be shortened to `zh`.
      guard candidate.split(separator: "-").first != "zh" || candidate.hasPrefix("zh-hans") else { return nil }
      subtags.removeLast()
    }
    return nil
  }

  func template(_ kind: TemplateKind, language: String, step: String, tone: Step.Tone) -> LetterTemplate? {
    let stems = templates[language]
    return stems?[step]?[kind] ?? stems?[tone.rawValue]?[kind]
  }

  private static func compile(
    _ folder: TemplateFolder, _ errors: inout [TemplateError]
  ) -> [String: [TemplateKind: LetterTemplate]] {
    for tone in Step.Tone.allCases {
      for kind in TemplateKind.allCases where folder.template(tone.rawValue, kind) == nil {
        let name = "\(folder.language)/\(tone.rawValue).\(kind.rawValue)\(TemplateFile.suffix)"
        errors.append(
          TemplateError(.missingFile, "\(name) is missing", hint: "every tone has a subject, a text and an html"))
      }
    }
    var compiled: [String: [TemplateKind: LetterTemplate]] = [:]
    for stem in folder.stems {
      for kind in TemplateKind.allCases {
        guard let file = folder.template(stem, kind) else { continue }
        var assembly = TemplateAssembly(folder: folder, kind: kind)
        let tokens = assembly.assemble(file)
        let found = assembly.errors + TemplateCheck(tokens, kind: kind).errors + wholeDocumentErrors(file, tokens)
        errors += found
        guard found.isEmpty else { continue }
        do throws(TemplateError) {
          compiled[stem, default: [:]][kind] = try LetterTemplate(path: file.path, kind: kind, tokens: tokens)
        } catch {
          // What the scanner has found already is said once, with its place.
          if errors.isEmpty { errors.append(error) }
        }
      }
    }
    return compiled
  }

  private static func wholeDocumentErrors(_ file: TemplateFile, _ tokens: [TemplateToken]) -> [TemplateError] {
    guard file.kind == .html, !tokens.contains(where: { $0.kind == .text && $0.content.contains("</html>") }) else {
      return []
    }
    return [
      TemplateError(
        .wrongContentType, "the HTML template writes no whole document", hint: "it ends with </body></html>",
        place: TemplatePlace(file: file.path))
    ]
  }

  /// By place, each mistake once: a partial's mistakes are found in every template that includes it.
  private static func inOrder(_ errors: [TemplateError]) -> [TemplateError] {
    var seen: Set<TemplateError> = []
    return errors.filter { seen.insert($0).inserted }
      .sorted { ($0.place ?? TemplatePlace(file: ""), $0.message) < ($1.place ?? TemplatePlace(file: ""), $1.message) }
  }
}
