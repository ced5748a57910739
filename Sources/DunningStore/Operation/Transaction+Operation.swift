import Dunning
import DunningSQL

extension Reading {
  func causes() throws -> [String: Int] {
    let rows = try sql.all(
      """
      SELECT cause, count(*) FROM claim
      WHERE cause IS NOT NULL AND state NOT IN \(Claim.State.settled.sql) GROUP BY cause
      """
    ) { ($0.text(0), Int($0.number(1))) }
    return Dictionary(rows) { first, _ in first }
  }

  /// Claims of which the rules say that there is no address for their next step.
  func unreachableClaims() throws -> Int {
    try sql.first("SELECT count(*) FROM claim WHERE nothing_because = '\(Decision.Reason.noAddressWords)'") {
      Int($0.number(0))
    } ?? 0
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
