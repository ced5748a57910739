/// Finds the codes that servers give in what they say.
enum EnhancedStatus {
  /// The first enhanced status code of a text, e.g. `5.1.1`.
  ///
  /// - Source: RFC 3463.
  static func first(in text: String) -> String? {
    let bytes = Array(text.utf8.prefix(IncomingLimits.lineBytesMax))
    for start in bytes.indices where bytes[start] == 0x32 || bytes[start] == 0x34 || bytes[start] == 0x35 {
      guard start == 0 || !isDigitOrDot(bytes[start - 1]), let code = code(at: start, in: bytes) else { continue }
      return code
    }
    return nil
  }

  /// The class of the first SMTP reply code of a text, 4 or 5; nil when there is none.
  ///
  /// - Source: RFC 5321 4.2.
  static func replyClass(in text: String) -> Int? {
    let bytes = Array(text.utf8.prefix(IncomingLimits.lineBytesMax))
    for start in bytes.indices.dropLast(2) where bytes[start] == 0x34 || bytes[start] == 0x35 {
      let isAlone = start == 0 || !(isDigitOrDot(bytes[start - 1]) || isLetter(bytes[start - 1]))
      let next = start + 3 < bytes.count ? bytes[start + 3] : 0x20
      guard isAlone, (0x30...0x35).contains(bytes[start + 1]), isDigit(bytes[start + 2]),
        next == 0x20 || next == 0x2D || next == 0x0A
      else { continue }
      return Int(bytes[start]) - 0x30
    }
    return nil
  }

  private static func code(at start: Int, in bytes: [UInt8]) -> String? {
    var end = start
    var dots = 0
    while end < bytes.count, isDigitOrDot(bytes[end]) {
      if bytes[end] == 0x2E {
        guard dots < 2 else { break }
        dots += 1
      }
      end += 1
    }
    let parts = bytes[start..<end].split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 1, (1...3).contains(parts[1].count), (1...3).contains(parts[2].count)
    else { return nil }
    // A fourth number makes it an address of the network.
    if end + 1 < bytes.count, bytes[end] == 0x2E, isDigit(bytes[end + 1]) { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isDigitOrDot(_ byte: UInt8) -> Bool { isDigit(byte) || byte == 0x2E }
}
