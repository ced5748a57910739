package import DunningLetters
import Dunning
import FoundationEssentials
import Glibc

/// Everything that stands in files, read and checked together: configuration, templates, zones, calendars, the law of
/// late payment. `dunningd` at its start and on reload, `dunningd --check` and `dunningctl config check` all go through
/// here, so they cannot disagree.
package struct Setup: Sendable {
  package let configuration: Configuration
  package let templates: TemplateCatalog

  /// Where the files are.
  package struct Places: Sendable, Hashable {
    /// The configuration; nil for the default file when there is one, else the built-in defaults.
    package let file: String?
    /// The vendor's data: templates, calendars, rates, rules.
    package let dataDirectory: String
    /// Where a firm's own files override the vendor's.
    package let ownDirectory: String
    package let stateDirectory: String

    package init(
      file: String?, dataDirectory: String, ownDirectory: String = "/etc/dunningd", stateDirectory: String
    ) {
      self.file = file ?? (access(Configuration.defaultFile, F_OK) == 0 ? Configuration.defaultFile : nil)
      self.dataDirectory = dataDirectory
      self.ownDirectory = ownDirectory
      self.stateDirectory = stateDirectory
    }

    /// Where templates, calendars, rates and rules are looked for: beside the configuration file first, then in the
    /// firm's own folder, then among the vendor's. A file in an earlier one hides that of the same name in a later one.
    package var directories: [String] {
      var known: Set<String> = []
      let folder = file.map { file in file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "." }
      return [folder, ownDirectory, dataDirectory].compactMap { $0 }.filter { known.insert($0).inserted }
    }
  }

  /// Which templates are read at once.
  package enum Extent: Sendable {
    /// Those of every language.
    case all
    /// Those that a creditor writes in, and those that a firm has changed. The others, which came with the program, are
    /// read with the first letter in their language: a start need not wait for ten languages.
    case needed
  }

  /// Reads and checks it all. A credential is asked for by its name; nil when they cannot be looked up here.
  ///
  /// - Throws: ``ConfigurationError`` with every mistake in the templates, in the calendars or in the configuration.
  package static func load(
    _ places: Places, _ extent: Extent = .all, credential: (@Sendable (String) -> String?)? = nil
  ) throws(ConfigurationError) -> Setup {
    let phrases = try PhraseBook.load(directories: places.directories)
    let templates = try rethrown { () throws(TemplateErrors) in
      try TemplateCatalog(listing: places.directories.map { $0 + "/templates" }, phrases: phrases)
    }
    if extent == .all { try require(templates.languages, of: templates) }
    let almanac = try Almanac.load(calendars: places.directories.map { $0 + "/calendars" })
    let statutes = try Statutes.load(directories: places.directories)
    var configuration = try Configuration.load(
      file: places.file,
      Configuration.Surroundings(
        almanac: almanac, languages: templates.languages, stateDirectory: places.stateDirectory, statutes: statutes,
        credential: credential))
    try require(configuration.rulebook.creditors.values.map(\.language) + templates.ownLanguages, of: templates)
    configuration.warnings += try warnings(templates, configuration.rulebook)
    return Setup(configuration: configuration, templates: templates)
  }

  private static func require(
    _ languages: [String], of templates: TemplateCatalog
  ) throws(ConfigurationError) {
    try rethrown { () throws(TemplateErrors) in try templates.require(Set(languages)) }
  }

  /// Mistakes in templates are mistakes in the configuration.
  private static func rethrown<Value>(_ body: () throws(TemplateErrors) -> Value) throws(ConfigurationError) -> Value {
    do throws(TemplateErrors) {
      return try body()
    } catch {
      throw ConfigurationError(diagnostics: error.all.map(Diagnostic.init(_:)))
    }
  }

  /// What the guard says of the templates, those of a step by the tone that the policies give it.
  private static func warnings(
    _ templates: TemplateCatalog, _ rulebook: Rulebook
  ) throws(ConfigurationError) -> [Diagnostic] {
    let names = Set(templates.stepNames)
    let steps = rulebook.policies.sorted { $0.key < $1.key }.flatMap(\.value.steps).filter { names.contains($0.name) }
    let found = templates.findings + steps.flatMap { templates.findings(step: $0.name, tone: $0.tone) }
    // The same words may stand in the text and in the HTML.
    var known: Set<Diagnostic> = []
    let diagnostics = found.map(Diagnostic.init(_:)).filter { known.insert($0).inserted }
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      throw ConfigurationError(diagnostics: diagnostics)
    }
    return diagnostics
  }
}

extension Diagnostic {
  fileprivate init(_ error: TemplateError) {
    self.init(.error, error.message, error.hint, at: error.place)
  }

  fileprivate init(_ finding: Finding) {
    self.init(finding.severity == .error ? .error : .warning, finding.message, finding.instead, at: finding.place)
  }

  private init(_ severity: Severity, _ message: String, _ suggestion: String?, at place: TemplatePlace?) {
    let position = place?.line.map { Position(line: $0, column: place?.column ?? 1) }
    self.init(
      severity: severity, file: place?.file ?? "templates", position: position, message: message,
      suggestion: suggestion, source: place.flatMap(Self.line))
  }

  /// The line of the template, as it is shown above the caret.
  private static func line(_ place: TemplatePlace) -> String? {
    guard let number = place.line, let bytes = FileManager.default.contents(atPath: place.file) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
    return lines.indices.contains(number - 1) ? String(lines[number - 1]) : nil
  }
}
