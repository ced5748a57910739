import Dunning
import DunningSQL

/// Looks at what was said of a claim: whether promises and legal holds are what its journal says.
struct SayingCheck {
  let id: ClaimID
  let chain: String
  let look: Look

  func run(_ entries: [ChainWalk.Entry], _ replay: ClaimReplay, _ result: inout Verification) throws {
    try checkPromises(replay, &result)
    try checkHold(entries, &result)
  }

  // MARK: Promises

  private struct PromiseRow {
    let id: Int64
    let madeAt: Int64
    let paidBefore: Int64
    let state: String
  }

  /// Each entry that tells of a promise has made one.
  private func checkPromises(_ replay: ClaimReplay, _ result: inout Verification) throws {
    let rows = try look.sql.all(
      "SELECT id, made_at, paid_before, state FROM promise WHERE claim_id = ? ORDER BY id", .number(id.number)
    ) { PromiseRow(id: $0.number(0), madeAt: $0.number(1), paidBefore: $0.number(2), state: $0.text(3)) }
    guard let currency = try look.claimRow(id).flatMap({ Currency($0.currency) }) else { return }
    result.expect(String(rows.count), String(replay.promises.count), "number of promises", in: chain)
    for (index, (row, said)) in zip(rows, replay.promises).enumerated() {
      let name = "promise \(index + 1)"
      result.expect(String(row.madeAt), String(said.madeAt.milliseconds), "made_at of \(name)", in: chain)
      if !said.states.contains(where: { $0.rawValue == row.state }) {
        let states = said.states.map(\.rawValue).sorted().joined(separator: " or ")
        result.find(chain, nil, "state of \(name)", stored: row.state, computed: states)
      }
      if let paidBefore = said.paidBefore {
        let stored = Money(minorUnits: row.paidBefore, currency: currency).decimal
        result.expect(stored, paidBefore, "paid_before of \(name)", in: chain)
      }
      try checkInstalments(of: row.id, said, currency, name, &result)
    }
  }

  private func checkInstalments(
    of promise: Int64, _ said: ClaimReplay.JournalledPromise, _ currency: Currency, _ name: String,
    _ result: inout Verification
  ) throws {
    let rows = try look.sql.all(
      "SELECT due, amount, outcome, number FROM instalment WHERE promise_id = ? ORDER BY number", .number(promise)
    ) { row in
      (
        due: row.text(0), amount: Money(minorUnits: row.number(1), currency: currency).decimal,
        outcome: row.textIfAny(2), number: row.number(3)
      )
    }
    for (index, row) in rows.enumerated() {
      result.expect(String(row.number), String(index), "number of \(row.due) in \(name)", in: chain)
    }
    if let instalments = said.instalments {
      let stored = rows.map { "\($0.due) \($0.amount)" }.joined(separator: ", ")
      result.expect(stored, instalments, "instalments of \(name)", in: chain)
    }
    // Of those that a payment of all settles at once the journal names the last.
    for row in rows {
      guard let outcome = said.outcomes[row.due] else { continue }
      result.expect(row.outcome, outcome.rawValue, "outcome of \(row.due) in \(name)", in: chain)
    }
  }

  // MARK: Legal holds

  /// A hold on the debtor is told of in the chains of the claims that there are when it is set.
  private func checkHold(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    let said = entries.filter { $0.row.type == Event.Kind.legalHoldSet.rawValue }
    let last = entries.last { [Event.Kind.legalHoldSet, .legalHoldLifted].map(\.rawValue).contains($0.row.type) }
    let rows = try look.sql.all(
      """
      SELECT reason, since, claim_id IS NOT NULL FROM legal_hold
      WHERE claim_id = ? OR debtor_id = (SELECT debtor_id FROM claim WHERE id = ?)
      """, .number(id.number), .number(id.number)
    ) { (reason: $0.text(0), since: $0.number(1), isOwn: $0.number(2) == 1) }
    // A debtor's hold can be older than the claim.
    for row in rows where row.isOwn || !said.isEmpty {
      if !said.contains(where: { $0.data[.reason] == row.reason }) {
        result.find(chain, nil, "reason of the legal hold", stored: row.reason, computed: "one of the journal")
      }
      if row.isOwn, !said.contains(where: { $0.row.at.milliseconds == row.since }) {
        result.find(chain, nil, "moment of the legal hold", stored: String(row.since), computed: "one of the journal")
      }
    }
    if let last, last.row.type == Event.Kind.legalHoldSet.rawValue, rows.isEmpty {
      result.find(chain, last.row.seq, "legal hold", stored: "nothing", computed: last.data[.reason] ?? "a hold")
    }
  }
}
