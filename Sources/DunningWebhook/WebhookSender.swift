import DunningTLS
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Tells one receiver over HTTP, one thing at a time, with a connection of its own for each.
package struct WebhookSender: Sendable {
  package let url: WebhookURL
  private let signature: WebhookSignature
  private let allowsPrivate: Bool
  private let tls: NIOSSLContext?
  private let limits: Limits

  /// How long a receiver may take, in milliseconds.
  package struct Limits: Sendable {
    /// For each address that is tried.
    package var connect: Int64 = 5_000
    /// From the connection to the answer.
    package var answer: Int64 = 15_000

    package init() {}
  }

  /// What is told.
  package struct Parcel: Sendable, Hashable {
    /// The same whenever the same is told again.
    package let id: String
    /// JSON.
    package let body: [UInt8]

    package init(id: String, body: [UInt8]) { (self.id, self.body) = (id, body) }
  }

  /// - Parameters:
  ///   - allowsPrivate: whether it may be an address of this machine or its network.
  ///   - authorities: a PEM file of those who vouch for the receiver besides those whom the machine trusts.
  /// - Throws: ``WebhookError`` when the file cannot be read.
  package init(
    url: WebhookURL, secret: String, allowsPrivate: Bool, authorities: String? = nil, limits: Limits = Limits()
  ) throws(WebhookError) {
    (self.url, self.allowsPrivate, self.limits) = (url, allowsPrivate, limits)
    signature = WebhookSignature(secret: secret)
    tls = try url.isSecure ? Self.context(authorities) : nil
  }

  private static func context(_ authorities: String?) throws(WebhookError) -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    if let authorities { configuration.additionalTrustRoots = [.file(authorities)] }
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw WebhookError("TLS cannot be set up: \(error)")
    }
  }

  /// Tells it, and waits until the receiver has taken it: any answer of 200 to 299.
  ///
  /// - Parameter second: now, in seconds since 1970.
  /// - Throws: ``WebhookError`` for everything else; then nobody knows whether the receiver has heard it.
  package func send(_ parcel: Parcel, second: Int64) async throws(WebhookError) {
    do {
      try Self.check(try await exchange(parcel, second: second))
    } catch let error as WebhookError {
      throw error
    } catch {
      throw WebhookError("\(url.shown): \(error)")
    }
  }

  // MARK: - The connection

  private typealias Connection = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

  private func exchange(_ parcel: Parcel, second: Int64) async throws -> HTTPResponseHead {
    let connection = try await connect()
    let channel = connection.channel
    let deadline = channel.eventLoop.scheduleTask(in: .milliseconds(limits.answer)) { channel.close(promise: nil) }
    defer { deadline.cancel() }
    return try await connection.executeThenClose { answers, requests in
      var failure: (any Error)?
      do {
        // At once: a receiver that has the whole body may answer and close before the end of the request is written.
        try await requests.write(contentsOf: [
          .head(head(of: parcel, second: second)), .body(.byteBuffer(ByteBuffer(bytes: parcel.body))), .end(nil),
        ])
      } catch {
        // One that refuses may do so before it has read all; then the answer counts.
        failure = error
      }
      // What stands below the head of an answer is nobody's business.
      for try await answer in answers { if case .head(let head) = answer { return head } }
      throw failure
        ?? WebhookError(
          "\(url.shown) has closed the connection without an answer, or has not answered in \(limits.answer) ms")
    }
  }

  /// A connection to the first address that answers. It is the addresses that are judged, after the name was looked up,
  /// and to one of these very addresses that it connects: a name that leads elsewhere a moment later leads nowhere.
  private func connect() async throws -> Connection {
    let found = try await HostLookup.addresses(of: url.host, port: url.port)
    let addresses = found.filter { allowsPrivate || $0.isPublic }.map(\.address)
    guard !addresses.isEmpty else {
      throw WebhookError(
        "\(url.host) is on this machine or a private network, and nothing is sent there: allow_private: true allows it")
    }
    var failure: (any Error)?
    for address in addresses.prefix(Self.addressesMax) {
      do {
        return try await connect(to: address)
      } catch {
        failure = error
      }
    }
    throw failure ?? WebhookError("\(url.host) has no address")
  }

  private func connect(to address: SocketAddress) async throws -> Connection {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.milliseconds(limits.connect))
      .connect(to: address) { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(ServerTLS.handler(tls, host: url.host)) }
          try pipeline.addHTTPClientHandlers()
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
  }

  private static let addressesMax = 4

  // MARK: - Question and answer

  private func head(of parcel: Parcel, second: Int64) -> HTTPRequestHead {
    HTTPRequestHead(
      version: .http1_1, method: .POST, uri: url.target,
      headers: [
        "Host": url.hostHeader, "Content-Type": "application/json", "Content-Length": "\(parcel.body.count)",
        "User-Agent": "dunningd", "Connection": "close", "webhook-id": parcel.id, "webhook-timestamp": "\(second)",
        "webhook-signature": signature.value(of: parcel.body, id: parcel.id, second: second),
      ])
  }

  private static func check(_ head: HTTPResponseHead) throws(WebhookError) {
    let code = head.status.code
    switch code {
    case 200...299: return
    case 300...399:
      let place = head.headers.first(name: "location").map { " to \($0.prefix(Self.wordsMax))" } ?? ""
      throw WebhookError("the receiver answered \(code)\(place); a redirect is not followed: write the new address")
    case 410: throw WebhookError("the receiver answered 410: it wants to be told of nothing any more", isGone: true)
    default:
      throw WebhookError(
        "the receiver answered \(code)", retryAfter: head.headers.first(name: "retry-after").flatMap { Int($0) })
    }
  }

  /// Characters of a receiver's words that are worth telling.
  private static let wordsMax = 200
}
