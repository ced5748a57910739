/// A part of a page below a title, indented; nothing at all when it has no line.
enum PageSection {
  private static let indent = 2

  static func lines(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title] + lines.map { String(repeating: " ", count: indent) + $0 }
  }

  static func lines(_ title: String, _ table: Table, on terminal: Terminal) -> [String] {
    let inner = Terminal(width: terminal.width.map { $0 - indent }, hasColour: terminal.hasColour)
    return lines(title, table.rows.isEmpty ? [] : table.lines(on: inner))
  }
}
