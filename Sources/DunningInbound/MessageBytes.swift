/// What has to be seen to before a message is parsed.
enum MessageBytes {
  /// The message without the line that mailbox files put before it, and with line ends that end lines.
  static func unwrapped(_ bytes: [UInt8]) -> [UInt8] {
    var message = bytes[...]
    while let line = message.prefix(1_000).firstIndex(where: { $0 == 0x0A || !isBlank($0) }), isBlank(message[line]) {
      message = message[(line + 1)...]
    }
    if isPostmark(message), let end = message.firstIndex(of: 0x0A) { message = message[(end + 1)...] }
    guard !message.contains(0x0A), message.contains(0x0D) else { return Array(message) }
    return message.map { $0 == 0x0D ? 0x0A : $0 }
  }

  /// The lines up to the first empty one, as far as ``IncomingLimits`` allow.
  static func header(of bytes: [UInt8]) -> [UInt8] {
    let head = unwrapped(Array(bytes.prefix(IncomingLimits.headerBytesMax)))
    var rest = head[...]
    while let end = rest.firstIndex(of: 0x0A) {
      if rest[..<end].allSatisfy({ $0 == 0x0D }) { return Array(head[..<end]) }
      rest = rest[(end + 1)...]
    }
    return head
  }

  /// Whether it may have so many parts and fields that a parser would run out of stack or memory. No part begins another
  /// without a content type, a boundary or a field, however it is written; a bounce has less than a hundred of each.
  static func isTooIntricate(_ bytes: [UInt8]) -> Bool {
    let name: Phrase = "content-type"
    var (types, boundaries, fields, words) = (0, 0, 0, 0)
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A }
      rest = rest[min(line.endIndex + 1, rest.endIndex)...]
      if line.starts(with: [0x2D, 0x2D]) { boundaries += 1 }
      if name.begins(line.prefix(12).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }) { types += 1 }
      if line.prefix(fieldNameBytesMax).contains(0x3A) { fields += 1 }
      words += encodedWords(in: line)
      if types > typesMax || fields > fieldsMax || boundaries > boundariesMax || words > IncomingLimits.encodedWordsMax
      {
        return true
      }
    }
    return false
  }

  private static func encodedWords(in line: ArraySlice<UInt8>) -> Int {
    var (count, last) = (0, UInt8(0))
    for byte in line {
      if byte == 0x3F, last == 0x3D { count += 1 }
      last = byte
    }
    return count
  }

  private static let fieldNameBytesMax = 200

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static let typesMax = 400
  private static let boundariesMax = 20_000
  private static let fieldsMax = 50_000

  /// `From someone@example.com Thu Apr  1 …`, as in an mbox; `>From` where a relay has quoted it.
  private static func isPostmark(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: Array("From ".utf8)) || bytes.starts(with: Array(">From ".utf8))
  }
}
