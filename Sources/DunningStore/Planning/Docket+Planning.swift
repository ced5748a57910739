import Crypto
package import Dunning
import FoundationEssentials
import DunningSQL

extension Docket {
  /// Decides anew for every claim when the rules are others than at the last time; in batches, so that the engine and
  /// clients get their turn meanwhile. Until it is through nothing goes out wrongly, since a claim is judged again when
  /// it is taken; a step that now comes earlier may only be late.
  ///
  /// - Parameter rules: the rules in force, and all that they were read from. They are asked for again and again: when
  ///   they are replaced meanwhile, it begins anew, so that two who plan at the same time end with the same; nil gives up
  ///   for another who plans.
  /// - Returns: how many claims have another next step or another moment for it.
  package func replanAll(
    rules: @escaping @Sendable () -> (rulebook: Rulebook, fingerprint: String)?, now: Instant
  ) async throws(DocketError) -> Int {
    var moved = 0
    while let fingerprint = rules()?.fingerprint {
      let hash = Self.hash(fingerprint)
      let isPlanned = try await read { look in try look.setting(.plannedWith) == hash }
      if isPlanned { return moved }
      try await write(by: .daemon, now: now) { entry in
        guard let transaction = rules().map({ entry.transaction(by: $0.rulebook) }) else { return }
        // A walk that is given up half-way must not look like the one before.
        try transaction.set(.plannedWith, nil)
        // Whoever waits for the turn of a destination is planned anew, and asks for another.
        try transaction.sql.run("UPDATE destination SET queue_minute = 0, queued = 0")
        try transaction.planRegisterMailings()
        try transaction.planMornings()
        try transaction.planAccountSchedules()
      }
      var cursor: Int64? = 0
      while let start = cursor {
        let batch = try await replan(after: start, rules: rules, now: now)
        moved += batch.moved
        cursor = batch.last
      }
      cursor = 0
      while let start = cursor { cursor = try await moveDueEnds(after: start, rules: rules, now: now) }
      try await write(by: .daemon, now: now) { entry in
        if rules().map({ Self.hash($0.fingerprint) }) == hash { try entry.set(.plannedWith, hash) }
      }
    }
    return moved
  }

  private func replan(
    after start: Int64, rules: @escaping @Sendable () -> (rulebook: Rulebook, fingerprint: String)?, now: Instant
  ) async throws(DocketError) -> (last: Int64?, moved: Int) {
    try await write(by: .daemon, now: now) { entry in
      // Asked for in the transaction: whoever has replaced them plans in a later one.
      guard let transaction = rules().map({ entry.transaction(by: $0.rulebook) }) else { return (nil, 0) }
      let ids = try transaction.sql.all(
        "SELECT id FROM claim WHERE id > ? AND state IN \(Claim.State.planned.sql) ORDER BY id LIMIT ?",
        .number(start), .number(Int64(DocketLimits.replanBatch))
      ) { $0.number(0) }
      let moved = try ids.compactMap { number in
        let id = ClaimID(number)
        return try transaction.apart {
          let before = try transaction.record(id).next
          let after = try transaction.replan(id).next
          // What is due already is due, whatever moment it became so.
          return before?.step != after?.step || before.map { max($0.at, now) } != after.map { max($0.at, now) }
        } orElse: {
          try transaction.setAside(id, because: $0)
        }
      }
      return (ids.last, moved.count { $0 })
    }
  }

  /// Writes down anew when the debtors of claims that are not planned became late, paid and given up ones too: reports
  /// look back, and a debtor is graded by how late they paid.
  ///
  /// - Returns: the last claim of the batch; nil after the last batch.
  private func moveDueEnds(
    after start: Int64, rules: @escaping @Sendable () -> (rulebook: Rulebook, fingerprint: String)?, now: Instant
  ) async throws(DocketError) -> Int64? {
    try await write(by: .daemon, now: now) { entry in
      guard let transaction = rules().map({ entry.transaction(by: $0.rulebook) }) else { return nil }
      let ids = try transaction.sql.all(
        """
        SELECT id FROM claim WHERE id > ? AND state NOT IN \(Claim.State.planned.sql) AND case_key IS NOT NULL
        ORDER BY id LIMIT ?
        """, .number(start), .number(Int64(DocketLimits.replanBatch))
      ) { ClaimID($0.number(0)) }
      for id in ids {
        // One that cannot be read stays as it is: nothing will be done with it, and `verify` names it.
        _ = try transaction.apart {
          try transaction.moveDueEnd(of: transaction.record(id))
        } orElse: { _ in
        }
      }
      return ids.last?.number
    }
  }

  private static func hash(_ fingerprint: String) -> String {
    Data(SHA256.hash(data: Array(fingerprint.utf8))).base64EncodedString()
  }
}
