/// Why a message could not be built, or a transport not be used.
package struct MailError: Error, Sendable, CustomStringConvertible {
  /// The closed list of reasons.
  package enum Code: String, Sendable {
    /// An address or display name that cannot stand in a message.
    case invalidAddress
    /// A header name or value that cannot stand in a message.
    case invalidHeader
    /// A body, attachment or encoded message that cannot be sent.
    case invalidMessage
    /// An envelope id that cannot be an ENVID and a file name.
    case invalidEnvelope
    /// Settings that contradict each other or cannot be read.
    case configuration
    /// The server was not reached, or the connection ended.
    case unreachable
    /// The server was reached and would not, or could not, work with us.
    case relay
    /// The Maildir could not be read or written.
    case file
    /// The caller was cancelled.
    case cancelled
  }

  /// Which of the reasons.
  package let code: Code
  /// One sentence for people, without addresses where that is possible.
  package let message: String
  /// What an operator can do about it, if anything.
  package let hint: String?
  /// The error underneath, if any.
  package let cause: (any Error)?

  /// Makes an error.
  package init(_ code: Code, _ message: String, hint: String? = nil, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.cause = cause
  }

  /// The sentence, and the hint in brackets.
  package var description: String { hint.map { "\(message) (\($0))" } ?? message }
}
