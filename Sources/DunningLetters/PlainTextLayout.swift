/// Lays out a text letter: paragraphs are wrapped, tables aligned, lines that begin with a space kept.
///
/// - Source: RFC 5322 2.1.1 recommends lines of at most 78 characters; two are left for the marks of a reply.
package struct PlainTextLayout {
  package static let columnsMax = 76

  /// Characters that templates write by name and that no fact contains.
  enum Mark {
    static let tab = "\t"
    /// Like ``tab``, and the cell is set to the right.
    static let right = "\u{1D}"
    static let rule = "\u{1E}"
    static let lineEnd = "\u{1F}"
  }

  /// True for a language without spaces between words.
  let joinsWithoutSpaces: Bool

  func layOut(_ rendered: String) -> String {
    var output: [String] = []
    var paragraph = ""
    var table: [Substring] = []
    func flush() {
      output += LineWrap(columns: Self.columnsMax).lines(paragraph)
      if !table.isEmpty { output += TextTable(table, columns: Self.columnsMax).lines() }
      paragraph = ""
      table = []
    }
    for line in rendered.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) {
        flush()
        if output.last != "" { output.append("") }
      } else if line.first == " " || line.contains(Mark.tab) || line.contains(Mark.right) || line.contains(Mark.rule) {
        if !paragraph.isEmpty { flush() }
        table.append(line)
      } else {
        if !table.isEmpty { flush() }
        for (index, part) in line.split(separator: Mark.lineEnd, omittingEmptySubsequences: false).enumerated() {
          if index > 0 { flush() }
          join(part, to: &paragraph)
        }
      }
    }
    flush()
    let start = output.first == "" ? 1 : 0
    let lines = output.dropFirst(start).map(Self.withoutTrailingSpaces)
    return Self.withPlainSpaces(lines.joined(separator: "\n")) + (lines.last == "" ? "" : "\n")
  }

  /// A subject: all on one line.
  static func oneLine(_ text: String) -> String {
    withPlainSpaces(text.split { $0 == "\n" || $0 == " " }.joined(separator: " "))
  }

  /// A no-break space has done its work once lines are broken; in plain text it would only spoil a search.
  static func withPlainSpaces(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 }))
  }

  private func join(_ line: Substring, to paragraph: inout String) {
    guard let last = paragraph.unicodeScalars.last, let first = line.unicodeScalars.first else {
      paragraph += line
      return
    }
    let isTight = joinsWithoutSpaces && (DisplayWidth.isWide(last) || DisplayWidth.isWide(first))
    paragraph += (isTight ? "" : " ") + line
  }

  private static func withoutTrailingSpaces(_ line: String) -> String {
    guard line.utf8.last == UInt8(ascii: " ") else { return line }
    return String(String(line.reversed().drop { $0 == " " }).reversed())
  }
}
