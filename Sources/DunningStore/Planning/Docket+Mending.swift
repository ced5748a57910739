package import Dunning
import DunningSQL

/// What stood still although nothing held it back, and goes on again.
package struct MendedPlans: Hashable, Sendable {
  /// How many claims.
  package fileprivate(set) var claims = 0
  /// The first of them.
  package fileprivate(set) var first: [ClaimID] = []
  /// How many follow-ups and written notices, whose moment lay where nothing puts it.
  package fileprivate(set) var others = 0

  fileprivate static let namedMax = 10

  package var isEmpty: Bool { claims == 0 && others == 0 }
}

extension Docket {
  /// Looks at every claim, in pages, whether its next step lies later than the rules in force say, and plans those anew: a
  /// cell that was changed must not silence anybody for good. Each creditor is told with the next morning's notes.
  ///
  /// It reads, and writes only where something is to be mended, so that nobody waits for it.
  /// - Parameter rules: those in force; asked for again and again, nil ends the walk.
  package func mendPlans(
    rules: @escaping @Sendable () -> Rulebook?, now: @escaping @Sendable () -> Instant
  ) async throws(DocketError) -> MendedPlans {
    var mended = MendedPlans()
    var cursor: Int64? = 0
    while let start = cursor, let rulebook = rules() {
      let moment = now()
      let page = try await read(rulebook) { look in try look.drifting(after: start, now: moment) }
      if !page.drifting.isEmpty {
        let claims = try await write(by: .daemon, rulebook: rulebook, now: moment) { transaction in
          try page.drifting.filter { try transaction.mend($0) }
        }
        mended.claims += claims.count
        mended.first += claims.prefix(MendedPlans.namedMax - mended.first.count)
      }
      cursor = page.last
    }
    if let rulebook = rules() {
      mended.others = try await write(by: .daemon, rulebook: rulebook, now: now()) { transaction in
        try transaction.mendFollowUps() + transaction.mendTurns()
      }
    }
    return mended
  }
}

extension RuledLook {
  /// - Returns: the claims of a page that stand still, and where it ends; nil after the last page, and while everything is
  ///   planned anew.
  fileprivate func drifting(after start: Int64, now: Instant) throws -> (drifting: [ClaimID], last: Int64?) {
    guard try PlanCheck.isPossible(self) else { return ([], nil) }
    let ids = try sql.all(
      "SELECT id FROM claim WHERE id > ? AND state IN \(Claim.State.planned.sql) ORDER BY id LIMIT ?",
      .number(start), .number(Int64(DocketLimits.replanBatch))
    ) { ClaimID($0.number(0)) }
    let check = try PlanCheck(self, now: now)
    return (try ids.filter { try check.drift(of: $0) != nil }, ids.last?.number)
  }
}

extension Transaction {
  /// - Returns: whether it goes on otherwise now.
  fileprivate func mend(_ id: ClaimID) throws -> Bool {
    // What cannot be read stays as it is, and `verify` names it.
    try apart {
      guard let drift = try PlanCheck(self, now: now).drift(of: id) else { return false }
      let before = try record(id).next
      let record = try replan(id)
      guard record.next != before else { return false }
      let day = try nextMorning(ofCreditor: record.claim.draft.creditor)
      let text =
        "What comes next for \(record.claim.draft.reference) had been moved without cause: \(drift.stored), where the rules "
        + "say \(drift.computed). It is planned anew. `dunningctl verify` tells whether more was changed."
      try plan(
        FollowUp.Draft(note: text, day: day), of: id,
        at: rulebook.officeOpening(on: day, ofCreditor: record.claim.draft.creditor))
      return true
    } orElse: { _ in
    } ?? false
  }

  /// The day of the next morning's notes.
  private func nextMorning(ofCreditor id: String) throws -> CivilDate {
    let zone = rulebook.creditors[id].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
    let today = zone.date(at: now)
    return now < rulebook.officeOpening(on: today, ofCreditor: id) ? today : today.adding(days: 1)
  }

  /// Has follow-ups come back on their day that would come later.
  fileprivate func mendFollowUps() throws -> Int {
    let late = try sql.all(
      """
      SELECT id, claim_id, kind, day FROM follow_up WHERE state = \(FollowUp.State.waiting.sql)
        AND at > unixepoch(day) * 1000 + \(2 * 86_400_000) ORDER BY id LIMIT ?
      """, .number(Int64(DocketLimits.replanBatch))
    ) { (id: $0.number(0), claim: ClaimID($0.number(1)), kind: $0.text(2), day: $0.text(3)) }
    for row in late {
      _ = try apart {
        let (claim, day) = (try record(row.claim).claim, try CivilDate(parsing: row.day))
        let moment =
          row.kind == FollowUp.Kind.promise.rawValue
          ? (rulebook.zone(for: claim) ?? .utc).instant(day, TimeOfDay(seconds: 0))
          : rulebook.officeOpening(on: day, ofCreditor: claim.draft.creditor)
        try sql.run("UPDATE follow_up SET at = ? WHERE id = ?", .number(moment.milliseconds), .number(row.id))
      } orElse: { _ in
      }
    }
    return late.count
  }

  /// Has written notices tried now whose turn lies where no waiting puts it.
  fileprivate func mendTurns() throws -> Int {
    let far = SQLValue.number(now.adding(seconds: 60 * 86_400).milliseconds)
    let moment = SQLValue.number(now.milliseconds)
    let ways = try sql.changed(
      "UPDATE delivery SET next_at = ? WHERE state = \(NoticeDelivery.State.waiting.sql) AND next_at > ?",
      [moment, far])
    let notices = try sql.changed(
      """
      UPDATE notice SET next_attempt_at = ? WHERE state IN \([Notice.State.pending, .deferred].sql)
        AND next_attempt_at > ?
      """, [moment, far])
    return ways + notices
  }
}
