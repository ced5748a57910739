package import Dunning
import GRDB

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
      let page = try await read { db in try Self.expiring(until: day, after: start, rulebook: rulebook, in: db) }
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
    let last = try await read { db in try Settings.value(.retention, in: db) }
    if last == "\(today.iso) \(times)" { return .nothing }
    let isExpected = Self.isExpected(last: last, times: times, today: today)
    let count = try await sweep(erasing: isExpected, rulebook: rulebook, now: now)
    try await write(isWorkOfEngine: true) { db in try Settings.set(.retention, "\(today.iso) \(times)", in: db) }
    if isExpected, count > 0 { try await removeTraces() }
    return isExpected ? .erased(count) : .announced(count)
  }

  /// - Returns: how many were found, or erased.
  private func sweep(erasing: Bool, rulebook: Rulebook, now: Instant) async throws(DocketError) -> Int {
    var (last, count) = (Int64(0), 0)
    while true {
      let start = last
      let page = try await read { db in
        try Self.expiring(until: ZoneRules.utc.date(at: now), after: start, rulebook: rulebook, in: db)
      }
      guard let end = page.last else { return count }
      last = end
      let expired = page.claims.filter { $0.hold == nil }.map(\.claim)
      if expired.isEmpty { continue }
      count += erasing ? try await erase(expired, now: now) : expired.count
    }
  }

  private func erase(_ claims: [ClaimID], now: Instant) async throws(DocketError) -> Int {
    try await write(isWorkOfEngine: true) { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
      let erasure = Erasure(db: db, actor: .daemon, reason: "the time to keep it is over", now: now)
      return try claims.count { claim in
        // What keeps one claim keeps no other.
        let erased: Void? = try Self.apart(in: db) {
          try erasure.erase(claim)
        } orElse: { error in
          guard (error as? DocketError)?.code == .wrongState else { throw error }
        }
        return erased != nil
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

  // MARK: - Which they are

  /// Looks at some claims that are closed.
  ///
  /// - Returns: those that may be erased, and the last that was looked at; nil when there were none.
  private static func expiring(
    until day: CivilDate, after id: Int64, rulebook: Rulebook, in db: Database
  ) throws -> (claims: [ExpiringClaim], last: Int64?) {
    let page = try closed(after: id, in: db)
    let claims = try page.compactMap { row -> ExpiringClaim? in
      guard let creditor = rulebook.creditors[row.creditor], let retention = creditor.retention,
        let closedAt = row.closedAt
      else { return nil }
      let closed = (rulebook.almanac.zone(creditor.timeZone) ?? .utc).date(at: closedAt)
      // Limitation only ever makes it longer, and costs a look at the claim.
      guard retention.lastDay(closed: closed, limitation: nil) < day else { return nil }
      let expiring = try expiring(row.claim, closed: closed, retention, rulebook: rulebook, in: db)
      return expiring.eraseOn <= day ? expiring : nil
    }
    return (claims, page.last?.claim.number)
  }

  private static func expiring(
    _ id: ClaimID, closed: CivilDate, _ retention: Retention, rulebook: Rulebook, in db: Database
  ) throws -> ExpiringClaim {
    let claim = try record(id, in: db).claim
    let limitation = rulebook.limitation(of: claim, history: try history(of: id, in: db).map(\.completion))
    let last = retention.lastDay(closed: closed, limitation: limitation)
    return ExpiringClaim(
      claim: id, reference: claim.draft.reference, creditor: claim.draft.creditor, debtor: claim.draft.debtor.name,
      closedOn: closed, eraseOn: last.adding(days: 1),
      isKeptByLimitation: last > retention.lastDay(closed: closed, limitation: nil),
      hold: try legalHold(on: id, in: db))
  }

  /// Closed claims that are not erased, with the moment at which they were closed last.
  private static func closed(
    after id: Int64, in db: Database
  ) throws -> [(claim: ClaimID, creditor: String, closedAt: Instant?)] {
    try db.all(
      """
      SELECT id, creditor, (SELECT max(at) FROM event WHERE claim_id = claim.id
          AND event IN ('claim-paid', 'claim-withdrawn', 'claim-written-off'))
      FROM claim WHERE state IN ('paid', 'withdrawn', 'written-off') AND state <> 'open' AND case_key IS NOT NULL
        AND id > ? ORDER BY id LIMIT ?
      """, .number(id), .number(Int64(DocketLimits.replanBatch))
    ) { (ClaimID($0.number(0)), $0.text(1), $0.numberIfAny(2).map(Instant.init(milliseconds:))) }
  }
}
