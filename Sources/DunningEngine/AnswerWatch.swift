import DunningMail
import Synchronization

/// What is remembered of the mail server's answers for as long as the daemon runs and its way out stays the same.
final class AnswerWatch: Sendable {
  private struct State {
    var run = AnswerRun()
    /// How often this machine could not write a message.
    var unwritten = 0
    /// How often trouble was heard of that a person has to end; nil once it was told.
    var troubles: [Trouble: Int?] = [:]
    /// Whose notices could not be written of late, one after the other, and why.
    var failures: (words: String, recipients: Set<String>) = ("", [])
  }

  private struct Trouble: Hashable {
    /// Whose messages it concerns; nil: everybody's.
    let sender: String?
    let words: String
  }

  /// What the server takes for a trouble that may pass may have passed when it is asked again a few times.
  private static let passingTroublesMin = 3
  /// Different troubles at a time; a server that never says the same twice is told of no more than this.
  private static let troublesMax = 20

  private let state = Mutex(State())
  private let health: DeliveryHealth

  /// - Parameter health: learns what each answer says of the way, in the order in which they were heard.
  init(health: DeliveryHealth) { self.health = health }

  /// How many alarms there were; to be asked before a notice is taken.
  var alarms: Int { state.withLock { $0.run.alarms } }

  /// How many messages this machine could not write; to be asked before one is handed over.
  var unwritten: Int { state.withLock { $0.unwritten } }

  /// - Parameters:
  ///   - recipient: whom the message was for.
  ///   - sender: on whose behalf it was sent.
  ///   - alarms: ``alarms`` before it was taken.
  ///   - unwritten: ``unwritten`` before it was handed over; nil: as it is now.
  func heard(
    _ outcome: MailOutcome, about recipient: String, from sender: String, takenAfter alarms: Int,
    begunAfter unwritten: Int? = nil
  ) -> AnswerRun.Verdict {
    state.withLock { state in
      if case .deferred(_, .local) = outcome { state.unwritten += 1 }
      if case .accepted = outcome {
        state.troubles = state.troubles.filter { $0.key.sender != nil && $0.key.sender != sender }
      }
      let verdict = state.run.heard(outcome, about: recipient, takenAfter: alarms)
      tellHealth(outcome, verdict, isNews: unwritten.map { $0 == state.unwritten } ?? true)
      return verdict
    }
  }

  /// Nothing leaves any more until a person has looked.
  func alarmWasHeard() { state.withLock { $0.run.alarmWasHeard() } }

  /// - Parameter isNews: false of what was begun before this machine could not write another: that there was room for the
  ///   one says nothing of the next.
  private func tellHealth(_ outcome: MailOutcome, _ verdict: AnswerRun.Verdict, isNews: Bool) {
    switch outcome {
    case .accepted: if isNews { health.works() }
    // A server that speaks about a recipient, and about this one alone, is there.
    case .refused(let record) where record.serverName != nil, .deferred(let record, .message):
      verdict == .alone ? health.works() : health.fails(record.reason)
    case .deferred(let record, _), .inDoubt(let record): health.fails(record.reason)
    // What our own check refused, or we ourselves stopped, says nothing.
    case .refused, .abandoned: break
    }
  }

  /// Whether it is time to tell a person of trouble that only a person can end; once for each.
  func isNews(_ outcome: MailOutcome, about recipient: String, from sender: String) -> Bool {
    guard case .deferred(let record, let deferral) = outcome, [.account, .sender, .relay].contains(deferral) else {
      return false
    }
    let trouble = Trouble(
      sender: deferral == .sender ? sender : nil,
      words: AnswerRun.normalized(record.reason, recipient: recipient))
    return state.withLock { state in
      guard let known = state.troubles[trouble, default: 0], state.troubles.count < Self.troublesMax else {
        return false
      }
      let isForGood = deferral == .account || deferral == .sender && record.reason.hasPrefix("5")
      let isDue = known + 1 >= (isForGood ? 1 : Self.passingTroublesMin)
      state.troubles.updateValue(isDue ? nil : known + 1, forKey: trouble)
      return isDue
    }
  }

  /// - Parameter reason: why a notice could not be written.
  /// - Returns: whether so many could not, for the same reason, that it is about none of them.
  func couldNotWrite(to recipient: String, because reason: String) -> Bool {
    let words = AnswerRun.normalized(reason, recipient: recipient)
    return state.withLock { state in
      if words != state.failures.words { state.failures = (words, []) }
      state.failures.recipients.insert(recipient)
      guard state.failures.recipients.count >= AnswerRun.refusalsMax else { return false }
      state.failures = ("", [])
      return true
    }
  }

  /// A notice could be written.
  func couldWrite() { state.withLock { $0.failures = ("", []) } }

  /// Another way out is in force.
  func reset() {
    state.withLock { state in
      let (alarms, unwritten) = (state.run.alarms, state.unwritten)
      state = State()
      // What is still under way on the old one began before it.
      state.unwritten = unwritten + 1
      state.run = AnswerRun(alarms: alarms + 1)
    }
  }
}
