/// The picture of the imports that stands in ARCHITECTURE.md, a flowchart of Mermaid.
enum ArchitecturePicture {
  /// Its arrows, as `A --> B`.
  static func edges(in document: String) -> Set<String> {
    var edges: Set<String> = []
    var isInside = false
    for line in document.split(separator: "\n") {
      if line.hasPrefix("```") { isInside = line.hasSuffix("mermaid") }
      let ends = line.split(separator: "-->")
      guard isInside, ends.count == 2, let from = words(ends[0]).first else { continue }
      edges.formUnion(words(ends[1]).map { "\(from) --> \($0)" })
    }
    return edges
  }

  private static func words(_ text: Substring) -> [Substring] { text.split { $0 == " " || $0 == "&" } }
}
