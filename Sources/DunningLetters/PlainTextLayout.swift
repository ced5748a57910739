/// Lays out a text letter: paragraphs are wrapped, tables aligned, lines that begin with a space kept.
///
/// - Source: RFC 5322 2.1.1 recommends lines of at most 78 characters; two are left for the marks of a reply.
package struct PlainTextLayout {
  package static let columnsMax = 76

  /// Characters that templates write by name and that no fact contains.
  enum Mark {
    static let tab: UInt8 = 0x09
    /// Like ``tab``, and the cell is set to the right.
    static let right: UInt8 = 0x1D
    static let rule: UInt8 = 0x1E
    static let lineEnd: UInt8 = 0x1F

    static func isOfTable(_ byte: UInt8) -> Bool { byte == tab || byte == right || byte == rule }

    static func text(_ mark: UInt8) -> String { String(decoding: [mark], as: UTF8.self) }
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
    for line in rendered.lines {
      if line.isBlank {
        flush()
        if output.last != "" { output.append("") }
      } else if line.utf8.first == UInt8(ascii: " ") || line.utf8.contains(where: Mark.isOfTable) {
        if !paragraph.isEmpty { flush() }
        table.append(line)
      } else {
        if !table.isEmpty { flush() }
        for (index, part) in line.parts(between: Mark.lineEnd).enumerated() {
          if index > 0 { flush() }
          join(part, to: &paragraph)
        }
      }
    }
    flush()
    while output.last == "" { output.removeLast() }
    let lines = output.drop { $0.isEmpty }.map(Self.withoutTrailingSpaces)
    return Self.withPlainSpaces(lines.joined(separator: "\n") + "\n")
  }

  /// A subject: all on one line.
  func oneLine(_ rendered: String) -> String {
    var paragraph = ""
    for line in rendered.lines where !line.isBlank { join(line, to: &paragraph) }
    return Self.withPlainSpaces(paragraph.split(separator: " ").joined(separator: " "))
  }

  /// A no-break space has done its work once lines are broken; in plain text it would only spoil a search.
  static func withPlainSpaces(_ text: String) -> String {
    String(decoding: withPlainSpaces(text.utf8), as: UTF8.self)
  }

  static func withPlainSpaces(_ utf8: String.UTF8View) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    for byte in utf8 {
      // The two bytes of U+00A0; in UTF-8, C2 is never anything but the first of two.
      if byte == 0xA0, result.last == 0xC2 {
        result[result.count - 1] = UInt8(ascii: " ")
      } else {
        result.append(byte)
      }
    }
    return result
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
    guard let last = line.utf8.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
    return String(line[..<line.utf8.index(after: last)])
  }
}

extension StringProtocol {
  /// Split at line feeds; byte by byte, because a letter has many characters and few line ends.
  var lines: [SubSequence] { parts(between: UInt8(ascii: "\n")) }

  /// True when there are no bytes but spaces.
  var isBlank: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") } }

  /// Split at an ASCII character; empty parts are kept.
  func parts(between separator: UInt8) -> [SubSequence] {
    var parts: [SubSequence] = []
    var start = startIndex
    var position = startIndex
    while position < endIndex {
      if utf8[position] == separator {
        parts.append(self[start..<position])
        start = utf8.index(after: position)
      }
      position = utf8.index(after: position)
    }
    parts.append(self[start...])
    return parts
  }
}
