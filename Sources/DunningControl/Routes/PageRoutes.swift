package import DunningAPI
import Hummingbird
import Logging

/// The way to the desk: a link for whoever the kernel says is at the other end.
struct PageRoutes: Sendable {
  let desk: ControlDesk

  func open(_ request: Request, _ context: ControlContext) async throws -> Response {
    let page = try desk.operations.openPage(for: context.peer)
    desk.logger.info(
      "a link to the desk was made",
      metadata: context.caller.merging(["event": "desk-link"]) { own, _ in own })
    return try .json(page)
  }

  func close(_ request: Request, _ context: ControlContext) async throws -> Response {
    let closed = try desk.operations.closePages(of: context.peer)
    desk.logger.info(
      "sessions of the desk were ended",
      metadata: context.caller.merging(["event": "desk-closed", "sessions": "\(closed.sessions)"]) { own, _ in own })
    return try .json(closed)
  }
}

extension DaemonOperations {
  /// Makes a link to the desk.
  ///
  /// - Throws: ``Problem`` `not-found` where there is no desk, `too-much-at-once` while too many links wait.
  package func openPage(for peer: PeerCredential) throws -> PageResponse { throw noDesk }

  /// Ends the sessions of a user.
  ///
  /// - Throws: ``Problem`` `not-found` where there is no desk.
  package func closePages(of peer: PeerCredential) throws -> PageClosedResponse { throw noDesk }

  /// What a daemon without a desk says.
  package var noDesk: Problem {
    Problem(
      .notFound, detail: "there is no desk here: it is off unless it is asked for",
      hint:
        "`systemctl enable dunningd-desk.socket && systemctl stop dunningd.socket dunningd && systemctl start "
        + "dunningd-desk.socket dunningd.socket dunningd`, or write desk: {listen: \"127.0.0.1:8377\"} into the "
        + "configuration and restart")
  }
}
