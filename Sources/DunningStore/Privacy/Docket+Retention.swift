package import Dunning
import DunningSQL

extension Docket {
  /// The claims that may be erased by a day, in the order of their numbers.
  ///
  /// - Returns: a page of them, and where the next one begins; nil after the last.
  package func expiringClaims(
    until day: CivilDate, after cursor: ClaimID? = nil, limit: Int = DocketLimits.pageMax, rulebook: Rulebook
  ) async throws(DocketError) -> (claims: [ExpiringClaim], cursor: ClaimID?) {
    var (found, last) = ([ExpiringClaim](), cursor?.number ?? 0)
    while found.count < limit {
      let start = last
      let page = try await read(rulebook) { look in try look.expiring(until: day, after: start) }
      guard let end = page.last else { return (found, nil) }
      found += page.claims
      last = end
    }
    let page = Array(found.prefix(limit))
    return (page, page.last?.claim)
  }

  /// Erases the claims that were kept long enough, once a day, and leaves those that something keeps.
  ///
  /// An erasure cannot be taken back, so that it needs two looks, a day apart: the first one after the times were changed,
  /// or after a month without one, only says how many there are.
  package func eraseExpired(rulebook: Rulebook, now: Instant) async throws(DocketError) -> RetentionOutcome {
    let times = Self.times(rulebook)
    guard !times.isEmpty else { return .nothing }
    guard try await mode(rulebook: rulebook).isArmed else { return .held }
    let today = ZoneRules.utc.date(at: now)
    let last = try await read { look in try look.setting(.retention) }
    if last == "\(today.iso) \(times)" { return .nothing }
    let isExpected = Self.isExpected(last: last, times: times, today: today)
    var count = try await sweep(erasing: isExpected, rulebook: rulebook, now: now)
    if isExpected { count += try await eraseExpiredEntries(rulebook, today, now: now) }
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.set(.retention, "\(today.iso) \(times)")
    }
    if isExpected, count > 0 { try await removeTraces(now: now) }
    return isExpected ? .erased(count) : .announced(count)
  }

  /// - Returns: how many were found, or erased.
  private func sweep(erasing: Bool, rulebook: Rulebook, now: Instant) async throws(DocketError) -> Int {
    var (last, count) = (Int64(0), 0)
    while true {
      let start = last
      let page = try await read(rulebook) { look in
        try look.expiring(until: ZoneRules.utc.date(at: now), after: start)
      }
      guard let end = page.last else { return count }
      last = end
      let expired = page.claims.filter { $0.hold == nil }.map(\.claim)
      if expired.isEmpty { continue }
      count += erasing ? try await erase(expired, now: now) : expired.count
    }
  }

  private func erase(_ claims: [ClaimID], now: Instant) async throws(DocketError) -> Int {
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.sql.writeOverWhatIsDeleted()
      let erasure = Erasure(entry: entry, reason: "the time to keep it is over")
      return try claims.count { claim in
        // What keeps one claim keeps no other.
        let erased: Void? = try entry.apart {
          try erasure.erase(claim)
        } orElse: { error in
          guard (error as? DocketError)?.code == .wrongState else { throw error }
        }
        return erased != nil
      }
    }
  }

  /// Entries that count for nobody, where every creditor who has the account has kept them long enough.
  private func eraseExpiredEntries(
    _ rulebook: Rulebook, _ today: CivilDate, now: Instant
  ) async throws(DocketError) -> Int {
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.sql.writeOverWhatIsDeleted()
      return try entry.sql.all("SELECT DISTINCT account FROM statement", read: { $0.text(0) }).reduce(0) {
        count, account in
        let creditors = rulebook.creditors.values.filter { $0.allAccounts.contains { $0.key == account } }
        let times = creditors.compactMap(\.retention)
        guard !times.isEmpty, times.count == creditors.count else { return count }
        return count
          + (try entry.eraseEntries(ofAccount: account) { day in
            times.allSatisfy { $0.lastDay(closed: day, limitation: nil) < today }
          })
      }
    }
  }

  /// How long each creditor keeps what is personal; empty when all keep it for ever.
  private static func times(_ rulebook: Rulebook) -> String {
    rulebook.creditors.values.compactMap { creditor in creditor.retention.map { "\(creditor.id)=\($0.span.text)" } }
      .sorted().joined(separator: " ")
  }

  private static func isExpected(last: String?, times: String, today: CivilDate) -> Bool {
    guard let last, let space = last.firstIndex(of: " "), last[last.index(after: space)...] == times,
      let day = try? CivilDate(parsing: String(last[..<space]))
    else { return false }
    return day < today && today.dayNumber - day.dayNumber <= DocketLimits.retentionGapDaysMax
  }
}
