/// One message on its way over the connections of a pool, as the task sees it that waits for it. It lives on the pool's
/// event loop and is touched nowhere else.
final class SMTPAttempt {
  /// What the task waits for.
  enum Milestone: Sendable {
    /// All but the final dot is with the server.
    case dotIsDue
    /// The attempt is over.
    case finished(MailOutcome)
  }

  let mail: SMTPMail
  /// The connection that carries it now.
  var connection: SMTPConnection?
  /// Why it is tried for the second time: the kept connection of the first was dead.
  var firstTry: MailOutcome?
  private(set) var isCancelled = false
  /// Whether the task was told that the dot is due: from then on only it decides, and nothing is tried behind its back.
  private(set) var hasReachedDot = false
  private var waiter: CheckedContinuation<Milestone, Never>?
  /// What happened while nobody was waiting: between the body and the permission for its final dot.
  private var unclaimed: Milestone?

  init(_ mail: SMTPMail) { self.mail = mail }

  /// Resumes the continuation at the next milestone, or at once with one that was missed; answers whether it waits.
  func wait(_ continuation: CheckedContinuation<Milestone, Never>) -> Bool {
    if let milestone = unclaimed {
      unclaimed = nil
      continuation.resume(returning: milestone)
      return false
    }
    waiter = continuation
    return true
  }

  /// Tells the task how it ended.
  func finish(_ outcome: MailOutcome) { report(.finished(outcome)) }

  /// Tells the task how far it got, as soon as that asks.
  func report(_ milestone: Milestone) {
    if case .dotIsDue = milestone { hasReachedDot = true }
    guard let waiter else {
      unclaimed = milestone
      return
    }
    self.waiter = nil
    waiter.resume(returning: milestone)
  }

  /// Notes that the task does not want it any more, also before the pool has heard of it.
  func cancel() { isCancelled = true }
}
