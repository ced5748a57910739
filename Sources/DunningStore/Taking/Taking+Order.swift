import Dunning
import DunningSQL
import Synchronization

// Who comes first when more is due than there is room for. Each creditor has a lane for demands, one for reminders and
// one for courtesies, and each lane has its turn, so that a flood in one delays no other. Within a lane the oldest comes
// first; every fourth turn goes to the one that has become due last, which need not wait for a backlog to end.

extension Taking {
  /// One turn of so many goes to the newest of a lane.
  private static let turnsPerNewest = 4
  /// Lanes looked at for one answer; beyond them the oldest of all lanes come first.
  private static let lanesMax = 64

  /// Claims whose moment has come, at most so many, in a fair order.
  func nextClaims(_ count: Int) throws -> [ClaimID] {
    let oldest = try transaction.dueClaims(at: now, count + 1)
    guard oldest.count > count else { return oldest }
    let (lanes, isAll) = try dueLanes(max: count)
    guard !lanes.isEmpty else { return Array(oldest.prefix(count)) }
    return try memory.state.withLock { memory in
      isAll ? try shares(of: count, lanes, &memory) : try turns(lanes, &memory)
    }
  }

  /// One claim of each lane, when there are more lanes than room.
  private func turns(_ lanes: [Lane], _ memory: inout TakingMemory.State) throws -> [ClaimID] {
    let turn = memory.round..<memory.round + 1
    let turned = try lanes.flatMap { try claims(of: $0, turns: turn) }
    if let last = lanes.last {
      // The walk has come round.
      if last <= memory.lane { memory.round += 1 }
      memory.lane = last
    }
    return turned
  }

  /// Several claims of each lane, as many as there is room for.
  private func shares(
    of count: Int, _ lanes: [Lane], _ memory: inout TakingMemory.State
  ) throws -> [ClaimID] {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: lanes.count)
    let first = memory.round
    let shared = try lanes.enumerated().flatMap { index, lane in
      try claims(of: lane, turns: first..<first + whole + (index < rest ? 1 : 0))
    }
    memory.round += max(1, whole)
    memory.lane = rest > 0 ? lanes[rest - 1] : lanes[lanes.count - 1]
    return shared
  }

  private func claims(of lane: Lane, turns: Range<Int>) throws -> [ClaimID] {
    let newest = turns.count { $0 % Self.turnsPerNewest == Self.turnsPerNewest - 1 }
    return try transaction.dueClaims(of: lane, at: now, oldest: turns.count - newest, newest: newest)
  }

  /// The lanes in which something is due, from the one after the last turn on.
  ///
  /// - Returns: `isAll` when there are no others.
  private func dueLanes(max count: Int) throws -> (lanes: [Lane], isAll: Bool) {
    let start = memory.state.withLock { $0.lane }
    var (lanes, lane, hasWrapped) = ([Lane](), start, false)
    for _ in 0..<Self.lanesMax {
      guard let (next, at) = try transaction.lane(after: lane) else {
        if hasWrapped || start == .first { return (lanes, true) }
        (lane, hasWrapped) = (.first, true)
        continue
      }
      if hasWrapped, start < next { return (lanes, true) }
      if at <= now {
        if lanes.count == count { return (lanes, false) }
        lanes.append(next)
      }
      lane = next
    }
    return (lanes, false)
  }
}

extension Reading {
  /// Claims whose step is due, the oldest first.
  fileprivate func dueClaims(at moment: Instant, _ count: Int) throws -> [ClaimID] {
    try sql.all(Due.oldest, .number(moment.milliseconds), .number(Int64(count))) { ClaimID($0.number(0)) }
  }

  /// Claims of a lane whose step is due: so many of the oldest, then so many of the newest that are not among them.
  fileprivate func dueClaims(of lane: Lane, at moment: Instant, oldest: Int, newest: Int) throws -> [ClaimID] {
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
  fileprivate func lane(after lane: Lane) throws -> (lane: Lane, at: Instant)? {
    try sql.first(
      Due.laneAfter, .text(lane.creditor), .number(Int64(lane.rank)), .text(lane.creditor)
    ) { row in
      (Lane(creditor: row.text(0), rank: Int(row.number(1))), Instant(milliseconds: row.number(2)))
    }
  }
}

extension Due {
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
}

extension Lane: Comparable {
  /// As SQLite compares: texts by their bytes.
  static func < (left: Lane, right: Lane) -> Bool {
    if left.creditor == right.creditor { return left.rank < right.rank }
    return left.creditor.utf8.lexicographicallyPrecedes(right.creditor.utf8)
  }
}
