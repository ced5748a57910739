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
  }

  /// True for a language without spaces between words.
  let joinsWithoutSpaces: Bool

  /// The letter as it is sent, in UTF-8.
  func layOut(_ rendered: [UInt8]) -> [UInt8] {
    var output: [[UInt8]] = []
    var paragraph: [UInt8] = []
    var table: [UTF8Bytes] = []
    func flush() {
      if !paragraph.isEmpty { output += LineWrap(columns: Self.columnsMax).lines(paragraph[...]) }
      if !table.isEmpty { output += TextTable(table, columns: Self.columnsMax).lines() }
      paragraph.removeAll(keepingCapacity: true)
      table = []
    }
    for line in rendered[...].parts(between: UInt8(ascii: "\n")) {
      if line.isBlank {
        flush()
        if output.last != [] { output.append([]) }
      } else if line.first == UInt8(ascii: " ") || line.contains(where: Mark.isOfTable) {
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
    while output.last == [] { output.removeLast() }
    return Self.joined(output.drop { $0.isEmpty })
  }

  /// A subject: all on one line.
  func oneLine(_ rendered: [UInt8]) -> [UInt8] {
    var paragraph: [UInt8] = []
    for line in rendered[...].parts(between: UInt8(ascii: "\n")) where !line.isBlank { join(line, to: &paragraph) }
    var result: [UInt8] = []
    for word in paragraph.split(separator: UInt8(ascii: " ")) {
      if !result.isEmpty { result.append(UInt8(ascii: " ")) }
      Self.append(word, to: &result)
    }
    return result
  }

  private func join(_ line: UTF8Bytes, to paragraph: inout [UInt8]) {
    if !paragraph.isEmpty, !line.isEmpty, !(joinsWithoutSpaces && isWide(around: paragraph[...], line)) {
      paragraph.append(UInt8(ascii: " "))
    }
    paragraph.append(contentsOf: line)
  }

  private func isWide(around left: UTF8Bytes, _ right: UTF8Bytes) -> Bool {
    guard let last = left.lastScalar, let first = right.firstScalar else { return false }
    return DisplayWidth.isWide(last) || DisplayWidth.isWide(first)
  }

  /// The lines, each without spaces at its end and with a line feed.
  private static func joined(_ lines: ArraySlice<[UInt8]>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(lines.reduce(1) { $0 + $1.count + 1 })
    for line in lines {
      if let last = line.lastIndex(where: { $0 != UInt8(ascii: " ") }) { append(line[...last], to: &result) }
      result.append(UInt8(ascii: "\n"))
    }
    if result.isEmpty { result.append(UInt8(ascii: "\n")) }
    return result
  }

  /// A no-break space has done its work once lines are broken; in plain text it would only spoil a search.
  private static func append(_ line: UTF8Bytes, to result: inout [UInt8]) {
    var start = line.startIndex
    // The two bytes of U+00A0; in UTF-8, C2 is never anything but the first of two.
    while let lead = line.position(of: 0xC2, from: start) {
      result.append(contentsOf: line[start..<lead])
      start = lead + 2
      if line[lead + 1] == 0xA0 {
        result.append(UInt8(ascii: " "))
      } else {
        result.append(contentsOf: line[lead..<start])
      }
    }
    result.append(contentsOf: line[start...])
  }
}
