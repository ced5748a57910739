package import Dunning
import DunningBytes
import DunningSQL

/// How an attempt ended, in the words of the transport.
package struct AttemptResult: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    case accepted
    /// Not now; the next try is at that moment.
    case deferred(until: Instant)
    case refused
    case inDoubt
  }

  package let verdict: Verdict
  package let server: String?
  /// The far side's own words, or what went wrong on this side.
  package let reply: String
  package let dialogue: [String]
  /// What the far side said of each of several recipients; those of whom it said nothing are missing.
  package let answers: [Answer]
  /// When those are tried again, alone, whom it has put off while it took the message for others; nil when they are given
  /// up.
  package let restAt: Instant?

  /// What the far side said of one of several recipients.
  package struct Answer: Sendable, Hashable {
    package enum Verdict: Sendable, Hashable {
      /// It has the message for this one.
      case taken
      /// It has said no, and that may pass.
      case putOff
      /// It has said no, for good.
      case refused
      /// It would have taken it, but the message did not leave.
      case withheld
      /// Nobody knows whether it has the message for this one.
      case unheard
    }

    package let address: String
    package let verdict: Verdict
    package let words: String

    package init(address: String, verdict: Verdict, words: String) {
      self.address = address
      self.verdict = verdict
      self.words = words
    }
  }

  package init(
    verdict: Verdict, server: String?, reply: String, dialogue: [String], answers: [Answer] = [],
    restAt: Instant? = nil
  ) {
    self.answers = answers
    self.restAt = restAt
    self.verdict = verdict
    self.server = server
    self.reply = reply
    self.dialogue = dialogue
  }
}

extension Docket {
  /// How many tries of all notices have no end yet, those for the rest of a notice's recipients too.
  ///
  /// - Throws: ``DocketError``.
  package func triesUnderWay() async throws(DocketError) -> Int { try await read { try $0.openAttempts().count } }

  /// Keeps the exact bytes of a notice that waits for an approval (T3), unless something happened since it was taken: then
  /// the notice is dropped. Whoever is to approve it is reminded when it waits for longer than a day.
  package func store(
    _ parcel: Parcel, for notice: DueNotice, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> Gate {
    let hashed = HashedParcel(parcel)
    // The engine is told: the reminder may come before all that it sleeps for.
    return try await write(by: .daemon, rulebook: rulebook, now: now) { transaction in
      let gate = try transaction.gate(notice)
      guard gate == .open else { return gate }
      let state = try transaction.currentState(of: notice.id)
      guard state.isOpen else { return .overtaken("it is \(state.rawValue) already") }
      try transaction.keep(hashed, of: notice)
      if !notice.leaves { try transaction.remindOfApproval(of: notice) }
      return .open
    }
  }

  /// Makes it durable that the final dot may leave, or the letter be moved into the print spool, with the exact bytes that
  /// leave (T3), unless something happened since the notice was taken: then it is dropped, and nothing must leave. This is
  /// the last look at balance, pause and address, and at what was approved. While sending or the notice is held nothing
  /// must leave either.
  ///
  /// - Parameters:
  ///   - parcel: the bytes, where the docket does not have them yet.
  ///   - channel: the way that is about to be gone.
  package func dotSent(
    _ notice: DueNotice, parcel: Parcel? = nil, by channel: Step.Channel = .email, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> Gate {
    let hashed = parcel.map(HashedParcel.init)
    // What is about to leave is compared with what was approved, byte for byte, by its hash.
    let leaving = notice.approved.map { _ in HashedParcel(Parcel(message: notice.message, letter: notice.letter)) }
    return try await write(isWorkOfEngine: true, by: .daemon, rulebook: rulebook, now: now) { transaction in
      let gate = try transaction.lastGate(notice, leaving: leaving)
      guard gate == .open else { return gate }
      if let hashed { try transaction.keep(hashed, of: notice) }
      try transaction.markDotSent(channel == .email ? notice.attempt : notice.postAttempt)
      return .open
    }
  }

  /// Writes down how an attempt ended and plans what comes next (T4).
  ///
  /// - Parameters:
  ///   - parcel: the bytes, where the dot may not have left and the docket not have them yet: the next try sends the same
  ///     ones.
  ///   - channel: the way of the attempt.
  package func record(
    _ result: AttemptResult, attempt: Int64, of notice: NoticeID, parcel: Parcel? = nil,
    by channel: Step.Channel = .email, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) {
    let hashed = parcel.map(HashedParcel.init)
    try await write(isWorkOfEngine: true, by: .daemon, rulebook: rulebook, now: now) { transaction in
      if let hashed { try transaction.keep(hashed, of: notice) }
      let proof = try transaction.close(attempt, result)
      try transaction.conclude(result, of: notice, by: channel, proof: proof)
    }
  }

  /// Drops a notice whose attempt never began, e.g. because it could not be written.
  package func abandon(
    _ notice: DueNotice, because reason: String, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) {
    try await write(isWorkOfEngine: true, by: .daemon, rulebook: rulebook, now: now) { transaction in
      let claims = notice.claims.map(\.claim.id)
      try transaction.giveUp(notice.id, about: claims, because: reason)
      try transaction.replan(claims)
    }
  }

  /// Attempts that were under way when the daemon stopped.
  package func openAttempts() async throws(DocketError) -> [Attempt] {
    try await read { look in try look.openAttempts() }
  }

  /// Notices that were on their way when the daemon stopped and had not come to their dot: they are dropped, and their
  /// claims planned anew.
  package func recoverUnwritten(rulebook: Rulebook, now: Instant) async throws(DocketError) -> Int {
    try await write(by: .daemon, rulebook: rulebook, now: now) { transaction in
      let ids = try transaction.sql.all(
        """
        SELECT id FROM notice WHERE state IN \([Notice.State.sending, .awaitingApproval].sql) AND state <> \(Notice.State.sent.sql)
          AND NOT EXISTS (SELECT 1 FROM message WHERE notice_id = notice.id)
          AND NOT EXISTS (SELECT 1 FROM letter WHERE notice_id = notice.id)
        """
      ) { $0.number(0) }
      for id in ids {
        let reason = "the daemon stopped before it left"
        try transaction.drop(NoticeID(id), because: reason)
      }
      return ids.count
    }
  }
}
