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

  /// Holds a record.
  package init(
    peer: String, serverName: String? = nil, reply: ServerReply? = nil, reason: String, queueID: String? = nil,
    dialogue: [String] = []
  ) {
    self.peer = peer
    self.serverName = serverName
    self.reply = reply
    self.reason = reason
    self.queueID = queueID
    self.dialogue = dialogue
  }
}
