package import Dunning
import DunningSQL

/// How many of what there is, and what comes next.
package struct DocketCounts: Sendable {
  package let mode: Mode
  package let claims: [String: Int]
  package let notices: [String: Int]
  /// Why open claims are not paid, as far as it was said.
  package let causes: [String: Int]
  /// Notes that came back and wait for somebody.
  package let followUpsDue: Int
  /// The earliest moment at which something is due; it may be past while nothing may leave.
  package let nextAt: Instant?
  /// The same with the questions what comes after a ladder: when the daemon wakes.
  package let wakesAt: Instant?
  /// How much is due by that moment, or by now when it is past.
  package let nextCount: Int
  package let approvals: WaitingApprovals
  /// Claims whose next step has no address to go to.
  package let unreachable: Int
  /// Claims that wait for a person to say whether their debtor is another of the same name, of whom something is said.
  package let heldForNamesakes: Int
}

extension Docket {
  package func mode(rulebook: Rulebook) async throws(DocketError) -> Mode {
    try await read(rulebook) { look in try look.mode() }
  }

  /// Lets notices leave from now on, and what is planned for the next ``DocketLimits/releaseHours`` hours also when it is
  /// more than usual: whoever arms has looked at it.
  ///
  /// - Returns: how much is due at once.
  package func arm(by actor: Actor, now: Instant) async throws(DocketError) -> Int {
    try await write(by: actor, now: now) { entry in
      try entry.set(.mode, "armed")
      try entry.set(.heldBecause, nil)
      let until = now.adding(seconds: DocketLimits.releaseHours * 3_600)
      try entry.set(SendTally.Release(notices: try entry.planned(before: until), until: until))
      try entry.journal(Event(.armed, actor: actor))
      return try entry.dueCount(at: now)
    }
  }

  /// Lets nothing leave until somebody arms the daemon again.
  package func hold(because reason: String, by actor: Actor, now: Instant) async throws(DocketError) {
    try await write(by: actor, now: now) { entry in try entry.hold(because: reason) }
  }

  package func counts(rulebook: Rulebook, now: Instant) async throws(DocketError) -> DocketCounts {
    try await read(rulebook) { look in
      let next = try look.nextDeadlineMoment()
      return DocketCounts(
        mode: try look.mode(), claims: try look.claimCounts(),
        notices: try look.counts("notice"), causes: try look.causes(),
        followUpsDue: try look.sql.first("SELECT count(*) FROM follow_up WHERE state = \(FollowUp.State.due.sql)") {
          Int($0.number(0))
        }
          ?? 0,
        nextAt: next, wakesAt: try look.nextMoment(),
        nextCount: try next.map { try look.dueCount(at: max($0, now)) } ?? 0,
        approvals: try look.waitingApprovals(), unreachable: try look.unreachableClaims(),
        heldForNamesakes: try look.claimsHeldForNamesakes())
    }
  }

  /// The journal after an entry.
  package func events(after id: Int64, limit: Int = DocketLimits.pageMax) async throws(DocketError) -> [RecordedEvent] {
    try await read { look in try look.events(after: id, limit: limit) }
  }

  /// The earliest moment at which a debtor is written to, which may be past; nil while nothing is planned.
  package func nextDeadline() async throws(DocketError) -> Instant? {
    try await read { look in
      let moments = [
        try look.sql.first("SELECT min(next_at) FROM claim WHERE next_at IS NOT NULL") { $0.numberIfAny(0) },
        try look.sql.first("SELECT min(next_attempt_at) FROM notice WHERE next_attempt_at IS NOT NULL") {
          $0.numberIfAny(0)
        },
      ]
      return moments.compactMap { $0 ?? nil }.min().map(Instant.init(milliseconds:))
    }
  }

  /// The number of the newest entry of the journal; nil before the first one.
  package func lastEvent() async throws(DocketError) -> Int64? {
    try await read { look in try look.sql.first("SELECT max(id) FROM event") { $0.numberIfAny(0) } ?? nil }
  }

  /// The moment of the newest entry of the journal: the clock cannot honestly be before it.
  package func lastEventAt() async throws(DocketError) -> Instant? {
    try await read { look in
      try look.sql.first("SELECT at FROM event ORDER BY id DESC LIMIT 1") { Instant(milliseconds: $0.number(0)) }
    }
  }
}
