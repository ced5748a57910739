import Glibc
import Synchronization

/// A scripted daemon: answers every request on a Unix socket as the test says, and remembers what it was asked.
///
/// Its thread serves one connection after the other.
final class FakeDaemon: Sendable {
  struct Request: Equatable, Sendable {
    var line: String
    var headers: [String: String]
    var body: String
  }

  struct Reply: Sendable {
    /// What goes over the wire, piece by piece.
    var pieces: [String]

    /// An ordinary answer.
    static func json(_ body: String, status: Int = 200) -> Reply {
      Reply(pieces: [
        "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      ])
    }

    static func problem(_ status: Int, _ code: String, more: String = "") -> Reply {
      .json(
        #"{"type":"urn:x:\#(code)","title":"T","status":\#(status),"code":"\#(code)","detail":"D"\#(more)}"#,
        status: status)
    }

    /// A streamed answer, one chunk a part.
    static func chunked(_ parts: [String], type: String = "application/x-ndjson", isComplete: Bool = true) -> Reply {
      let chunks = parts.map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }
      let head = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nTransfer-Encoding: chunked\r\n\r\n"
      return Reply(pieces: [head] + chunks + (isComplete ? ["0\r\n\r\n"] : []))
    }
  }

  let path: String
  private let descriptor: Int32
  private let answer: @Sendable (Request, Int) -> Reply
  private let mutex = Mutex<[Request]>([])

  /// - Parameter answer: the reply for a request, of which so many came before.
  init(_ answer: @escaping @Sendable (Request, Int) -> Reply) {
    self.path = Scratch.path("sock")
    self.answer = answer
    self.descriptor = listening(at: path)
    let context = Unmanaged.passRetained(self).toOpaque()
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<FakeDaemon>.fromOpaque(context).takeUnretainedValue().serve()
        return nil
      }, context)
    pthread_detach(thread)
  }

  convenience init(_ reply: Reply) { self.init { _, _ in reply } }

  var requests: [Request] { mutex.withLock { $0 } }

  /// Serves for as long as the test program runs: a few idle threads cost less than ending them well.
  private func serve() {
    while true {
      let connection = accept(descriptor, nil, nil)
      guard connection >= 0 else { return }
      if let request = read(connection) {
        let count = mutex.withLock { requests in
          requests.append(request)
          return requests.count - 1
        }
        for piece in answer(request, count).pieces { write(Array(piece.utf8), to: connection) }
      }
      close(connection)
    }
  }

  private func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var headEnd: Int?
    var length = 0
    while headEnd.map({ bytes.count < $0 + length }) ?? true {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer.prefix(count)
      if headEnd == nil, let end = firstBlankLine(bytes) {
        headEnd = end
        length = headers(bytes[..<end])["content-length"].flatMap { Int($0) } ?? 0
      }
    }
    guard let headEnd else { return nil }
    let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
    return Request(
      line: String(lines[0]), headers: headers(bytes[..<headEnd]),
      body: String(decoding: bytes[headEnd...], as: UTF8.self))
  }

  private func firstBlankLine(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (0...bytes.count - 4).first { bytes[$0..<$0 + 4].elementsEqual([13, 10, 13, 10]) }.map { $0 + 4 }
  }

  private func headers(_ head: ArraySlice<UInt8>) -> [String: String] {
    var headers: [String: String] = [:]
    for line in String(decoding: head, as: UTF8.self).split(separator: "\r\n").dropFirst() {
      let halves = line.split(separator: ":", maxSplits: 1)
      if halves.count == 2 { headers[halves[0].lowercased()] = String(halves[1].drop { $0 == " " }) }
    }
    return headers
  }

  private func write(_ bytes: [UInt8], to connection: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// A socket that listens, and that nobody need serve.
func listening(at path: String) -> Int32 {
  let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  let result = withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
  precondition(result == 0 && listen(descriptor, 16) == 0, "cannot listen at \(path)")
  return descriptor
}
