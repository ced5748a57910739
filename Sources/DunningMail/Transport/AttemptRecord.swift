/// What is worth keeping about one try to hand a message over.
package struct AttemptRecord: Sendable, Hashable {
  /// Where the message was taken: `host:port`, a socket or a directory.
  package let peer: String
  /// The name the server gave itself, if it came so far.
  package let serverName: String?
  /// The reply that decided, if one did.
  package let reply: ServerReply?
  /// One sentence: the server's words if it spoke, else ours.
  package let reason: String
  /// The name under which the other side keeps the message, if it told.
  package let queueID: String?
  /// The lines of the dialogue, ours marked `C:`, the server's `S:`, remarks `--`; no secret and no body in it.
  package let dialogue: [String]
  /// What was said of each of several recipients; those of whom nothing was said are missing, and of one alone the
  /// outcome tells all.
  package let answers: [Answer]

  /// What the other side said of one of several recipients.
  package struct Answer: Sendable, Hashable {
    /// Whether the message is with it for this one.
    package enum Verdict: Sendable, Hashable {
      /// It has the message for this one.
      case taken
      /// It has said no, and that may pass.
      case putOff
      /// It has said no, for good.
      case refused
      /// It would have taken it, but the message did not leave.
      case withheld
      /// The final dot left, and nothing was said of this one any more.
      case unheard
    }

    /// As it was given.
    package let address: String
    package let verdict: Verdict
    /// The other side's words; of one who is unheard, why nothing was said.
    package let words: String

    /// Holds what was said.
    package init(address: String, verdict: Verdict, words: String) {
      self.address = address
      self.verdict = verdict
      self.words = words
    }
  }

  /// Those of several recipients for whom the other side would not take it.
  package var refusals: [Answer] { answers.filter { $0.verdict == .putOff || $0.verdict == .refused } }

  /// Holds a record.
  package init(
    peer: String, serverName: String? = nil, reply: ServerReply? = nil, reason: String, queueID: String? = nil,
    dialogue: [String] = [], answers: [Answer] = []
  ) {
    self.peer = peer
    self.serverName = serverName
    self.reply = reply
    self.reason = reason
    self.queueID = queueID
    self.dialogue = dialogue
    self.answers = answers
  }
}
