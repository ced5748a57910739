/// A way to hand messages over.
package protocol MailTransport: Sendable {
  /// `smtp`, `lmtp` or `maildir`.
  var kind: String { get }

  /// Hands one message over and tells how far it got.
  ///
  /// `beforeFinalDot` runs at most once, after the body was sent and before the final dot leaves (a Maildir: before the
  /// file is moved into place). The dot leaves only if it returns; if it throws, the outcome is
  /// ``DeliveryOutcome/abandoned(_:_:)``.
  func deliver(
    _ message: [UInt8], _ envelope: Envelope, beforeFinalDot: @Sendable () async throws -> Void
  ) async -> DeliveryOutcome

  /// What became of a message whose outcome was never seen. Only a Maildir can tell.
  func trace(_ envelope: Envelope) async -> DeliveryTrace

  /// Tries everything short of a message: connect, greet, encrypt, authenticate.
  ///
  /// - Throws: ``MailError`` with code `.unreachable`, `.relay`, `.file` or `.cancelled`.
  func check() async throws(MailError)

  /// Closes what is kept open. Deliveries that are under way end by themselves.
  func close() async
}

/// What a transport knows about an earlier delivery.
package enum DeliveryTrace: Sendable, Hashable {
  /// It arrived; the words say where it lies.
  case delivered(String)
  /// It did not arrive; a retry is safe.
  case notDelivered
  /// Nobody can tell.
  case unknown
}
