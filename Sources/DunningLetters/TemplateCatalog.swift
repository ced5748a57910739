package import Dunning

/// The checked templates of all languages.
package struct TemplateCatalog: Sendable {
  /// Language, then tone or step, then kind.
  private let templates: [String: [String: [TemplateKind: LetterTemplate]]]
  /// Looks at the letters that are written from them.
  package let guardian: Guard

  /// Reads `<language>/*.mustache` of all directories, checks every name in them and tries each on sample notices.
  ///
  /// - Parameters:
  ///   - directories: a firm's own first, then the vendor's; those that do not exist are left out.
  ///   - phrases: what must not be said in a letter.
  /// - Returns: the templates; of those with one name, the first directory's.
  /// - Throws: ``TemplateErrors`` with every mistake there is.
  package static func load(
    directories: [String], phrases: PhraseBook = .empty
  ) throws(TemplateErrors) -> TemplateCatalog {
    let guardian = Guard(phrases)
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
      templates[folder.language] = compile(folder, guardian, &errors)
    }
    let catalog = TemplateCatalog(templates: templates, guardian: guardian)
    errors += catalog.findings.filter { $0.severity == .error }.map(\.error)
    if errors.isEmpty { errors += LetterTrial.errors(of: catalog) }
    guard errors.isEmpty else { throw TemplateErrors(all: inOrder(errors)) }
    return catalog
  }

  /// The tags of the languages whose dates and sums are known, so that there can be templates for them.
  package static var knownLanguages: [String] { LetterLanguage.known.map(\.tag) }

  /// The languages that there are templates for, in alphabetical order.
  package var languages: [String] { templates.keys.sorted() }

  /// Whether there is a letter on paper for this tone in the language of the tag.
  package func hasLetter(language tag: String, step: String, tone: Step.Tone) -> Bool {
    language(for: tag).map { template(.letter, language: $0, step: step, tone: tone) != nil } ?? false
  }

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

  /// What the guard says of the templates' words, by place, each once. What is wrong in some tones only is said for the
  /// templates of these tones; those of a step are asked for with its tone (``findings(step:tone:)``).
  package var findings: [Finding] {
    let found = templates.values.flatMap { stems in
      stems.flatMap { stem, kinds in
        let tones = Step.Tone(rawValue: stem).map { [$0] } ?? Step.Tone.allCases
        return kinds.values.flatMap(\.findings).filter { $0.tones.isSuperset(of: tones) }.map(\.finding)
      }
    }
    return Self.inOrder(found)
  }

  /// What the guard says of the templates that a step of this name and tone has of its own.
  package func findings(step: String, tone: Step.Tone) -> [Finding] {
    let found = templates.values.flatMap { stems in
      (stems[step] ?? [:]).values.flatMap(\.findings).filter { $0.tones.contains(tone) }.map(\.finding)
    }
    return Self.inOrder(found)
  }

  private static func inOrder(_ findings: [Finding]) -> [Finding] {
    let none = TemplatePlace(file: "")
    return Set(findings).sorted { ($0.place ?? none, $0.message) < ($1.place ?? none, $1.message) }
  }

  func template(_ kind: TemplateKind, language: String, step: String, tone: Step.Tone) -> LetterTemplate? {
    let stems = templates[language]
    return stems?[step]?[kind] ?? stems?[tone.rawValue]?[kind]
  }

  private static func compile(
    _ folder: TemplateFolder, _ guardian: Guard, _ errors: inout [TemplateError]
  ) -> [String: [TemplateKind: LetterTemplate]] {
    for tone in Step.Tone.allCases {
      for kind in TemplateKind.required where folder.template(tone.rawValue, kind) == nil {
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
          var template = try LetterTemplate(path: file.path, kind: kind, tokens: tokens)
          let look = guardian.look(at: tokens, kind: kind, path: file.path, language: folder.language)
          (template.findings, template.lawFigures) = (look.findings, look.lawFigures)
          compiled[stem, default: [:]][kind] = template
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
