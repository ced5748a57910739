/// Reads one response of HTTP/1.1, its body in parts as they come.
///
/// - Source: RFC 9112 sections 4 to 7.
struct HTTPResponseReader {
  private enum Framing {
    case length(Int)
    /// The bytes left of the current chunk; nil before its size line.
    case chunked(Int?)
    case untilClosed
    case finished
  }

  private(set) var status = 0
  private(set) var headers: [String: String] = [:]
  private var framing = Framing.finished
  private var buffer: [UInt8] = []
  private var start = 0
  private let receive: () throws(Failure) -> [UInt8]

  /// Reads the head of the response from `receive`, which answers no bytes when the connection was closed.
  init(receive: @escaping () throws(Failure) -> [UInt8]) throws(Failure) {
    self.receive = receive
    repeat { try readHead() } while (100..<200).contains(status)
    framing = try bodyFraming()
  }

  /// The next bytes of the body; nil when it is complete.
  mutating func bodyPart() throws(Failure) -> [UInt8]? {
    switch framing {
    case .finished: return nil
    case .untilClosed:
      let part = start < buffer.count ? takeBuffered(Int.max) : try receive()
      if part.isEmpty { framing = .finished }
      return part.isEmpty ? nil : part
    case .length(let left):
      let part = try someBytes(atMost: left)
      framing = part.count == left ? .finished : .length(left - part.count)
      return part
    case .chunked(nil):
      let size = try chunkSize()
      framing = .chunked(size)
      if size == 0 {
        while try !line().isEmpty {}
        framing = .finished
      }
      return try bodyPart()
    case .chunked(let left?):
      let part = try someBytes(atMost: left)
      if part.count == left {
        guard try line().isEmpty else { throw malformed("a chunk is longer than it says") }
        framing = .chunked(nil)
      } else {
        framing = .chunked(left - part.count)
      }
      return part
    }
  }

  private mutating func readHead() throws(Failure) {
    let statusLine = try line()
    let parts = statusLine.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), parts[1].utf8.count == 3, let code = Int(parts[1]) else {
      throw malformed("it does not begin with a status line")
    }
    status = code
    headers = [:]
    while case let header = try line(), !header.isEmpty {
      let halves = header.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, headers.count < ClientLimits.headersMax else { throw malformed("its headers") }
      headers[halves[0].lowercased()] = String(halves[1].drop { $0 == " " || $0 == "\t" })
    }
  }

  private func bodyFraming() throws(Failure) -> Framing {
    if status == 204 || status == 304 { return .finished }
    if let coding = headers["transfer-encoding"] {
      guard coding.lowercased() == "chunked" else { throw malformed("transfer coding \(coding)") }
      return .chunked(nil)
    }
    guard let length = headers["content-length"] else { return .untilClosed }
    guard let count = Int(length), count >= 0 else { throw malformed("content length \(length)") }
    return count == 0 ? .finished : .length(count)
  }

  private mutating func chunkSize() throws(Failure) -> Int {
    let text = try line().prefix { $0 != ";" && $0 != " " }
    guard let size = Int(text, radix: 16), size >= 0 else { throw malformed("a chunk without a size") }
    return size
  }

  private mutating func someBytes(atMost count: Int) throws(Failure) -> [UInt8] {
    if start == buffer.count { try fill() }
    return takeBuffered(count)
  }

  private mutating func takeBuffered(_ count: Int) -> [UInt8] {
    let end = min(buffer.count - start, count) + start
    defer { start = end }
    return Array(buffer[start..<end])
  }

  /// A line without its end, be it CRLF or the bare LF that RFC 9112 2.2 allows.
  private mutating func line() throws(Failure) -> String {
    var scanned = start
    while true {
      if let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
        let bytes = buffer[start..<end]
        start = end + 1
        return String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
      }
      guard buffer.count - start < ClientLimits.lineBytesMax else { throw malformed("a line without end") }
      let unread = buffer.count - start
      try fill()
      scanned = start + unread
    }
  }

  private mutating func fill() throws(Failure) {
    buffer.removeSubrange(..<start)
    start = 0
    let part = try receive()
    guard !part.isEmpty else {
      throw .connectionLost("the daemon closed the connection in the middle of its answer")
    }
    buffer += part
  }

  private func malformed(_ what: String) -> Failure {
    Failure(
      .bug, code: "malformed-answer", "the answer is not HTTP/1.1: \(what)", hint: "does another program listen there?")
  }
}
