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

  /// Whether there are so many parts within parts that a parser which descends into them would run out of stack.
  static func isNestedTooDeeply(_ bytes: [UInt8]) -> Bool {
    let nesters: [Phrase] = ["content-type: multipart/", "content-type: message/", "content-type:multipart/"]
    var nested = 0
    for line in bytes.split(separator: 0x0A) where line.first == 0x43 || line.first == 0x63 {
      let folded = line.prefix(40).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      if nesters.contains(where: { $0.begins(folded) }) { nested += 1 }
      if nested > nestedMax { return true }
    }
    return false
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static let nestedMax = 500

  /// `From someone@example.com Thu Apr  1 …`, as in an mbox; `>From` where a relay has quoted it.
  private static func isPostmark(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: Array("From ".utf8)) || bytes.starts(with: Array(">From ".utf8))
  }
}
