import Dunning
package import DunningTables
import FoundationEssentials
import Yams

extension TableMap {
  /// Reads a map by its name or its path.
  ///
  /// - Parameters:
  ///   - named: a path when it has a slash or ends in `.yaml`, else the name of a file in `maps/`.
  ///   - directories: a firm's own first, then the vendor's.
  ///   - claimFields: the fields that a claim has.
  /// - Throws: ``ConfigurationError`` with every mistake in the map, or when there is none of this name.
  package static func load(
    _ named: String, directories: [String], claimFields: [String]
  ) throws(ConfigurationError) -> TableMap {
    let isPath = named.contains("/") || named.hasSuffix(".yaml")
    let paths = try LawFile.paths(in: directories.map { $0 + "/maps" })
    guard let path = isPath ? named : paths.first(where: { $0.name == named })?.path else {
      let near = nearest(to: named, in: paths.map(\.name)).map { "did you mean \($0)?" }
      throw ConfigurationError(
        "there is no map \(quoted(named))", file: nil, suggestion: near ?? "see what there is: dunningctl map list")
    }
    guard !isPath || FileManager.default.fileExists(atPath: path) else {
      throw ConfigurationError("there is no such file", file: path)
    }
    let name = path.split(separator: "/").last.map { String($0).replacing(".yaml", with: "") }
    return try read(LawFile(name: name ?? named, path: path), claimFields)
  }

  /// Every map in `maps/` of the directories, in the order of their names; of those with one name the first directory's
  /// counts.
  package static func all(
    directories: [String], claimFields: [String]
  ) throws(ConfigurationError) -> [TableMap] {
    try LawFile.all(in: directories.map { $0 + "/maps" }).map { file throws(ConfigurationError) in
      try read(file, claimFields)
    }
  }

  /// Reads a map from the text of its file.
  ///
  /// - Parameter claimFields: the fields that a claim has; none are needed for a map of statements.
  /// - Throws: ``ConfigurationError`` with every mistake in it.
  package static func reading(
    _ text: String, name: String, claimFields: [String] = []
  ) throws(ConfigurationError) -> TableMap {
    try read(LawFile(name: name, path: name, text: text), claimFields)
  }

  /// The text of the map of this name; nil where there is none.
  ///
  /// - Parameter directories: a firm's own first, then the vendor's.
  /// - Throws: ``ConfigurationError`` when a folder of maps cannot be read.
  package static func text(of named: String, directories: [String]) throws(ConfigurationError) -> String? {
    try LawFile.paths(in: directories.map { $0 + "/maps" }).first { $0.name == named }.map {
      LawFile(name: named, path: $0.path).text
    }
  }

  private static func read(_ file: LawFile, _ claimFields: [String]) throws(ConfigurationError) -> TableMap {
    let map = file.root.flatMap { TableMap($0, name: file.name, claimFields: claimFields, findings: file.findings) }
    guard let map, !file.findings.hasErrors else {
      throw ConfigurationError(diagnostics: file.findings.inOrder)
    }
    return map
  }
}
