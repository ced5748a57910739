package import Dunning
import DunningSQL

extension Docket {
  /// Begins to read what was open at the end of a day, by how many days ago payment was last in time: claims that were
  /// there by then, less what had come in.
  package func ageing(asOf day: CivilDate, rulebook: Rulebook) async throws(DocketError) -> AgeingReading {
    AgeingReading(self, rulebook, mark: try await read { look in try AgeingReading.Mark(look) }, asOf: day)
  }
}

/// The ageing report as it is read, debtor after debtor, in no order that means anything: all that was in the docket when
/// it was begun, and nothing that comes later, although no transaction is held open meanwhile.
package struct AgeingReading: Sendable {
  private let docket: Docket
  private let rulebook: Rulebook
  private let mark: Mark
  private var ageing: Ageing
  private var position = Position(debtor: 0, claim: .min)
  private var isDone = false

  /// By creditor and currency: what all rows that were read add up to.
  package var totals: [Ageing.Row] { ageing.totals }

  /// At the end of which day.
  package var asOf: CivilDate { ageing.asOf }

  fileprivate init(_ docket: Docket, _ rulebook: Rulebook, mark: Mark, asOf: CivilDate) {
    self.docket = docket
    self.rulebook = rulebook
    self.mark = mark
    ageing = Ageing(asOf: asOf)
  }

  /// The rows of the next debtors, each whole; nil when there are no more.
  ///
  /// - Throws: ``DocketError``.
  package mutating func next() async throws(DocketError) -> [Ageing.Row]? {
    guard !isDone else { return nil }
    var rows: [Ageing.Row] = []
    let page = try await page()
    for entry in page {
      // A debtor's claims follow one another, so that the one before is done.
      if entry.position.debtor != position.debtor { rows += ageing.takeRows() }
      position = entry.position
      if let balance = entry.balance { ageing.add(balance) }
      if let deposit = entry.deposit { ageing.add(deposit) }
    }
    isDone = page.count < DocketLimits.ageingPage
    return isDone ? rows + ageing.takeRows() : rows
  }
}

extension AgeingReading {
  /// The last rows that belong to the report.
  struct Mark: Sendable {
    fileprivate let claim: Int64
    fileprivate let payment: Int64
    fileprivate let allocation: Int64
    fileprivate let charge: Int64
    fileprivate let event: Int64

    init(_ look: Look) throws {
      func last(_ table: String) throws -> Int64 {
        try look.sql.first("SELECT coalesce(max(id), 0) FROM \(table)") { $0.number(0) } ?? 0
      }
      (claim, payment) = (try last("claim"), try last("payment"))
      (allocation, charge, event) = (try last("allocation"), try last("charge"), try last("event"))
    }
  }

  private struct Position: Sendable, Hashable {
    let debtor: Int64
    /// The number of a claim; of a payment as much below nothing, so that those come first.
    let claim: Int64
  }

  /// A claim or a payment, with what it adds; nothing when nothing was open, or the claim was not there yet or not any
  /// more.
  private struct Entry: Sendable {
    let position: Position
    var balance: Ageing.Balance?
    var deposit: Ageing.Deposit?
  }

  private func page() async throws(DocketError) -> [Entry] {
    try await docket.read { [self] look in
      let limit = DocketLimits.ageingPage
      let deposits = try look.sql.all(
        Selection.payments, .text(asOf.iso), .number(mark.allocation), .number(position.debtor),
        .number(position.claim), .number(mark.payment), .number(Int64(limit)), read: deposit)
      let claims = try look.sql.all(
        Selection.claims, .text(asOf.iso), .number(mark.allocation), .text(asOf.iso), .number(mark.charge),
        .number(mark.event), .number(position.debtor),
        .number(position.claim), .number(mark.claim), .number(Int64(limit)), read: entry)
      return Array(
        (deposits + claims).sorted { ($0.position.debtor, $0.position.claim) < ($1.position.debtor, $1.position.claim) }
          .prefix(limit))
    }
  }

