/// A message that was found fit to travel: strict CRLF, no NUL, no line too long.
///
/// A bare LF is refused and not repaired: servers that read it as a line end are how one message smuggles in another.
struct OutgoingMessage: Sendable {
  /// The bytes as they were given.
  let bytes: [UInt8]
  /// Whether the server must take 8-bit bytes.
  let has8BitBytes: Bool
  /// Whether the header itself is not ASCII, which only SMTPUTF8 carries (RFC 6532).
  let has8BitHeader: Bool
  /// Lines that begin with a dot, each of which costs one more octet on the wire.
  private let dotLines: Int

  /// - Throws: ``MailError`` with code `.invalidMessage`.
  /// - Source: RFC 5321 2.3.8 and 4.5.3.1.6, RFC 5322 2.1.1.
  init(_ bytes: [UInt8]) throws(MailError) {
    guard bytes.count <= MailLimits.messageBytesMax else {
      throw MailError(.invalidMessage, "the message is larger than \(MailLimits.messageBytesMax) bytes")
    }
    let survey = Survey(bytes)
    if let flaw = survey.flaw { throw MailError(.invalidMessage, flaw) }
    self.bytes = bytes
    has8BitBytes = survey.has8BitBytes
    has8BitHeader = survey.has8BitHeader
    dotLines = survey.dotLines
  }

  /// The bytes with every dot at the start of a line doubled, without the final dot.
  ///
  /// - Source: RFC 5321 4.5.2.
  func dotStuffed() -> [UInt8] {
    guard dotLines > 0 else { return bytes }
    var stuffed: [UInt8] = []
    stuffed.reserveCapacity(bytes.count + dotLines)
    var previous: UInt8 = 0x0A
    for byte in bytes {
      if byte == 0x2E, previous == 0x0A { stuffed.append(0x2E) }
      stuffed.append(byte)
      previous = byte
    }
    return stuffed
  }
}

/// What one pass over the bytes finds.
private struct Survey {
  var flaw: String?
  var has8BitBytes = false
  var has8BitHeader = false
  var dotLines = 0

  init(_ bytes: [UInt8]) {
    var inHeader = true
    var lineBytes = 0
    var previous: UInt8 = 0x0A
    for byte in bytes {
      switch byte {
      case 0x0A:
        guard previous == 0x0D else {
          flaw = "the message contains a bare line feed"
          return
        }
        if lineBytes == 1 { inHeader = false }
        lineBytes = 0
      case _ where previous == 0x0D:
        flaw = "the message contains a bare carriage return"
        return
      case 0:
        flaw = "the message contains a NUL"
        return
      default:
        if byte == 0x2E, lineBytes == 0 { dotLines += 1 }
        if byte >= 0x80 {
          has8BitBytes = true
          if inHeader { has8BitHeader = true }
        }
        lineBytes += 1
        guard lineBytes <= MailLimits.messageLineBytesMax + 1 else {
          flaw = "the message contains a line longer than \(MailLimits.messageLineBytesMax) bytes"
          return
        }
      }
      previous = byte
    }
    if previous != 0x0A || bytes.isEmpty { flaw = "the message does not end in a line end" }
  }
}
