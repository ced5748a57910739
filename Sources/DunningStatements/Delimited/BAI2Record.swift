/// A record of BAI2 with those that go on with it.
struct BAI2Record {
  let code: String
  /// What stands behind the code and its comma, without the slash at the end, line by line.
  private(set) var lines: [String]
  /// Where it begins in the file, from 1.
  let line: Int

  init?(_ text: String, line: Int) {
    let code = text.prefix(2)
    guard Self.codes.contains(String(code)), text.dropFirst(2).first == "," else { return nil }
    (self.code, self.line) = (String(code), line)
    lines = [Self.withoutSlash(String(text.dropFirst(3)))]
  }

  var rest: String { lines[0] }

  mutating func append(_ text: String) { lines.append(Self.withoutSlash(text)) }

  /// The fields of all lines: a record breaks between two of them.
  var fields: [Substring] { lines.joined(separator: ",").split(separator: ",", omittingEmptySubsequences: false) }

  /// The records in a line: behind the slash of one, another may follow.
  static func texts(in line: String) -> [String] {
    var texts: [String] = []
    var rest = line[...]
    while let end = nextEnd(in: rest) {
      texts.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    return (texts + [rest.trimmed]).filter { !$0.isEmpty }
  }

  /// Behind the slash that ends a record before the next one.
  private static func nextEnd(in text: Substring) -> Substring.Index? {
    var index = text.startIndex
    while let slash = text[index...].firstIndex(of: "/") {
      let after = text.index(after: slash)
      let next = text[after...].drop { $0 == " " }
      if next.startIndex > after, codes.contains(String(next.prefix(2))), next.dropFirst(2).first == "," {
        return after
      }
      index = after
    }
    return nil
  }

  private static func withoutSlash(_ text: String) -> String {
    let trimmed = text.trimmed
    return trimmed.hasSuffix("/") ? String(trimmed.dropLast()) : trimmed
  }

  private static let codes: Set<String> = ["01", "02", "03", "16", "49", "88", "98", "99"]
}
