import Dunning
import DunningSQL

/// A debtor with what was said of them as a whole.
struct DebtorRow {
  let creditor: String
  let debtor: Debtor
  private let state: Claim.State?
  private let until: CivilDate?
  private let reason: String
  /// Another debtor of the same name of whom something is said that may be meant for this one as well.
  let namesake: Int64?

  static let selection = """
    \(ClaimRecord.debtorSelection), debtor.creditor, debtor.state, debtor.state_until, debtor.state_reason,
      debtor.namesake
    """

  /// How many columns the selection has.
  static let columns = ClaimRecord.debtorColumns + 5

  init(_ row: SQLRow) throws {
    debtor = try ClaimRecord.debtor(row, first: 0)
    let first = ClaimRecord.debtorColumns
    creditor = row.text(first)
    state = row.textIfAny(first + 1).flatMap(Claim.State.init(rawValue:))
    until = try row.textIfAny(first + 2).map(CivilDate.init(parsing:))
    reason = row.text(first + 3)
    namesake = row.numberIfAny(first + 4)
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
