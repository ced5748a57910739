import DunningTLS
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// A time-stamping authority that is asked over HTTP (RFC 3161, 3.4).
package struct TimestampAuthority: Sendable, Hashable {
  /// As it was configured.
  package let url: String
  /// Its certificates, PEM; nil where nobody has said whom to trust, and signatures are not looked at.
  private let certificate: String?
  private let isSecure: Bool
  private let host: String
  private let port: Int
  /// Path and query.
  private let target: String

  /// - Parameters:
  ///   - url: `https://host/path` or `http://…`; nil for what is neither.
  ///   - certificate: one or more certificates of the authority, PEM; nil to take any signature.
  package init?(url: String, certificate: String? = nil) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, parts.user == nil, parts.fragment == nil
    else { return nil }
    (self.url, self.certificate) = (url, certificate)
    isSecure = scheme == "https"
    // An IPv6 address stands in brackets.
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    port = parts.port ?? (isSecure ? 443 : 80)
    let path = parts.percentEncodedPath
    target = (path.isEmpty ? "/" : path) + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
  }

  /// Has a hash stamped.
  ///
  /// - Parameters:
  ///   - hash: SHA-256, 32 bytes.
  ///   - nonce: random bytes, 8 of them.
  /// - Returns: the whole answer, DER, to be kept as it is.
  /// - Throws: ``TimestampError`` when it cannot be reached, refuses, or answers something else, also what another signed.
  package func stamp(hash: [UInt8], nonce: [UInt8]) async throws(TimestampError) -> [UInt8] {
    let request = TimestampRequest(hash: hash, nonce: nonce)
    let body = try await exchange(try request.bytes())
    try TimestampResponse(body).check(against: request)
    if let certificate { try await TimestampTrust(certificate: certificate).check(body) }
    return body
  }

  // MARK: - HTTP

  private typealias Connection = NIOAsyncChannel<NIOHTTPClientResponseFull, HTTPClientRequestPart>

  private func exchange(_ body: [UInt8]) async throws(TimestampError) -> [UInt8] {
    do {
      let connection = try await connect()
      let channel = connection.channel
      let deadline = channel.eventLoop.scheduleTask(in: Self.answerTime) { channel.close(promise: nil) }
      defer { deadline.cancel() }
      return try await connection.executeThenClose { answers, requests in
        try await requests.write(.head(head(bodyBytes: body.count)))
        try await requests.write(.body(.byteBuffer(ByteBuffer(bytes: body))))
        try await requests.write(.end(nil))
        for try await answer in answers { return try Self.body(of: answer) }
        throw TimestampError("the connection was closed without an answer, or after \(Self.answerTime.seconds) s")
      }
    } catch let error as TimestampError {
      throw error
    } catch {
      throw TimestampError("\(host):\(port): \(error)")
    }
  }

  private func connect() async throws -> Connection {
    let tls = try isSecure ? NIOSSLContext(configuration: .makeClientConfiguration()) : nil
    return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(Self.connectTime)
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(ServerTLS.handler(tls, host: host)) }
          try pipeline.addHTTPClientHandlers()
          try pipeline.addHandler(NIOHTTPClientResponseAggregator(maxContentLength: Self.answerBytesMax))
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
  }

  private func head(bodyBytes: Int) -> HTTPRequestHead {
    let name = host.contains(":") ? "[\(host)]" : host
    let isUsualPort = port == (isSecure ? 443 : 80)
    return HTTPRequestHead(
      version: .http1_1, method: .POST, uri: target,
      headers: [
        "Host": isUsualPort ? name : "\(name):\(port)", "Content-Type": "application/timestamp-query",
        "Content-Length": "\(bodyBytes)", "Accept": "application/timestamp-reply", "User-Agent": "dunningd",
        "Connection": "close",
      ])
  }

  private static func body(of answer: NIOHTTPClientResponseFull) throws(TimestampError) -> [UInt8] {
    guard answer.head.status == .ok else {
      let place = answer.head.headers.first(name: "Location").map { "; it is now at \($0)" } ?? ""
      throw TimestampError("the server answered \(answer.head.status)\(place)")
    }
    return answer.body.map { Array($0.readableBytesView) } ?? []
  }

  private static let connectTime = TimeAmount.seconds(10)
  private static let answerTime = TimeAmount.seconds(30)
  /// A stamp with its certificates has some kilobytes.
  private static let answerBytesMax = 256 << 10
}

extension TimeAmount {
  fileprivate var seconds: Int64 { nanoseconds / 1_000_000_000 }
}
