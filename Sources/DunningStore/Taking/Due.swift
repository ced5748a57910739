import Dunning
import DunningSQL

/// The SQL of what is due: each look is a seek in an index, however much is due.
enum Due {
  static let oldest = "SELECT id FROM claim WHERE next_at <= ? ORDER BY next_at, id LIMIT ?"

  static let oldestOfLane = """
    SELECT id FROM claim WHERE creditor = ? AND next_rank = ? AND next_at <= ? ORDER BY next_at, id LIMIT ?
    """

  static let newestOfLane = """
    SELECT id FROM claim WHERE creditor = ? AND next_rank = ? AND next_at <= ?
    ORDER BY next_at DESC, id DESC LIMIT ?
    """

  /// Of each lane the index holds the earliest moment first, so that one seek leads to the next lane. SQLite would walk
  /// through a whole lane for `(creditor, next_rank) > (?, ?)`; two seeks say the same.
  static let laneAfter = """
    SELECT creditor, next_rank, next_at FROM (
      SELECT creditor, next_rank, next_at FROM claim
      WHERE next_at IS NOT NULL AND creditor = ? AND next_rank > ? ORDER BY creditor, next_rank, next_at LIMIT 1)
    UNION ALL SELECT creditor, next_rank, next_at FROM (
      SELECT creditor, next_rank, next_at FROM claim
      WHERE next_at IS NOT NULL AND creditor > ? ORDER BY creditor, next_rank, next_at LIMIT 1)
    LIMIT 1
    """

  static let nextMoment = """
    SELECT min(at) FROM (
      SELECT min(next_at) AS at FROM claim WHERE next_at IS NOT NULL
      UNION ALL SELECT min(at) FROM follow_up WHERE at IS NOT NULL
      UNION ALL SELECT min(at) FROM register_mailing WHERE at IS NOT NULL
      UNION ALL SELECT min(next_attempt_at) FROM notice WHERE next_attempt_at IS NOT NULL) AS moments
    """
}

extension Reading {
  /// The earliest moment at which something is due.
  func nextMoment() throws -> Instant? {
    try sql.first(Due.nextMoment) { $0.numberIfAny(0).map(Instant.init(milliseconds:)) } ?? nil
  }

  /// How many claims have a step that is due.
  ///
  /// - Parameter limit: where counting ends.
  func dueClaimCount(at moment: Instant, max limit: Int) throws -> Int {
    let due = "SELECT count(*) FROM (SELECT 1 FROM claim WHERE next_at <= ? LIMIT ?) AS due"
    return try sql.first(due, .number(moment.milliseconds), .number(Int64(limit))) { Int($0.number(0)) } ?? 0
  }

  // MARK: - Claims

  /// Claims whose step is due, the oldest first.
  func dueClaims(at moment: Instant, _ count: Int) throws -> [ClaimID] {
    try sql.all(Due.oldest, .number(moment.milliseconds), .number(Int64(count))) { ClaimID($0.number(0)) }
  }

  /// Claims of a lane whose step is due: so many of the oldest, then so many of the newest that are not among them.
  func dueClaims(of lane: Lane, at moment: Instant, oldest: Int, newest: Int) throws -> [ClaimID] {
    func claims(_ query: String, _ count: Int) throws -> [ClaimID] {
      try sql.all(
        query, .text(lane.creditor), .number(Int64(lane.rank)), .number(moment.milliseconds), .number(Int64(count))
      ) { ClaimID($0.number(0)) }
    }
    let oldestClaims = try claims(Due.oldestOfLane, oldest)
    guard newest > 0 else { return oldestClaims }
    return oldestClaims + (try claims(Due.newestOfLane, newest)).filter { !oldestClaims.contains($0) }
  }

  /// The next lane in which something is planned, and its earliest moment; nil after the last.
  func lane(after lane: Lane) throws -> (lane: Lane, at: Instant)? {
    try sql.first(
      Due.laneAfter, .text(lane.creditor), .number(Int64(lane.rank)), .text(lane.creditor)
    ) { row in
      (Lane(creditor: row.text(0), rank: Int(row.number(1))), Instant(milliseconds: row.number(2)))
    }
  }

  // MARK: - All else

  /// Promises whose day has passed, with the claims that they are about.
  func duePromises(at moment: Instant, _ count: Int) throws -> [(FollowUpID, ClaimID)] {
    try sql.all(
      "SELECT id, claim_id FROM follow_up WHERE kind = ? AND at <= ? ORDER BY at, id LIMIT ?",
      .text(FollowUp.Kind.promise.rawValue), .number(moment.milliseconds), .number(Int64(count))
    ) { (FollowUpID($0.number(0)), ClaimID($0.number(1))) }
  }

  /// Notes that come back to their creditors.
  func dueNotes(at moment: Instant, _ count: Int) throws -> [FollowUpID] {
    try sql.all(
      "SELECT id FROM follow_up WHERE kind <> ? AND at <= ? ORDER BY at, id LIMIT ?",
      .text(FollowUp.Kind.promise.rawValue), .number(moment.milliseconds), .number(Int64(count))
    ) { FollowUpID($0.number(0)) }
  }

  /// Registers that go to their creditors.
  func dueRegisters(at moment: Instant, _ count: Int) throws -> [RegisterMailing] {
    try sql.all(
      "\(RegisterMailing.selection) WHERE at <= ? ORDER BY at, creditor LIMIT ?", .number(moment.milliseconds),
      .number(Int64(count)), read: RegisterMailing.init)
  }

  /// Written notices whose next try has come.
  func dueRetries(at moment: Instant, _ count: Int) throws -> [NoticeID] {
    try sql.all(
      "SELECT id FROM notice WHERE next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?",
      .number(moment.milliseconds), .number(Int64(count))
    ) { NoticeID($0.number(0)) }
  }
}
