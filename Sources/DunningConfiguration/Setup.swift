package import DunningLetters
import Dunning
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

  /// Reads and checks it all. A credential is asked for by its name; nil when they cannot be looked up here.
  ///
  /// - Throws: ``ConfigurationError`` with every mistake in the templates, in the calendars or in the configuration.
  package static func load(
    _ places: Places, credential: (@Sendable (String) -> String?)? = nil
  ) throws(ConfigurationError) -> Setup {
    let templates: TemplateCatalog
    do throws(TemplateErrors) {
      templates = try TemplateCatalog.load(
        directories: places.directories.map { $0 + "/templates" })
    } catch {
      throw ConfigurationError(diagnostics: error.all.map(Diagnostic.init(_:)))
    }
    let almanac = try Almanac.load(calendars: places.directories.map { $0 + "/calendars" })
    let statutes = try Statutes.load(directories: places.directories)
    let configuration = try Configuration.load(
      file: places.file,
      Configuration.Surroundings(
        almanac: almanac, languages: templates.languages, stateDirectory: places.stateDirectory, statutes: statutes,
        credential: credential))
    return Setup(configuration: configuration, templates: templates)
  }
}

extension Diagnostic {
  fileprivate init(_ error: TemplateError) {
    let place = error.place
    self.init(
      severity: .error, file: place?.file ?? "templates",
      position: place?.line.map { Position(line: $0, column: place?.column ?? 1) }, message: error.message,
      suggestion: error.hint, source: nil)
  }
}
