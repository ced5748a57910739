import DunningAPI

/// Walks over JSON text once (RFC 8259) and notes what a decoder forgets: every member by name, and where a mistake is.
struct JSONScanner {
  /// The kind of a JSON value.
  enum Kind: String { case object, array, string, number, boolean, null }

  /// One member of an object anywhere in the text.
  struct Member: Equatable {
    /// Where it is: `lines[2].amount`.
    let path: String
    /// The same without array positions: `lines.amount`.
    let pattern: String
    let kind: Kind
  }

  private let bytes: [UInt8]
  private var index = 0
  private var members: [Member] = []

  /// Checks the whole text and lists its members in the order of the text, each object before what it contains.
  ///
  /// - Throws: problems `malformed-json` with line and column, `duplicate-field`, `too-deep`.
  static func members(of bytes: [UInt8]) throws(Problem) -> [Member] {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Problem(.malformedJSON, detail: "the body is not UTF-8")
    }
    var scanner = JSONScanner(bytes: bytes)
    try scanner.value(path: "", pattern: "", depth: 0)
    scanner.skipSpace()
    guard scanner.index == bytes.count else { throw scanner.malformed("nothing may follow the value") }
    return scanner.members
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func value(path: String, pattern: String, depth: Int) throws(Problem) {
    switch try kindAhead() {
    case .object: try object(path: path, pattern: pattern, depth: try deeper(depth))
    case .array: try array(path: path, pattern: pattern, depth: try deeper(depth))
    case .string: try string()
    case .number: try number()
    case .boolean: try literal(current == UInt8(ascii: "t") ? "true" : "false")
    case .null: try literal("null")
    }
  }

  private mutating func object(path: String, pattern: String, depth: Int) throws(Problem) {
    var names: Set<String> = []
    index += 1
    skipSpace()
    if take("}") { return }
    repeat {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw malformed("expected a member name in quotes") }
      let name = try name()
      let memberPath = path.isEmpty ? name : "\(path).\(name)"
      let memberPattern = pattern.isEmpty ? name : "\(pattern).\(name)"
      guard names.insert(name).inserted else {
        throw Problem(.duplicateField, detail: "the field \"\(memberPath)\" is given twice", field: memberPath)
      }
      skipSpace()
      guard take(":") else { throw malformed("expected a colon after the member name") }
      members.append(Member(path: memberPath, pattern: memberPattern, kind: try kindAhead()))
      try value(path: memberPath, pattern: memberPattern, depth: depth)
      skipSpace()
    } while take(",")
    guard take("}") else { throw malformed("expected a comma or the end of the object") }
  }

  private mutating func array(path: String, pattern: String, depth: Int) throws(Problem) {
    var position = 0
    index += 1
    skipSpace()
    if take("]") { return }
    repeat {
      try value(path: "\(path)[\(position)]", pattern: pattern, depth: depth)
      position += 1
      skipSpace()
    } while take(",")
    guard take("]") else { throw malformed("expected a comma or the end of the array") }
  }

  /// Reads a member name; an escaped one is decoded, so that two spellings of one name are seen as one.
  private mutating func name() throws(Problem) -> String {
    let start = index
    try string()
    let text = bytes[start..<index]
    guard text.contains(UInt8(ascii: "\\")) else {
      return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
    }
    do {
      return try WireCoding.decode(String.self, from: text)
    } catch {
      throw malformed("the member name has an escape that is no character")
    }
  }

  private mutating func string() throws(Problem) {
    index += 1
    while let byte = current {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return
      case UInt8(ascii: "\\"): try escape()
      case 0..<0x20: throw malformed("a control character in a string must be escaped", at: index - 1)
      default: continue
      }
    }
    throw malformed("the string has no end")
  }

  private mutating func escape() throws(Problem) {
    guard let byte = current else { throw malformed("the string has no end") }
    index += 1
    guard byte == UInt8(ascii: "u") else {
      guard "\"\\/bfnrt".utf8.contains(byte) else { throw malformed("unknown escape", at: index - 1) }
      return
    }
    for _ in 0..<4 {
      guard let digit = current, Character(UnicodeScalar(digit)).isHexDigit else {
        throw malformed("expected four hexadecimal digits")
      }
      index += 1
    }
  }

  private mutating func number() throws(Problem) {
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
  }

  private mutating func digits() throws(Problem) {
    let start = index
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    guard index > start else { throw malformed("expected a digit") }
  }

  private mutating func literal(_ word: String) throws(Problem) {
    guard bytes[index...].starts(with: word.utf8) else { throw malformed("expected \(word)") }
    index += word.utf8.count
  }

  private mutating func kindAhead() throws(Problem) -> Kind {
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"): return .number
    case let digit? where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit): return .number
    case nil: throw malformed("the text ends where a value is expected")
    default: throw malformed("expected a value")
    }
  }

  private func deeper(_ depth: Int) throws(Problem) -> Int {
    guard depth < ControlLimits.jsonDepthMax else {
      throw Problem(.tooDeep, detail: "the JSON is nested more than \(ControlLimits.jsonDepthMax) levels deep")
    }
    return depth + 1
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, " \t\n\r".utf8.contains(byte) { index += 1 }
  }

  private func malformed(_ reason: String, at place: Int? = nil) -> Problem {
    let before = bytes[..<(place ?? index)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    // Continuation bytes of UTF-8 do not count, so that the column is that of an editor.
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return Problem(.malformedJSON, detail: "line \(line), column \(column): \(reason)")
  }
}
