/// Reads replies from bytes in any portions, and trusts no server to stop.
///
/// - Source: RFC 5321 4.2.
struct ReplyParser {
  /// Why bytes are no reply.
  struct Violation: Error, Hashable { let description: String }

  private var line: [UInt8] = []
  private var code: Int?
  private var lines: [String] = []
  private var replyBytes = 0

  /// Whether no reply has begun.
  var isEmpty: Bool { line.isEmpty && lines.isEmpty }

  /// Takes the next byte; answers a reply if it completes one.
  mutating func consume(_ byte: UInt8) throws(Violation) -> ServerReply? {
    guard byte != 0 else { throw Violation(description: "a reply contains a NUL") }
    replyBytes += 1
    guard replyBytes <= MailLimits.replyBytesMax else { throw Violation(description: "a reply does not end") }
    guard byte == 0x0A else {
      line.append(byte)
      guard line.count <= MailLimits.replyLineBytesMax else {
        throw Violation(description: "a reply line does not end")
      }
      return nil
    }
    guard line.popLast() == 0x0D else { throw Violation(description: "a reply line ends in a bare line feed") }
    defer { line.removeAll(keepingCapacity: true) }
    return try endLine()
  }

  private mutating func endLine() throws(Violation) -> ServerReply? {
    let digits = line.prefix(3)
    guard digits.count == 3, (0x32...0x35).contains(digits[0]), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      line.count == 3 || line[3] == 0x20 || line[3] == 0x2D
    else { throw Violation(description: "a line is no SMTP reply") }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard code == nil || code == value else {
      throw Violation(description: "a reply changes its code from line to line")
    }
    code = value
    lines.append(Self.printable(line.dropFirst(4)))
    guard lines.count <= MailLimits.replyLinesMax else { throw Violation(description: "a reply has too many lines") }
    guard line.count == 3 || line[3] == 0x20 else { return nil }
    let reply = ServerReply(code: value, lines: lines)
    code = nil
    lines = []
    replyBytes = 0
    return reply
  }

  /// The text for records and terminals: no control characters.
  private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { $0 < 0x20 || $0 == 0x7F ? 0x3F : $0 }, as: UTF8.self)
  }
}
