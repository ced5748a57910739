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
  /// Those of several recipients for whom the other side would not take it, with its words.
  package let refusals: [Refusal]

  /// One recipient for whom a message was not taken.
  package struct Refusal: Sendable, Hashable {
    /// As it was given.
    package let address: String
    package let words: String

    package init(address: String, words: String) {
      self.address = address
      self.words = words
    }
  }

  /// Holds a record.
  package init(
    peer: String, serverName: String? = nil, reply: ServerReply? = nil, reason: String, queueID: String? = nil,
    dialogue: [String] = [], refusals: [Refusal] = []
  ) {
    self.peer = peer
    self.serverName = serverName
    self.reply = reply
    self.reason = reason
    self.queueID = queueID
    self.dialogue = dialogue
    self.refusals = refusals
  }
}
