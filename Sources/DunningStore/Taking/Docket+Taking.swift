package import Dunning
import FoundationEssentials
import GRDB

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
    try await write(isWorkOfEngine: true) { [memory, changes] db in
      changes.engineSleeps(until: nil)
      guard try Self.mode(rulebook: rulebook, in: db).isArmed else {
        // Nothing but the word of a person ends that.
        changes.engineSleeps(until: Instant(milliseconds: .min))
        return .nothing(until: nil)
      }
      let taking = Taking(
        db: db, now: now, rulebook: rulebook, transport: transport, printsLetters: printsLetters, limits: limits,
        memory: memory, messageID: messageID)
      // Asked again at once, in another transaction, until nothing is left to be judged.
      guard try taking.judgePromises() else { return .notices([]) }
      let work = try taking.take(atMost: limit)
      if case .nothing(let moment) = work { changes.engineSleeps(until: moment) }
      return work
    }
  }

  /// The earliest moment at which something is due.
  static func nextMoment(in db: Database) throws -> Instant? {
    try db.first(
      """
      SELECT min(at) FROM (
        SELECT min(next_at) AS at FROM claim WHERE next_at IS NOT NULL
        UNION ALL SELECT min(at) FROM follow_up WHERE at IS NOT NULL
        UNION ALL SELECT min(at) FROM register_mailing WHERE at IS NOT NULL
        UNION ALL SELECT min(next_attempt_at) FROM notice WHERE next_attempt_at IS NOT NULL)
      """
    ) { $0.numberIfAny(0).map(Instant.init(milliseconds:)) } ?? nil
  }
}
