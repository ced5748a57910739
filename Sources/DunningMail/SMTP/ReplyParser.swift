/// Reads replies from bytes in any portions, and trusts no server to stop.
///
/// - Source: RFC 5321 4.2.
struct ReplyParser {
  /// Why bytes are no reply.
  struct Violation: Error, Hashable { let description: String }

  /// What was not read yet: the begun line, and what came behind it.
  private var bytes: [UInt8] = []
  /// Where the next line begins.
  private var start = 0
  /// How far the search for its end has come.
  private var searched = 0
  private var code: Int?
  private var lines: [String] = []
  private var replyBytes = 0

  /// Whether no reply has begun.
  var isEmpty: Bool { start == bytes.count && lines.isEmpty }

  /// Takes what came in; ``next()`` then answers the replies in it.
  mutating func append(_ more: some Sequence<UInt8>) {
    bytes.removeFirst(start)
    searched -= start
    start = 0
    bytes.append(contentsOf: more)
  }

  /// The next whole reply; `nil` until more bytes come.
  mutating func next() throws(Violation) -> ServerReply? {
    while let line = try nextLine() {
      if let reply = try read(line) { return reply }
    }
    return nil
  }

  /// The next line without its end.
  private mutating func nextLine() throws(Violation) -> ArraySlice<UInt8>? {
    let end = bytes[searched...].firstIndex(of: 0x0A)
    searched = end ?? bytes.count
    let line = bytes[start..<searched]
    guard line.count <= MailLimits.replyLineBytesMax else {
      throw Violation(description: "a reply line does not end")
    }
    guard replyBytes + line.count < MailLimits.replyBytesMax else {
      throw Violation(description: "a reply does not end")
    }
    guard !line.contains(0) else { throw Violation(description: "a reply contains a NUL") }
    guard let end else { return nil }
    guard line.last == 0x0D else { throw Violation(description: "a reply line ends in a bare line feed") }
    replyBytes += line.count + 1
    start = end + 1
    searched = start
    return line.dropLast()
  }

  private mutating func read(_ line: ArraySlice<UInt8>) throws(Violation) -> ServerReply? {
    let digits = line.prefix(3)
    let mark = line.dropFirst(3).first
    guard digits.count == 3, (0x32...0x35).contains(digits[digits.startIndex]),
      digits.allSatisfy({ (0x30...0x39).contains($0) }), mark == nil || mark == 0x20 || mark == 0x2D
    else { throw Violation(description: "a line is no SMTP reply") }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard code == nil || code == value else {
      throw Violation(description: "a reply changes its code from line to line")
    }
    code = value
    lines.append(Self.printable(line.dropFirst(4)))
    guard lines.count <= MailLimits.replyLinesMax else { throw Violation(description: "a reply has too many lines") }
    guard mark != 0x2D else { return nil }
    let reply = ServerReply(code: value, lines: lines)
    code = nil
    lines = []
    replyBytes = 0
    return reply
  }

  /// The text for records and terminals: no control characters.
  static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: bytes.map { $0 < 0x20 || $0 == 0x7F ? 0x3F : $0 }, as: UTF8.self)
  }
}
