import DunningAPI

/// The values of a form or a query.
struct Form: Sendable {
  struct File: Sendable {
    let name: String
    let bytes: [UInt8]
  }

  private var values: [(name: String, value: String)] = []
  private var files: [String: File] = [:]

  init() {}

  init(_ values: [String: String]) { self.values = values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// Reads `application/x-www-form-urlencoded`; nil when it is none, or has a name twice.
  init?(encoded text: some StringProtocol) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : ""),
        self[name] == nil, values.count < 200
      else { return nil }
      values.append((name, value))
    }
  }

  /// Reads `multipart/form-data` (RFC 7578); nil when it is none.
  init?(multipart body: [UInt8], boundary: String) {
    guard let parts = Multipart.parts(of: body, boundary: boundary) else { return nil }
    for part in parts {
      if let file = part.file {
        files[part.name] = File(name: file, bytes: Array(part.bytes))
      } else if let text = String(validating: part.bytes, as: UTF8.self) {
        values.append((part.name, text))
      } else {
        return nil
      }
    }
  }

  /// The value as it was typed, without spaces around it; nil when it is not there.
  subscript(_ name: String) -> String? {
    values.first { $0.name == name }.map { Self.trimmed($0.value) }
  }

  /// The same, nil also when it is empty.
  func text(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

  func file(_ name: String) -> File? { files[name] }

  var names: [String] { values.map(\.name) }

  private static func trimmed(_ text: String) -> String {
    let isSpace = { (character: Character) in character.isWhitespace }
    let tail = text.drop(while: isSpace)
    return String(String(tail.reversed().drop(while: isSpace).reversed()))
  }

  private static func decoded(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(value), let low = rest.next().flatMap(value) else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// The parts of a `multipart/form-data` body (RFC 7578, RFC 2046).
enum Multipart {
  struct Part {
    let name: String
    /// The name of the file; nil where the part is a plain value.
    let file: String?
    let bytes: ArraySlice<UInt8>
  }

  /// More than any form of ours has.
  private static let partsMax = 20

  /// Nil when the body is not whole.
  static func parts(of body: [UInt8], boundary: String) -> [Part]? {
    let mark = Array("--\(boundary)".utf8)
    guard !boundary.isEmpty, body.starts(with: mark) else { return nil }
    var (parts, rest): ([Part], ArraySlice<UInt8>) = ([], body[mark.count...])
    let lineMark = Array("\r\n".utf8) + mark
    while parts.count <= partsMax {
      if rest.starts(with: "--".utf8) { return parts }
      guard rest.starts(with: "\r\n".utf8), let head = find(Array("\r\n\r\n".utf8), in: rest) else { return nil }
      let content = rest[(head + 4)...]
      guard let end = find(lineMark, in: content), let part = part(head: rest[..<head], content[..<end]) else {
        return nil
      }
      parts.append(part)
      rest = content[(end + lineMark.count)...]
    }
    return nil
  }

  private static func part(head: ArraySlice<UInt8>, _ bytes: ArraySlice<UInt8>) -> Part? {
    guard let text = String(validating: head, as: UTF8.self) else { return nil }
    let lines = text.split(whereSeparator: \.isNewline)
    guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let name = parameter("name", of: line)
    else { return nil }
    return Part(name: name, file: parameter("filename", of: line), bytes: bytes)
  }

  /// The text in quotes behind `name=`; browsers write a quote in it as `%22`.
  private static func parameter(_ name: String, of line: some StringProtocol) -> String? {
    for piece in line.split(separator: ";").dropFirst() {
      let pair = piece.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].drop(while: \.isWhitespace) == name, pair[1].count >= 2, pair[1].first == "\"",
        pair[1].last == "\""
      else { continue }
      return String(pair[1].dropFirst().dropLast())
    }
    return nil
  }

  private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = needle.first else { return nil }
    var place = bytes.startIndex
    while let next = bytes[place...].firstIndex(of: first), next + needle.count <= bytes.endIndex {
      if bytes[next...].starts(with: needle) { return next }
      place = next + 1
    }
    return nil
  }
}
