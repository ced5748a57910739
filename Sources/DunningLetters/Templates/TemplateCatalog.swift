package import Dunning

/// The checked templates of all languages.
package struct TemplateCatalog: Sendable {
  /// By language.
  private let shelves: [String: TemplateShelf]
  /// Looks at the letters that are written from them.
  package let guardian: Guard

  init(shelves: [String: TemplateShelf], guardian: Guard) {
    (self.shelves, self.guardian) = (shelves, guardian)
  }

  /// Lists `<language>/*.mustache` of all directories; a language is read with the first letter in it, or before with
  /// ``require(_:)``.
  ///
  /// - Parameters:
  ///   - directories: a firm's own first, then the vendor's; those that do not exist are left out. Of the templates with
  ///     one name the first directory's is taken.
  ///   - phrases: what must not be said in a letter.
  /// - Throws: ``TemplateErrors``: there are no templates, a folder cannot be read or is no language.
  package init(listing directories: [String], phrases: PhraseBook = .empty) throws(TemplateErrors) {
    guardian = Guard(phrases)
    var errors: [TemplateError] = []
    let folders = TemplateFolder.all(in: directories, errors: &errors)
    if folders.isEmpty {
      errors.append(
        TemplateError(
          .missingFile, "there are no templates in \(directories.joined(separator: ", "))",
          hint: "a template is a file such as en/reminder.text.mustache"))
    }
    for folder in folders where LetterLanguage.known(folder.language) == nil {
      let tags = LetterLanguage.known.map(\.tag).joined(separator: ", ")
      errors.append(
        TemplateError(
          .unknownLanguage, "there are no rules for dates and sums in \(quoted(folder.language))",
          hint: "the folders are \(tags)"))
    }
    guard errors.isEmpty else { throw TemplateErrors(all: Self.inOrder(errors)) }
    shelves = Dictionary(
      folders.map { [guardian] in ($0.language, TemplateShelf($0, guardian)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads the templates of all languages, checks every name in them and tries each on sample notices.
  ///
  /// - Throws: ``TemplateErrors`` with every mistake there is.
  package static func load(
    directories: [String], phrases: PhraseBook = .empty
  ) throws(TemplateErrors) -> TemplateCatalog {
    let catalog = try TemplateCatalog(listing: directories, phrases: phrases)
    try catalog.require(Set(catalog.languages))
    return catalog
  }

  /// Reads, checks and tries the templates of some languages now.
  ///
  /// - Parameter languages: tags; those that there are no templates for are passed over.
  /// - Throws: ``TemplateErrors`` with every mistake in them.
  package func require(_ languages: Set<String>) throws(TemplateErrors) {
    var errors: [TemplateError] = []
    for tag in Set(languages.compactMap(language(for:))).sorted() {
      do throws(TemplateErrors) {
        _ = try shelves[tag]?.templates()
      } catch {
        errors += error.all
      }
    }
    guard errors.isEmpty else { throw TemplateErrors(all: Self.inOrder(errors)) }
  }

  /// The languages in which a firm has templates of its own, in alphabetical order.
  package var ownLanguages: [String] { shelves.values.filter(\.folder.isOwn).map(\.folder.language).sorted() }

  /// The tags of the languages whose dates and sums are known, so that there can be templates for them.
  package static var knownLanguages: [String] { LetterLanguage.known.map(\.tag) }

  /// The languages that there are templates for, in alphabetical order.
  package var languages: [String] { shelves.keys.sorted() }

  /// Whether there is a letter on paper for this tone in the language of the tag; false, too, for one with mistakes, which
  /// ``require(_:)`` and the first letter in it tell.
  package func hasLetter(language tag: String, step: String, tone: Step.Tone) -> Bool {
    language(for: tag).flatMap { try? template(.letter, language: $0, step: step, tone: tone) } != nil
  }

  /// The steps that have templates of their own in some language, in alphabetical order.
  package var stepNames: [String] {
    Set(languages.flatMap(stepNames)).sorted()
  }

  func stepNames(in language: String) -> [String] { shelves[language]?.stepNames ?? [] }

  /// The language of the templates that speak for this tag: `de` for `de-AT`, `zh-Hans` for `zh-CN`; nil when none do.
  package func language(for tag: String) -> String? {
    if shelves[tag] != nil { return tag }
    var subtags = tag.split(separator: "-")
    while !subtags.isEmpty {
      let candidate = subtags.joined(separator: "-").lowercased()
      let match = LetterLanguage.known.first { language in
        candidate == language.tag.lowercased() || language.aliases.contains { $0.lowercased() == candidate }
      }
      if let match, shelves[match.tag] != nil { return match.tag }
      // Traditional Chinese is not simplified Chinese: only what was named above may be shortened to `zh`.
      guard candidate.split(separator: "-").first != "zh" || candidate.hasPrefix("zh-hans") else { return nil }
      subtags.removeLast()
    }
    return nil
  }

  /// What the guard says of the words of the templates that were read, by place, each once. What is wrong in some tones
  /// only is said for the templates of these tones; those of a step are asked for with its tone
  /// (``findings(step:tone:)``).
  package var findings: [Finding] {
    let found = shelves.values.flatMap { shelf in
      shelf.templatesSoFar.flatMap { stem, kinds in
        let tones = Step.Tone(rawValue: stem).map { [$0] } ?? Step.Tone.allCases
        return kinds.values.flatMap(\.findings).filter { $0.tones.isSuperset(of: tones) }.map(\.finding)
      }
    }
    return Self.inOrder(found)
  }

  /// What the guard says of the templates, of those that were read, that a step of this name and tone has of its own.
  package func findings(step: String, tone: Step.Tone) -> [Finding] {
    let found = shelves.values.flatMap { shelf in
      (shelf.templatesSoFar[step] ?? [:]).values.flatMap(\.findings).filter { $0.tones.contains(tone) }.map(\.finding)
    }
    return Self.inOrder(found)
  }

  private static func inOrder(_ findings: [Finding]) -> [Finding] {
    let none = TemplatePlace(file: "")
    return Set(findings).sorted { ($0.place ?? none, $0.message) < ($1.place ?? none, $1.message) }
  }

  /// - Throws: ``TemplateError``, the first mistake of a language that was not read before.
  func template(
    _ kind: TemplateKind, language: String, step: String, tone: Step.Tone
  ) throws(TemplateError) -> LetterTemplate? {
    do throws(TemplateErrors) {
      let stems = try shelves[language]?.templates()
      return stems?[step]?[kind] ?? stems?[tone.rawValue]?[kind]
    } catch {
      throw error.all[0]
    }
  }

  /// By place, each mistake once: a partial's mistakes are found in every template that includes it.
  private static func inOrder(_ errors: [TemplateError]) -> [TemplateError] {
    var seen: Set<TemplateError> = []
    return errors.filter { seen.insert($0).inserted }
      .sorted { ($0.place ?? TemplatePlace(file: ""), $0.message) < ($1.place ?? TemplatePlace(file: ""), $1.message) }
  }
}
