/// Finds mail addresses in lines of text.
enum AddressScanner {
  /// The addresses of a line in their order, without brackets and quotes; at most ``IncomingLimits`` allow.
  static func addresses(in line: String) -> [String] {
    let bytes = Array(line.utf8.prefix(IncomingLimits.lineBytesMax))
    var found: [String] = []
    for at in bytes.indices where bytes[at] == UInt8(ascii: "@") {
      guard let address = address(around: at, in: bytes), !found.contains(address) else { continue }
      found.append(address)
      if found.count == IncomingLimits.recipientsMax { break }
    }
    return found
  }

  private static func address(around at: Int, in bytes: [UInt8]) -> String? {
    if at > 0, bytes[at - 1] == quote, let local = quoted(before: at, in: bytes) {
      return end(after: at, in: bytes).map { local + String(decoding: bytes[at..<$0], as: UTF8.self) }
    }
    var start = at
    while start > 0, isLocal(bytes[start - 1]) { start -= 1 }
    // What a sentence or a label leaves before it is not part of it.
    while start < at, leading.contains(bytes[start]) { start += 1 }
    // `SMTP=someone@example.com`, as X.400 gateways write it.
    if let equals = bytes[start..<at].lastIndex(of: UInt8(ascii: "=")),
      bytes[start..<equals].map({ $0 | 0x20 }).elementsEqual("smtp".utf8)
    {
      start = equals + 1
    }
    guard start < at, let end = end(after: at, in: bytes), end - start <= 254 else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Where the domain ends; nil where there is none.
  private static func end(after at: Int, in bytes: [UInt8]) -> Int? {
    var end = at + 1
    while end < bytes.count, isDomain(bytes[end]) { end += 1 }
    while end > at + 1, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    return end > at + 1 ? end : nil
  }

  /// What stands in quotes before the @, without them: carriers gave out addresses with dots where none may be, which
  /// can be sent to only so.
  private static func quoted(before at: Int, in bytes: [UInt8]) -> String? {
    var start = at - 1
    while start > 0, isLocal(bytes[start - 1]) { start -= 1 }
    guard start > 0, bytes[start - 1] == quote, start < at - 1, at - start <= 65 else { return nil }
    return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
  }

  private static let quote = UInt8(ascii: "\"")

  private static let leading = Set(".'`/=*|&?-".utf8)

  private static func isLocal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: localMarks.contains(byte)
    }
  }

  private static let localMarks = Set("!#$%&'*+-/=?^_`{|}~.".utf8)

  private static func isDomain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: "."), UInt8(ascii: "-"): true
    default: false
    }
  }
}
