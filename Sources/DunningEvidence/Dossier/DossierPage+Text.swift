extension DossierPage {
  /// The page as plain text: UTF-8, lines of any length, a table row by row.
  var text: String {
    ([title, String(repeating: "=", count: min(72, title.count)), ""] + blocks.flatMap(Self.lines)).joined(
      separator: "\n") + "\n"
  }

  private static func lines(_ block: Block) -> [String] {
    switch block {
    case .heading(let text): ["", text, String(repeating: "-", count: min(72, text.count)), ""]
    case .paragraph(let text): [text, ""]
    case .facts(let facts): facts.map { "\($0.name): \($0.value)" } + [""]
    case .table(let table): table.rows.flatMap { row(table, $0) }
    case .image, .inset: []
    case .lines(let lines): lines.map { "  \($0)" } + [""]
    }
  }

  private static func row(_ table: Table, _ cells: [String]) -> [String] {
    zip(table.head, cells).filter { !$0.1.isEmpty }.enumerated().map { index, cell in
      let name = cell.0.isEmpty ? "" : "\(cell.0): "
      let value = cell.1.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n      ")
      return index == 0 ? "* \(name)\(value)" : "    \(name)\(value)"
    } + [""]
  }
}
