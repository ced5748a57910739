import Dunning
import DunningSQL

/// A debtor with what was said of them as a whole.
struct DebtorRow {
  let creditor: String
  let debtor: Debtor
  private let state: Claim.State?
  private let until: CivilDate?
  private let reason: String

  static let selection = """
    \(ClaimRecord.debtorSelection), debtor.creditor, debtor.state, debtor.state_until, debtor.state_reason
    """

  /// How many columns the selection has.
  static let columns = 13

  init(_ row: SQLRow) throws {
    debtor = try ClaimRecord.debtor(row, first: 0)
    creditor = row.text(9)
    state = row.textIfAny(10).flatMap(Claim.State.init(rawValue:))
    until = try row.textIfAny(11).map(CivilDate.init(parsing:))
    reason = row.text(12)
  }

  /// What was said; nil when nothing was, or when its time has passed.
  func said(rulebook: Rulebook, now: Instant) -> (state: Claim.State, until: CivilDate?, reason: String)? {
    guard let state else { return nil }
    if let until, until <= zone(rulebook).date(at: now) { return nil }
    return (state, until, reason)
  }

  func zone(_ rulebook: Rulebook) -> ZoneRules {
    let name = debtor.timeZone ?? rulebook.creditors[creditor]?.timeZone
    return name.flatMap(rulebook.almanac.zone) ?? .utc
  }
}
