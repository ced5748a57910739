import Dunning

/// The templates of one language: read, checked and tried when they are first asked for.
struct TemplateShelf: Sendable {
  /// Tone or step, then kind.
  typealias Templates = [String: [TemplateKind: LetterTemplate]]

  let folder: TemplateFolder
  private let content: Later<Templates>

  init(_ folder: TemplateFolder, _ guardian: Guard) {
    self.init(folder: folder, content: Later { () throws(TemplateErrors) in try Self.read(folder, guardian) })
  }

  private init(folder: TemplateFolder, content: Later<Templates>) {
    (self.folder, self.content) = (folder, content)
  }

  /// The steps that have templates of their own, in alphabetical order.
  var stepNames: [String] {
    let tones = Set(Step.Tone.allCases.map(\.rawValue))
    return folder.stems.filter { !tones.contains($0) }
  }

  /// - Throws: ``TemplateErrors`` with every mistake in them.
  func templates() throws(TemplateErrors) -> Templates { try content.value() }

  /// What was read so far, without its mistakes.
  var templatesSoFar: Templates { content.known ?? [:] }

  private static func read(_ folder: TemplateFolder, _ guardian: Guard) throws(TemplateErrors) -> Templates {
    try guardian.phrases.require(folder.language)
    var errors: [TemplateError] = []
    let templates = folder.read(&errors).compiled(guardian, &errors)
    let shelf = TemplateShelf(folder: folder, content: Later { () throws(TemplateErrors) in templates })
    _ = try shelf.templates()
    let catalog = TemplateCatalog(shelves: [folder.language: shelf], guardian: guardian)
    errors += catalog.findings.filter { $0.severity == .error }.map(\.error)
    if errors.isEmpty { errors += LetterTrial.errors(of: catalog) }
    guard errors.isEmpty else { throw TemplateErrors(all: errors) }
    return templates
  }
}

extension TemplateFolder {
  /// Its templates with their partials in place; what is wrong with them is added to `errors`.
  fileprivate func compiled(_ guardian: Guard, _ errors: inout [TemplateError]) -> TemplateShelf.Templates {
    for tone in Step.Tone.allCases {
      for kind in TemplateKind.required where template(tone.rawValue, kind) == nil {
        let name = "\(language)/\(tone.rawValue).\(kind.rawValue)\(TemplateFile.suffix)"
        errors.append(
          TemplateError(.missingFile, "\(name) is missing", hint: "every tone has a subject, a text and an html"))
      }
    }
    var compiled: TemplateShelf.Templates = [:]
    for stem in stems {
      for kind in TemplateKind.allCases {
        guard let file = template(stem, kind) else { continue }
        compiled[stem, default: [:]][kind] = self.compiled(file, kind, guardian, &errors)
      }
    }
    return compiled
  }

  private func compiled(
    _ file: TemplateFile, _ kind: TemplateKind, _ guardian: Guard, _ errors: inout [TemplateError]
  ) -> LetterTemplate? {
    var assembly = TemplateAssembly(folder: self, kind: kind)
    let tokens = assembly.assemble(file)
    let found = assembly.errors + TemplateCheck(tokens, kind: kind).errors + Self.wholeDocumentErrors(file, tokens)
    errors += found
    guard found.isEmpty else { return nil }
    do throws(TemplateError) {
      var template = try LetterTemplate(path: file.path, kind: kind, tokens: tokens)
      let look = guardian.look(at: tokens, kind: kind, path: file.path, language: language)
      (template.findings, template.lawFigures) = (look.findings, look.lawFigures)
      return template
    } catch {
      // What the scanner has found already is said once, with its place.
      if errors.isEmpty { errors.append(error) }
      return nil
    }
  }

  private static func wholeDocumentErrors(_ file: TemplateFile, _ tokens: [TemplateToken]) -> [TemplateError] {
    // It stands near the end.
    let isWhole = tokens.reversed().contains { $0.kind == .text && $0.content.contains("</html>") }
    guard file.kind == .html, !isWhole else { return [] }
    return [
      TemplateError(
        .wrongContentType, "the HTML template writes no whole document", hint: "it ends with </body></html>",
        place: TemplatePlace(file: file.path))
    ]
  }
}
