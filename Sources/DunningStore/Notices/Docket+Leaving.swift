package import Dunning

/// What the rules would do with a written notice if it were let go now.
package enum Leaving: Hashable, Sendable {
  case atOnce
  case later(Instant)
  /// It is dropped for this reason, and what is due then is written anew.
  case not(String)
}

extension Docket {
  /// What would become of a notice that waits for a person; nil of one that does not, or that is about no claim.
  ///
  /// - Throws: ``DocketError``.
  package func leaving(_ notice: Notice, rulebook: Rulebook, now: Instant) async throws(DocketError) -> Leaving? {
    guard [.awaitingApproval, .pending, .deferred, .held].contains(notice.state), !notice.claims.isEmpty,
      let tone = Step.Tone(rawValue: notice.tone)
    else { return nil }
    return try await write(keeping: false, by: .daemon, rulebook: rulebook, now: now) { transaction in
      try transaction.leaving(notice, tone)
    }
  }
}

extension Transaction {
  /// Where it has to wait, it counts what the rules say then.
  fileprivate func leaving(_ notice: Notice, _ tone: Step.Tone) throws -> Leaving {
    let subject = try subject(of: notice, tone: tone)
    switch try verdict(on: notice, about: subject) {
    case .goes: return .atOnce
    case .lapses(let reason): return .not(reason)
    case .waits(let moment):
      let then = Transaction(sql: sql, rulebook: rulebook, now: moment, actor: actor)
      if case .lapses(let reason) = try then.verdict(on: notice, about: subject) { return .not(reason) }
      return .later(moment)
    }
  }
}
