package import Dunning
import DunningBytes
import FoundationEssentials
import Yams

extension Statutes {
  /// Reads `rates/*.yaml` and `rules/*.yaml` of all directories.
  ///
  /// - Parameter directories: a firm's own first, then the vendor's; of files with one name the first directory's counts.
  /// - Throws: ``ConfigurationError`` with every mistake there is.
  package static func load(directories: [String]) throws(ConfigurationError) -> Statutes {
    let rates = LawFile.all(in: directories.map { $0 + "/rates" })
    let tables = rates.compactMap { file in
      file.root.flatMap { RateTable($0, name: file.name, findings: file.findings) }
    }
    let law = LawFile.all(in: directories.map { $0 + "/rules" })
    // A table that is itself broken was reported where it stands.
    let names = rates.map(\.name)
    let rules = law.compactMap { file in
      file.root.flatMap { InterestRule($0, id: file.name, tables: names, findings: file.findings) }
    }
    let diagnostics = (rates + law).flatMap(\.findings.inOrder)
    guard diagnostics.isEmpty else { throw ConfigurationError(diagnostics: diagnostics) }
    return Statutes(edition: (rates + law).map(\.text).joined(separator: "\n"), rules: rules, tables: tables)
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
  static func all(in folders: [String]) -> [LawFile] { paths(in: folders).map(LawFile.init(name:path:)) }

  /// The names and places of files, in the same order, unread.
  static func paths(in folders: [String]) -> [(name: String, path: String)] {
    var paths: [String: String] = [:]
    for folder in folders.reversed() {
      // A folder that is not there holds nothing.
      for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where file.hasSuffix(".yaml") {
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
