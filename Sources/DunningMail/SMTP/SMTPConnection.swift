/// One connection as its pool sees it. It lives on the pool's event loop and is touched nowhere else.
final class SMTPConnection {
  /// Carries the messages.
  var handler: SMTPChannelHandler?
  /// What is on its way, oldest first: at most one message, and the one whose envelope left with its dot.
  var attempts: [SMTPAttempt] = []
  /// Messages that were begun over it.
  var messages = 0
  /// Whether greeting, encryption and login are behind it.
  var isSetUp = false
  /// Whether the server has answered for a message over it.
  var isProven = false

  func add(_ attempt: SMTPAttempt) {
    messages += 1
    attempts.append(attempt)
    attempt.connection = self
  }

  func remove(_ attempt: SMTPAttempt) {
    attempts.removeAll { $0 === attempt }
    attempt.connection = nil
  }
}
