import DunningAPI
import Foundation
import Glibc

/// Speaks HTTP over the control socket, one request a connection.
struct SocketClient: Sendable {
  struct Answer: Sendable {
    let status: Int
    let body: [UInt8]

    func decoded<T: Decodable>(as type: T.Type = T.self) throws -> T { try WireCoding.decode(type, from: body) }

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  struct Failure: Error {
    let what: String
    let errno: Int32
  }

  let path: String

  func request(_ method: String, _ target: String, body: [UInt8] = []) async throws -> Answer {
    let result: Result<Answer, any Error> = await withCheckedContinuation { continuation in
      // The calls block, and the daemon under test needs the threads of the tasks.
      Thread.detachNewThread { continuation.resume(returning: Result { try exchange(method, target, body) }) }
    }
    return try result.get()
  }

  private func exchange(_ method: String, _ target: String, _ body: [UInt8]) throws -> Answer {
    let descriptor = try connected()
    defer { close(descriptor) }
    let head =
      "\(method) \(target) HTTP/1.1\r\nHost: d\r\nConnection: close\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.count)\r\n\r\n"
    try send(Array(head.utf8) + body, to: descriptor)
    return try Self.parse(try receive(from: descriptor))
  }

  private func connected() throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      defer { close(descriptor) }
      throw Failure(what: "connect", errno: errno)
    }
    return descriptor
  }

  private func send(_ bytes: [UInt8], to descriptor: Int32) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(what: "send", errno: errno) }
      sent += count
    }
  }

  private func receive(from descriptor: Int32) throws -> [UInt8] {
    var (all, part) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while true {
      let count = recv(descriptor, &part, part.count, 0)
      guard count >= 0 else { throw Failure(what: "receive", errno: errno) }
      if count == 0 { return all }
      all += part[..<count]
    }
  }

  private static func parse(_ bytes: [UInt8]) throws -> Answer {
    let separator = Array("\r\n\r\n".utf8)
    guard let end = bytes.firstRange(of: separator) else { throw Failure(what: "no answer", errno: 0) }
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
    guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Failure(what: "no status", errno: 0)
    }
    let body = Array(bytes[end.upperBound...])
    let isChunked = head.lowercased().contains("transfer-encoding: chunked")
    return Answer(status: status, body: isChunked ? try unchunked(body) : body)
  }

  /// RFC 9112 7.1, without trailers.
  private static func unchunked(_ bytes: [UInt8]) throws -> [UInt8] {
    var (rest, body) = (bytes[...], [UInt8]())
    while let line = rest.firstRange(of: Array("\r\n".utf8)) {
      let text = String(decoding: rest[..<line.lowerBound], as: UTF8.self)
      guard let size = Int(text, radix: 16) else { throw Failure(what: "no chunk size in \(text)", errno: 0) }
      if size == 0 { return body }
      body += rest[line.upperBound...].prefix(size)
      rest = rest[line.upperBound...].dropFirst(size + 2)
    }
    throw Failure(what: "the body ends too early", errno: 0)
  }
}
