package import Dunning
import GRDB

/// A claim with what the docket keeps about it besides the rules' own view.
package struct ClaimRecord: Hashable, Sendable {
  package let claim: Claim
  /// The next step and its moment; nil when nothing is planned.
  package let next: Next?
  /// Why nothing is planned, when nothing is.
  package let nothingBecause: String?
  /// The first moment at which the debtor is late.
  package let dueEnd: Instant
  /// Counts every change, so that a notice written about an older state is recognised.
  package let revision: Int64
  /// Why the claim is paused, disputed and the like, in the words of whoever said so.
  package let reason: String?
  /// Why the money did not come; nil while nobody has said.
  package let cause: Claim.Cause?

  package struct Next: Hashable, Sendable {
    package let step: String
    package let at: Instant
  }

  /// Every column that ``init(row:)`` reads.
  static let selection = """
    SELECT claim.*, debtor.key AS debtor_key, debtor.name AS debtor_name, debtor.email, debtor.language,
      debtor.time_zone, debtor.calendar, debtor.kind, debtor.country, debtor.address
    FROM claim JOIN debtor ON debtor.id = claim.debtor_id
    """

  init(row: Row) throws {
    let currency = try Self.currency(row["currency"])
    let draft = ClaimDraft(
      creditor: row["creditor"], reference: row["reference"], debtor: try Self.debtor(row),
      amount: Money(minorUnits: row["amount"], currency: currency), due: try Self.due(row), policy: row["policy"],
      issued: try (row["issued"] as String?).map(CivilDate.init(parsing:)), contract: row["contract"],
      paymentLink: row["payment_link"])
    claim = Claim(
      id: ClaimID(row["id"]), draft: draft, enqueued: Instant(milliseconds: row["enqueued_at"]),
      state: try Self.state(row["state"]), paid: Money(minorUnits: row["paid"], currency: currency),
      pausedUntil: try (row["paused_until"] as String?).map(CivilDate.init(parsing:)),
      reopened: (row["reopened_at"] as Int64?).map(Instant.init(milliseconds:)), obstacle: Self.obstacle(row))
    let nextAt: Int64? = row["next_at"]
    let nextStep: String? = row["next_step"]
    next = nextAt.flatMap { at in nextStep.map { Next(step: $0, at: Instant(milliseconds: at)) } }
    nothingBecause = row["nothing_because"]
    dueEnd = Instant(milliseconds: row["due_end"])
    revision = row["revision"]
    reason = row["state_reason"]
    cause = (row["cause"] as String?).flatMap(Claim.Cause.init(rawValue:))
  }

  static func currency(_ code: String) throws -> Currency {
    guard let currency = Currency(code) else { throw damaged("currency \(quoted(code))") }
    return currency
  }

  static func damaged(_ what: String) -> DocketError {
    DocketError(.failed, "the docket holds an impossible \(what)", hint: "restore a backup, and report this")
  }

  static func debtor(_ row: Row) throws -> Debtor {
    let address: String = row["address"]
    return Debtor(
      key: row["debtor_key"], name: row["debtor_name"], email: try EmailAddress(parsing: row["email"]),
      language: row["language"], timeZone: row["time_zone"], calendar: row["calendar"],
      kind: (row["kind"] as String?).flatMap(Debtor.Kind.init(rawValue:)), country: row["country"],
      address: address.split(separator: "\n").map(String.init))
  }

  private static func due(_ row: Row) throws -> Deadline {
    if let moment: Int64 = row["due_at"] { return .moment(Instant(milliseconds: moment)) }
    return .day(try CivilDate(parsing: row["due_date"]))
  }

  private static func state(_ text: String) throws -> Claim.State {
    guard let state = Claim.State(rawValue: text) else { throw damaged("claim state \(quoted(text))") }
    return state
  }

  private static func obstacle(_ row: Row) -> Claim.Obstacle? {
    guard let number: Int64 = row["obstacle_notice"] else { return nil }
    let notice = NoticeID(number).description
    return row["obstacle"] as String? == Obstacle.undeliverable.rawValue ? .undeliverable(notice) : .noticeOpen(notice)
  }

  /// How ``Claim/Obstacle`` is spelled in the `obstacle` column.
  enum Obstacle: String {
    case noticeOpen = "notice-open"
    case undeliverable
  }
}
