package import Dunning

extension Docket {
  /// Takes what is due (T2): opens notices and attempts, and answers the work, or how long to sleep.
  ///
  /// A claim is judged anew with the rules of this moment, so nothing that a stored plan says is ever sent blindly.
  /// - Parameters:
  ///   - limit: notices to take at most; 0 only tells when something is due.
  ///   - limits: how much may leave in a time, whatever is due.
  ///   - messageID: names a notice to a recipient, always alike (RFC 5322 3.6.4).
  ///   - transport: the word for the attempts' record.
  ///   - printsLetters: whether there is a print spool, so that letters go by post too.
  package func takeDue(
    now: Instant, limit: Int, rulebook: Rulebook, limits: SendLimits = .none, transport: String,
    printsLetters: Bool = false,
    messageID: @escaping @Sendable (NoticeID, EmailAddress, Creditor) -> String
  ) async throws(DocketError) -> DueWork {
    try await write(isWorkOfEngine: true, by: .daemon, rulebook: rulebook, now: now) { [memory, changes] transaction in
      changes.engineSleeps(until: nil)
      guard try transaction.mode().isArmed else {
        // Nothing but the word of a person ends that.
        changes.engineSleeps(until: Instant(milliseconds: .min))
        return .nothing(until: nil)
      }
      let taking = Taking(
        transaction: transaction, transport: transport, printsLetters: printsLetters, limits: limits, memory: memory,
        messageID: messageID)
      // Asked again at once, in another transaction, until nothing is left to be judged.
      guard try taking.judgePromises() else { return .notices([]) }
      let work = try taking.take(atMost: limit)
      if case .nothing(let moment) = work { changes.engineSleeps(until: moment) }
      return work
    }
  }
}
