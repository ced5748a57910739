/// How far one message got. Exactly one of these is true, and only ``inDoubt(_:)`` leaves a question.
package enum MailOutcome: Sendable {
  /// Whom a deferral concerns, and so what else should wait.
  package enum Deferral: String, Sendable {
    /// This message or recipient: the server said 4xx about it.
    case message
    /// This sender: the server takes no mail from them, but may from others.
    case sender
    /// The relay or our settings for it: every message would be answered like this one.
    case relay
    /// The way to the server: not reached, lost, timed out, closing (421).
    case connection
    /// This machine: no space, no permission.
    case local
  }

  /// The other side took the message and answers for it.
  case accepted(AttemptRecord)
  /// The other side does not have the message; a retry is safe.
  case deferred(AttemptRecord, Deferral)
  /// The other side, or our own check, said no for good.
  case refused(AttemptRecord)
  /// The final dot left and no final reply came: the other side may or may not have the message.
  case inDoubt(AttemptRecord)
  /// The caller stopped before the final dot, by an error of its own or by cancellation; nothing left.
  case abandoned(AttemptRecord, any Error)

  /// What is worth keeping, whatever happened.
  package var record: AttemptRecord {
    switch self {
    case .accepted(let record), .deferred(let record, _), .refused(let record), .inDoubt(let record),
      .abandoned(let record, _):
      record
    }
  }
}
