package import Dunning
import DunningSQL
import Synchronization

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
      let taking = Taking(
        transaction: transaction, transport: transport, printsLetters: printsLetters, limits: limits, memory: memory,
        messageID: messageID)
      guard try transaction.mode().isArmed else {
        let work = try taking.takeWordOfHold(atMost: limit)
        if case .nothing(let moment) = work {
          // Of all else nothing but the word of a person ends that.
          changes.engineSleeps(until: moment ?? Instant(milliseconds: .min))
        }
        return work
      }
      // Asked again at once, in another transaction, until nothing is left to be judged.
      guard try transaction.judgePromises() else { return .notices([]) }
      let work = try taking.take(atMost: limit)
      if case .nothing(let moment) = work { changes.engineSleeps(until: moment) }
      return work
    }
  }
}

/// One pass over what is due, inside one transaction.
struct Taking {
  let transaction: Transaction
  let transport: String
  /// Whether there is a print spool, so that letters go by post too.
  let printsLetters: Bool
  let limits: SendLimits
  let memory: TakingMemory
  let messageID: (NoticeID, EmailAddress, Creditor) -> String

  var sql: SQLConnection { transaction.sql }
  var now: Instant { transaction.now }
  var rulebook: Rulebook { transaction.rulebook }

  /// Takes notices as far as the limits allow.
  func take(atMost limit: Int) throws -> DueWork {
    guard limit > 0 else { return try rest() }
    switch try allowance() {
    case .held(let reason): return .held(because: reason)
    case .until(let opensAt): return try rest(until: opensAt)
    case .room(let room, let tally):
      let taken = try notices(min(limit, room.notices ?? limit), new: room.unasked)
      try count(taken.all, new: taken.new, to: tally)
      return taken.all.isEmpty ? try rest() : .notices(taken.all)
    }
  }

  /// - Parameter new: how many of them may be steps that nobody has looked at; nil: any number. What was tried before was
  ///   counted then, and what was approved has a person's word.
  private func notices(_ limit: Int, new: Int?) throws -> (all: [DueNotice], new: [DueNotice]) {
    var due = try notes() + registers() + refusedFiles() + words()
    // Neither a thousand retries after an outage nor a flood of new steps keeps the other waiting.
    due += try retries(limit: retryRoom(limit - due.count))
    var steps = try steps(limit: min(max(0, limit - due.count), new ?? limit))
    steps += try accounts(limit: min(max(0, limit - due.count - steps.count), max(0, (new ?? limit) - steps.count)))
    due += steps
    if due.count < limit { due += try retries(limit: limit - due.count) }
    return (due, steps)
  }

  /// At most half of what there is room for; of a single place, every other.
  private func retryRoom(_ room: Int) -> Int {
    guard room > 0 else { return 0 }
    guard room == 1 else { return (room + 1) / 2 }
    return memory.state.withLock { memory in
      memory.retryWasLast.toggle()
      return memory.retryWasLast ? 1 : 0
    }
  }

  /// Until when there is nothing to take.
  private func rest(until opensAt: Instant? = nil) throws -> DueWork {
    guard let next = try transaction.nextMoment() else { return .nothing(until: nil) }
    if let opensAt, next < opensAt { return .waiting(until: opensAt) }
    return .nothing(until: next)
  }
}