  /// Of a debtor's claims, and of what they have with the creditor, the next ones.
  private enum Selection {
    static let claims = """
      SELECT claim.debtor_id, claim.id, claim.creditor, claim.currency, claim.due_end, claim.issued,
        claim.enqueued_at, debtor.key, debtor.name, debtor.time_zone,
        claim.amount - (SELECT coalesce(sum(CASE WHEN payment.kind IN \(Payment.Kind.back.sql) THEN -allocation.amount
          ELSE allocation.amount END), 0) FROM allocation JOIN payment ON payment.id = payment_id
          WHERE allocation.claim_id = claim.id AND paid_on <= ? AND allocation.id <= ?
            AND allocation.undone_at IS NULL)
          + (SELECT coalesce(sum(charge.amount), 0) FROM charge WHERE claim_id = claim.id AND day <= ? AND charge.id <= ?),
        CASE WHEN claim.state IN \(Claim.State.givenUp.sql) THEN (SELECT max(at) FROM event
          WHERE claim_id = claim.id AND event IN \(Event.Kind.givenUp.sql) AND event.id <= ?) END
      FROM claim JOIN debtor ON debtor.id = claim.debtor_id
      WHERE (claim.debtor_id, claim.id) > (?, ?) AND claim.id <= ?
      ORDER BY claim.debtor_id, claim.id LIMIT ?
      """

    static let payments = """
      SELECT debtor_id, -payment.id, payment.creditor, currency, debtor.key, debtor.name, paid_on <= ?1,
        (amount - (SELECT coalesce(sum(amount), 0) FROM allocation
          WHERE payment_id = payment.id AND undone_at IS NULL AND allocation.id <= ?2))
        * CASE WHEN payment.kind IN \(Payment.Kind.back.sql) THEN -1 ELSE 1 END
      FROM payment JOIN debtor ON debtor.id = debtor_id
      WHERE unallocated <> 0 AND (debtor_id > ?3 OR debtor_id = ?3 AND -payment.id > ?4) AND payment.id <= ?5
      ORDER BY debtor_id, payment.id DESC LIMIT ?6
      """
  }

  private func deposit(_ row: SQLRow) throws -> Entry {
    let position = Position(debtor: row.number(0), claim: row.number(1))
    guard row.number(6) == 1 else { return Entry(position: position) }
    return Entry(
      position: position,
      deposit: Ageing.Deposit(
        creditor: row.text(2), debtor: .init(key: row.text(4), name: row.text(5)),
        credit: Money(minorUnits: row.number(7), currency: try ClaimRecord.currency(row.text(3)))))
  }

  private func entry(_ row: SQLRow) throws -> Entry {
    let position = Position(debtor: row.number(0), claim: row.number(1))
    // What was paid too much is the debtor's, whatever became of the claim.
    guard row.number(10) < 0 else { return Entry(position: position, balance: try balance(row)) }
    return Entry(
      position: position,
      deposit: Ageing.Deposit(
        creditor: row.text(2), debtor: .init(key: row.text(7), name: row.text(8)),
        credit: Money(minorUnits: -row.number(10), currency: try ClaimRecord.currency(row.text(3)))))
  }

  private func balance(_ row: SQLRow) throws -> Ageing.Balance? {
    let (creditor, open) = (row.text(2), row.number(10))
    let zone = (row.textIfAny(9) ?? rulebook.creditors[creditor]?.timeZone).flatMap(rulebook.almanac.zone) ?? .utc
    let begins =
      try row.textIfAny(5).map(CivilDate.init(parsing:)) ?? zone.date(at: Instant(milliseconds: row.number(6)))
    let closed = row.numberIfAny(11).map { zone.date(at: Instant(milliseconds: $0)) }
    guard open > 0, begins <= asOf, closed.map({ $0 > asOf }) ?? true else { return nil }
    let lastDayInTime = zone.date(at: Instant(milliseconds: row.number(4) - 1))
    return Ageing.Balance(
      creditor: creditor, debtor: .init(key: row.text(7), name: row.text(8)), lastDayInTime: lastDayInTime,
      open: Money(minorUnits: open, currency: try ClaimRecord.currency(row.text(3))))
  }
}
