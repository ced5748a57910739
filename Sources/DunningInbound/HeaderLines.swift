/// Reads `Name: value` lines from a text.
enum HeaderLines {
  /// All fields of the text with their names in lower case, continued lines joined, whatever else stands between them.
  static func fields(in text: String) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if let first = line.first, first == " " || first == "\t", let last = fields.indices.last {
        if fields[last].value.utf8.count < IncomingLimits.lineBytesMax { fields[last].value += " " + line.trimmed }
      } else if let (name, value) = field(line) {
        fields.append((name, value))
      }
      if fields.count >= IncomingLimits.linesMax { break }
    }
    return fields
  }

  private static func field(_ line: Substring) -> (String, String)? {
    guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = line[..<colon]
    guard (1...60).contains(name.utf8.count), name.utf8.allSatisfy({ (33...126).contains($0) }) else { return nil }
    return (name.lowercased(), line[line.utf8.index(after: colon)...].trimmed)
  }
}

extension StringProtocol {
  /// Without the blanks around it.
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
