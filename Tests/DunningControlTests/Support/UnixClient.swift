import Foundation
import Glibc
import NIOPosix

/// A blocking client of a Unix socket, so that a test decides each byte and each instant.
final class UnixClient: Sendable {
  struct Failure: Error, Equatable { let errno: Int32 }

  struct Answer: Equatable {
    let status: Int
    /// By lower-case name.
    let headers: [String: String]
    let body: String
  }

  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var patience = timeval(tv_sec: 240, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw Failure(errno: errno) }
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(errno: errno) }
      sent += count
    }
  }

  /// Says that nothing more will be sent.
  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// What has arrived, at least one byte unless the server has closed.
  func receive() throws -> String {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { throw Failure(errno: errno) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  func receiveUntilClosed() throws -> String {
    var text = ""
    while case let part = try receive(), !part.isEmpty { text += part }
    return text
  }

  /// Reads one answer and no more than that.
  func answer() throws -> Answer {
    var text = ""
    while true {
      if let answer = Self.parse(text) { return answer }
      let part = try receive()
      guard !part.isEmpty else { throw Failure(errno: ECONNRESET) }
      text += part
    }
  }

  /// Sends one request, says that it is the only one, and reads the answer.
  func request(_ method: String, _ target: String, body: String? = nil) throws -> Answer {
    let length = body.map { "Content-Length: \($0.utf8.count)\r\n" } ?? ""
    try send("\(method) \(target) HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\(length)\r\n\(body ?? "")")
    return try answer()
  }

  private static func parse(_ text: String) -> Answer? {
    guard let end = text.range(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      headers[parts[0].lowercased()] = parts[1]
    }
    let body = text[end.upperBound...]
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    guard body.utf8.count >= length else { return nil }
    return Answer(
      status: Int(lines[0].split(separator: " ")[1]) ?? 0, headers: headers,
      body: String(decoding: body.utf8.prefix(length), as: UTF8.self))
  }
}

private let threads: NIOThreadPool = {
  let pool = NIOThreadPool(numberOfThreads: 256)
  pool.start()
  return pool
}()

/// Runs blocking code where it does not keep the server's tasks from their threads.
func blocking<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await threads.runIfActive(body)
}
