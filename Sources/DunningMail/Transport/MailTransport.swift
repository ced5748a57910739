/// A way to hand messages over.
package protocol MailTransport: Sendable {
  /// `smtp`, `lmtp` or `maildir`.
  var kind: String { get }

  /// Hands one message over and tells how far it got.
  ///
  /// `permission` is asked after the body was sent and before the final dot leaves (a Maildir: before the file is moved
  /// into place); see ``DotPermission``.
  func deliver(
    _ message: [UInt8], _ envelope: Envelope, permission: DotPermission
  ) async -> MailOutcome

  /// What became of a message whose outcome was never seen. Only a Maildir can tell.
  func trace(_ envelope: Envelope) async -> AttemptTrace

  /// Tries everything short of a message: connect, greet, encrypt, authenticate.
  ///
  /// - Throws: ``MailError`` with code `.unreachable`, `.relay`, `.file` or `.cancelled`.
  func check() async throws(MailError)

  /// Closes what is kept open. Deliveries that are under way end by themselves.
  func close() async
}

/// What a transport knows about an earlier delivery.
package enum AttemptTrace: Sendable, Hashable {
  /// It arrived; the words say where it lies.
  case delivered(String)
  /// It did not arrive; a retry is safe.
  case notDelivered
  /// Nobody can tell.
  case unknown
}
