package import Dunning
import DunningBytes
import FoundationEssentials
import Yams

extension Statutes {
  /// Reads `rates/*.yaml` and `rules/*.yaml` of all directories.
  ///
  /// - Parameter directories: a firm's own first, then the vendor's; of rules with one name the first directory's counts,
  ///   and the rows of a table lie over those of the same name in later ones.
  /// - Throws: ``ConfigurationError`` with every mistake there is.
  package static func load(directories: [String]) throws(ConfigurationError) -> Statutes {
    let layers = try LawFile.layers(in: directories.map { $0 + "/rates" })
    let (rates, tables) = (layers.flatMap { $0 }, layers.compactMap(RateTable.init(layers:)))
    let law = try LawFile.all(in: directories.map { $0 + "/rules" })
    // A table that is itself broken was reported where it stands.
    let names = layers.compactMap(\.first?.name)
    let rules = law.compactMap { file in
      file.root.flatMap { InterestRule($0, id: file.name, tables: names, findings: file.findings) }
    }
    let diagnostics = (rates + law).flatMap(\.findings.inOrder)
    guard diagnostics.isEmpty else { throw ConfigurationError(diagnostics: diagnostics) }
    return Statutes(edition: (rates + law).map(\.text).joined(separator: "\n"), rules: rules, tables: tables)
  }
}

extension RateTable {
  /// What a firm has written of a table in a folder `rates/`; nil when it has written nothing.
  ///
  /// - Throws: ``ConfigurationError`` with every mistake in the file.
  package static func own(_ name: String, in folder: String) throws(ConfigurationError) -> RateTable? {
    guard let found = try LawFile.paths(in: [folder]).first(where: { $0.name == name }) else { return nil }
    let file = LawFile(name: found.name, path: found.path)
    let table = file.root.flatMap { RateTable($0, name: name, isWhole: false, findings: file.findings) }
    guard file.findings.inOrder.isEmpty else { throw ConfigurationError(diagnostics: file.findings.inOrder) }
    return table
  }

  /// The files of one table, those of a firm first; nil when one cannot be used, which is reported.
  fileprivate init?(layers: [LawFile]) {
    let tables = layers.compactMap { file in
      file.root.flatMap { RateTable($0, name: file.name, isWhole: layers.count == 1, findings: file.findings) }
    }
    guard tables.count == layers.count, let lowest = tables.last, let top = layers.first else { return nil }
    self = tables.dropLast().reversed().reduce(lowest) { below, own in own.laid(over: below) }
    guard layers.count > 1 else { return }
    for missing in missingHalfYears {
      top.findings.error(
        "neither this file nor the one below it has a rate for the half-year from \(missing.iso)", at: nil,
        suggestion: "add its row")
    }
  }
}

/// One file of rates, of a rule or of phrases.
struct LawFile {
  /// The file's name without its ending: what others call it.
  let name: String
  let text: String
  let findings: Findings
  /// Nil when it cannot be read, which is reported.
  let root: Node?

  private static let bytesMax = 1 << 20

  /// In the order of their names; those of the first folder hide those of the others.
  ///
  /// - Throws: ``ConfigurationError`` when a folder cannot be read.
  static func all(in folders: [String]) throws(ConfigurationError) -> [LawFile] {
    try paths(in: folders).map { LawFile(name: $0.name, path: $0.path) }
  }

  /// All files of each name, in the order of the names; those of the first folder first.
  ///
  /// - Throws: ``ConfigurationError`` when a folder cannot be read.
  static func layers(in folders: [String]) throws(ConfigurationError) -> [[LawFile]] {
    var all: [(name: String, path: String)] = []
    for folder in folders { all += try paths(in: [folder]) }
    return Dictionary(grouping: all) { $0.name }.sorted { $0.key < $1.key }.map { _, files in
      files.map(LawFile.init(name:path:))
    }
  }

  /// The names and places of files, in the same order, unread.
  ///
  /// - Throws: ``ConfigurationError`` when a folder cannot be read.
  static func paths(in folders: [String]) throws(ConfigurationError) -> [(name: String, path: String)] {
    var paths: [String: String] = [:]
    for folder in folders.reversed() {
      for file in try ConfigurationError.names(in: folder) where file.hasSuffix(".yaml") {
        paths[String(file.dropLast(5))] = "\(folder)/\(file)"
      }
    }
    return paths.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  init(name: String, path: String) {
    self.init(name: name, path: path, text: FileReader.text(of: path, atMost: Self.bytesMax))
  }

  /// - Parameter text: nil when the file cannot be read.
  init(name: String, path: String, text: String?) {
    findings = Findings(file: path, text: text ?? "")
    self.name = name
    self.text = text ?? ""
    guard let text else {
      findings.error("the file cannot be read, is larger than \(Self.bytesMax) bytes or not UTF-8 text", at: nil)
      root = nil
      return
    }
    root = Configuration.compose(text, findings)
    if root == nil, !findings.hasErrors { findings.error("the file is empty", at: nil) }
  }
}
