import Foundation

/// One file below `Sources/`.
struct SourceFile: Sendable {
  /// The target it belongs to, e.g. `DunningStore`.
  let target: String
  /// From the target's folder on, e.g. `Docket+Claims.swift`.
  let path: String
  let swift: SwiftText

  init(target: String, path: String = "Sample.swift", _ text: String) {
    self.target = target
    self.path = path
    swift = SwiftText(text)
  }

  /// Every Swift file of every target, in the order of their names; read once.
  static func all() throws -> [SourceFile] { try read.get() }

  /// The text of ARCHITECTURE.md.
  static func architecture() throws -> String {
    try String(contentsOf: project.appendingPathComponent("docs/ARCHITECTURE.md"), encoding: .utf8)
  }

  /// The paths of all Swift files, tests too, from the project's folder on.
  static func allPaths() throws -> [String] {
    try ["Sources", "Tests"].flatMap { folder in
      let root = project.appendingPathComponent(folder).resolvingSymlinksInPath().path
      return try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }.map {
        "\(folder)/\($0)"
      }
    }
  }

  private static let read = Result { try readAll() }

  private static var project: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  private static func readAll() throws -> [SourceFile] {
    let root = project.appendingPathComponent("Sources").resolvingSymlinksInPath().path
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }.sorted().map {
      let parts = $0.split(separator: "/", maxSplits: 1).map(String.init)
      return SourceFile(target: parts[0], path: parts[1], try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8))
    }
  }
}
