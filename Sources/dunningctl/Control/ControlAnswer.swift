/// The response to one request, read as a whole or line by line.
struct ControlAnswer {
  private var reader: HTTPResponseReader
  private var pending: [UInt8] = []
  private var pendingStart = 0

  init(reader: HTTPResponseReader) { self.reader = reader }

  var status: Int { reader.status }

  /// All that is left of the body.
  mutating func bytes() throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while let part = try reader.bodyPart() {
      bytes += part
      guard bytes.count <= ClientLimits.answerBytesMax else {
        throw Failure(.bug, code: "answer-too-large", "the answer is larger than any that this program keeps")
      }
    }
    return bytes
  }

  /// The next bytes of the body; nil at its end.
  mutating func part() throws(Failure) -> [UInt8]? { try reader.bodyPart() }

  /// The next line of the body without its end; nil when there is none.
  mutating func line() throws(Failure) -> [UInt8]? {
    var scanned = pendingStart
    while true {
      if let end = pending[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = pending[pendingStart..<end]
        pendingStart = end + 1
        return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
      }
      let unread = pending.count - pendingStart
      guard unread <= ClientLimits.lineBytesMax else {
        throw Failure(.bug, code: "malformed-answer", "the daemon's answer has a line without end")
      }
      pending.removeSubrange(..<pendingStart)
      pendingStart = 0
      guard let part = try reader.bodyPart() else {
        defer { pending = [] }
        return pending.isEmpty ? nil : pending
      }
      pending += part
      scanned = unread
    }
  }
}
