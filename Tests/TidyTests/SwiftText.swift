/// A Swift file taken apart far enough to tell code from comments and text literals.
///
/// Both views keep the lines and bytes of the file, so that a place in one is the same place in the other.
struct SwiftText: Sendable {
  /// The code, with comments and the text of literals left blank; what is interpolated stays.
  private(set) var code: [String] = []
  /// The text of literals alone.
  private(set) var literals: [String] = []
  /// The file as it is.
  let lines: [String]

  private enum Context {
    case code
    /// Inside `\( … )`, with the parentheses that are open.
    case interpolation(depth: Int)
    case literal(pounds: Int, isMultiline: Bool)
    case lineComment
    case blockComment(depth: Int)
  }

  private enum Kind {
    case code
    case literal
    case neither
  }

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var contexts: [Context] = [.code]
    for line in lines {
      let bytes = Array(line.utf8)
      var (code, literal) = (bytes, bytes)
      var place = 0
      while place < bytes.count {
        let (count, kind) = Self.next(bytes[place...], &contexts)
        for index in place..<min(place + count, bytes.count) {
          if kind != .code { code[index] = UInt8(ascii: " ") }
          if kind != .literal { literal[index] = UInt8(ascii: " ") }
        }
        place += count
      }
      if case .lineComment = contexts[contexts.count - 1] { contexts.removeLast() }
      self.code.append(String(decoding: code, as: UTF8.self))
      literals.append(String(decoding: literal, as: UTF8.self))
    }
  }

  /// The length and kind of what comes next, and what it opens or closes.
  private static func next(_ rest: ArraySlice<UInt8>, _ contexts: inout [Context]) -> (count: Int, kind: Kind) {
    let last = contexts.count - 1
    switch contexts[last] {
    case .code, .interpolation:
      if rest.starts(with: "//".utf8) {
        contexts.append(.lineComment)
      } else if rest.starts(with: "/*".utf8) {
        contexts.append(.blockComment(depth: 1))
        return (2, .neither)
      } else if let (pounds, isMultiline) = opening(rest) {
        contexts.append(.literal(pounds: pounds, isMultiline: isMultiline))
        return (pounds + (isMultiline ? 3 : 1), .neither)
      } else {
        count(rest.first, &contexts)
        return (1, .code)
      }
      return (2, .neither)
    case .literal(let pounds, let isMultiline): return inLiteral(rest, pounds, isMultiline, &contexts)
    case .lineComment: return (rest.count, .neither)
    case .blockComment(let depth):
      let (opens, closes) = (rest.starts(with: "/*".utf8), rest.starts(with: "*/".utf8))
      if opens || closes { contexts[last] = .blockComment(depth: depth + (opens ? 1 : -1)) }
      if closes, depth == 1 { contexts.removeLast() }
      return (opens || closes ? 2 : 1, .neither)
    }
  }

  private static func inLiteral(
    _ rest: ArraySlice<UInt8>, _ pounds: Int, _ isMultiline: Bool, _ contexts: inout [Context]
  ) -> (count: Int, kind: Kind) {
    let escape = [UInt8(ascii: "\\")] + Array(repeating: UInt8(ascii: "#"), count: pounds)
    let marks = Array(repeating: UInt8(ascii: "\""), count: isMultiline ? 3 : 1)
    let end = marks + Array(repeating: UInt8(ascii: "#"), count: pounds)
    if rest.starts(with: escape + [UInt8(ascii: "(")]) {
      contexts.append(.interpolation(depth: 1))
      return (escape.count + 1, .neither)
    }
    if rest.starts(with: escape) { return (escape.count + 1, .literal) }
    guard rest.starts(with: end) else { return (1, .literal) }
    contexts.removeLast()
    return (end.count, .neither)
  }

  /// The pounds before a literal's quotation marks, and whether there are three of these.
  private static func opening(_ rest: ArraySlice<UInt8>) -> (pounds: Int, isMultiline: Bool)? {
    let pounds = rest.prefix { $0 == UInt8(ascii: "#") }.count
    let marks = rest.dropFirst(pounds).prefix { $0 == UInt8(ascii: "\"") }.count
    return marks == 0 ? nil : (pounds, marks >= 3)
  }

  private static func count(_ byte: UInt8?, _ contexts: inout [Context]) {
    let last = contexts.count - 1
    guard case .interpolation(let depth) = contexts[last] else { return }
    if byte == UInt8(ascii: "(") { contexts[last] = .interpolation(depth: depth + 1) }
    if byte == UInt8(ascii: ")") {
      if depth == 1 { contexts.removeLast() } else { contexts[last] = .interpolation(depth: depth - 1) }
    }
  }
}
