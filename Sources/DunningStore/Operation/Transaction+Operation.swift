import Dunning
import DunningSQL

extension Reading {
  /// Claims and notices whose moment comes before then.
  func planned(before moment: Instant) throws -> Int {
    try ["claim WHERE next_at", "notice WHERE next_attempt_at"].reduce(0) { sum, source in
      sum
        + (try sql.first("SELECT count(*) FROM \(source) < ?", .number(moment.milliseconds)) { Int($0.number(0)) } ?? 0)
    }
  }

  func dueCount(at moment: Instant) throws -> Int {
    let sources = [
      "claim WHERE next_at", "notice WHERE next_attempt_at", "follow_up WHERE at", "register_mailing WHERE at",
    ]
    return try sources.reduce(0) { sum, source in
      sum
        + (try sql.first(
          "SELECT count(*) FROM (SELECT 1 FROM \(source) <= ? LIMIT \(DocketLimits.dueCountMax)) AS due",
          .number(moment.milliseconds)
        ) { Int($0.number(0)) } ?? 0)
    }
  }

  func causes() throws -> [String: Int] {
    let rows = try sql.all(
      """
      SELECT cause, count(*) FROM claim
      WHERE cause IS NOT NULL AND state NOT IN \(Claim.State.settled.sql) GROUP BY cause
      """
    ) { ($0.text(0), Int($0.number(1))) }
    return Dictionary(rows) { first, _ in first }
  }

  func claimCounts() throws -> [String: Int] {
    var counts = try counts("claim")
    counts[Claim.State.open.rawValue] = nil
    let all = try sql.first("SELECT coalesce(max(id), 0) FROM claim") { Int($0.number(0)) } ?? 0
    let open = all - counts.values.reduce(0, +)
    if open > 0 { counts[Claim.State.open.rawValue] = open }
    return counts
  }

  func counts(_ kind: String) throws -> [String: Int] {
    let rows = try sql.all("SELECT state, count FROM tally WHERE kind = ? AND count > 0", .text(kind)) {
      ($0.text(0), Int($0.number(1)))
    }
    return Dictionary(rows) { first, _ in first }
  }

}

extension Judging {
  func mode() throws -> Mode {
    switch try setting(.mode) {
    case "armed": return .armed
    case nil where rulebook.startsArmed: return .armed
    case nil: return .held("fresh installation")
    default: return .held(try setting(.heldBecause) ?? "held")
    }
  }
}

extension Writing {
  func hold(because reason: String) throws {
    try set(.mode, "held")
    try set(.heldBecause, reason)
    try journal(Event(.held, actor: actor, data: [.reason: reason]))
  }
}
