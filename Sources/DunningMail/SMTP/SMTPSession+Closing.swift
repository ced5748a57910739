/// The server closes: 421, which may come instead of any reply, or unasked.
///
/// - Source: RFC 5321, sections 3.8 and 4.2.3.
extension SMTPSession {
  /// The server says good-bye instead of answering. What it had said about the message before counts, else the message
  /// goes over another connection. (A 421 to the final dot is an answer to it: the message was not taken, and the
  /// connection ends as well.)
  mutating func closing(_ reply: ServerReply) {
    end(envelopeOutcome ?? .deferred(record(reply), .connection))
  }

  /// A reply that answers nothing: a server that is closing says so unasked, any other has lost the thread.
  mutating func unexpected(_ reply: ServerReply) {
    guard reply.isTransient || reply.isPermanent, state != .final else {
      return violated("the server said without being asked: \(reply)")
    }
    end(.deferred(record(reply), .connection))
  }
}

extension ServerReply {
  /// Whether the server closes the connection with it.
  var isClosing: Bool { code == 421 }
}
