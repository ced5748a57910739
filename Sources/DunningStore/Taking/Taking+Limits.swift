import Dunning
import DunningSQL

// What may leave of that which is due. Notices are counted in the transaction that takes them, so that the count is
// exact whatever shares its commit, and outlives a restart.

extension Taking {
  /// Takes notices as far as the limits allow.
  func take(atMost limit: Int) throws -> DueWork {
    guard limit > 0 else { return try rest() }
    try transaction.foldHours()
    let tally = try transaction.sendTally(for: limits)
    let room = limits.room(after: tally, now: now)
    if let reason = try brake(room, tally) { return .held(because: reason) }
    if let opensAt = room.opensAt { return try rest(until: opensAt) }
    let taken = try notices(min(limit, room.notices ?? limit), new: room.unasked)
    try count(taken.all.count(where: \.leaves), new: taken.new.count(where: \.leaves), tally)
    return taken.all.isEmpty ? try rest() : .notices(taken.all)
  }

  /// - Parameter new: how many of them may be steps that nobody has looked at; nil: any number. What was tried before was
  ///   counted then, and what was approved has a person's word.
  private func notices(_ limit: Int, new: Int?) throws -> (all: [DueNotice], new: [DueNotice]) {
    var due = try notes() + registers()
    // Neither a thousand retries after an outage nor a flood of new steps keeps the other waiting.
    due += try retries(limit: try retryRoom(limit - due.count))
    let steps = try steps(limit: min(max(0, limit - due.count), new ?? limit))
    due += steps
    if due.count < limit { due += try retries(limit: limit - due.count) }
    return (due, steps)
  }

  /// At most half of what there is room for; of a single place, every other.
  private func retryRoom(_ room: Int) throws -> Int {
    guard room > 0 else { return 0 }
    guard room == 1 else { return (room + 1) / 2 }
    return memory.withLock { memory in
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

  private func count(_ taken: Int, new: Int, _ tally: SendTally) throws {
    guard taken > 0 else { return }
    memory.withLock { $0.takenSince += new }
    try transaction.countSent(taken, new: new, to: tally)
  }

  // MARK: - The brake

  /// Holds sending when more would leave than is usual.
  ///
  /// - Returns: the reason; nil when all is as usual.
  private func brake(_ room: SendRoom, _ tally: SendTally) throws -> String? {
    guard let unasked = room.unasked, let usual = limits.usual(after: tally),
      try dueIsMore(than: unasked)
    else { return nil }
    let due = try transaction.dueClaimCount(at: self.now, max: DocketLimits.burstToldMax)
    let left = tally.lastHour
    let now = due == 1 ? "1 notice is due" : "\(due) notices are due"
    let before = left == 0 ? "" : ", and \(left) left within the hour"
    let reason =
      "\(now)\(before), more than the \(usual) that may leave in an hour unasked; look at `dunningctl plan`, then "
      + "`dunningctl arm`"
    try transaction.hold(because: reason)
    return reason
  }

  private func dueIsMore(than unasked: Int) throws -> Bool {
    guard unasked > 0 else { return try transaction.dueClaimCount(at: now, max: 1) > 0 }
    guard unasked <= DocketLimits.burstCountMax, countIsOld else { return false }
    memory.withLock { ($0.countedAt, $0.takenSince) = (now, 0) }
    return try transaction.dueClaimCount(at: now, max: unasked + 1) > unasked
  }

  /// Counting costs as much as there is to count, so that it is not done for each notice that leaves.
  private var countIsOld: Bool {
    memory.withLock { memory in
      guard let countedAt = memory.countedAt else { return true }
      let age = now.milliseconds - countedAt.milliseconds
      let every = DocketLimits.burstCountEvery
      return age < 0 || age >= every.milliseconds || memory.takenSince >= every.notices
    }
  }

  // MARK: - Those whose destination is full

  /// Lets claims wait for their turn; they are judged again then.
  func postpone(_ claims: [ClaimID], until turn: Instant) throws {
    let moment = SQLValue.number(turn.milliseconds)
    for id in claims {
      try sql.run("UPDATE claim SET next_at = ? WHERE id = ? AND next_at < ?", moment, .number(id.number), moment)
    }
  }
}
