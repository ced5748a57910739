import DunningAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The answer could not be sent whole; HTTP has no more to say about it.
private struct AnswerBrokenOff: Error {}

extension ControlServer {
  func answer(_ request: Request, peer: PeerCredential, _ writer: borrowing ResponseWriter) async throws -> Response {
    if Self.wantsGoAhead(request) {
      try await writer.writeInformationalHead(HTTPResponse(status: .continue))
    }
    var logger = self.logger
    logger[metadataKey: "hb.request.id"] = .stringConvertible(RequestID())
    return await respond(request, peer, logger)
  }

  /// Sends an answer; one that breaks off in the middle ends the connection, so that nobody takes it for whole.
  func send(_ response: Response, _ writer: consuming ResponseWriter) async throws {
    do {
      try await writer.write(response: response.head, body: response.body)
    } catch {
      let clientIsGone = error is IOError || error is ChannelError || error is CancellationError
      logger.log(
        level: clientIsGone ? .debug : .error, "answer broken off",
        metadata: ["error": "\(error)", "status": "\(response.status.code)"])
      throw AnswerBrokenOff()
    }
  }

  static func refusal(_ limits: ControlLimits) -> Response {
    .problem(
      Problem(
        .tooManyConnections, detail: "you already have \(limits.connectionsPerUserMax) open connections",
        hint: "close some, or try again in a moment"),
      headers: [.retryAfter: "1", .connection: "close"])
  }

  /// Whether the client holds the body back until it is told to send it (RFC 9110, section 10.1.1).
  ///
  /// A body that an ordinary route would refuse is not asked for, so that the refusal comes before the body does. A
  /// client that wants to send it to another route does so after a second without an answer.
  private static func wantsGoAhead(_ request: Request) -> Bool {
    guard request.headers[.expect]?.lowercased() == "100-continue", request.headers[.contentEncoding] == nil else {
      return false
    }
    return request.headers[.contentLength].flatMap { Int($0) }.map { $0 <= ControlLimits.bodyBytesMax } ?? true
  }
}
