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
  private var position = Position(debtor: 0, claim: 0)
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
    fileprivate let event: Int64

    init(_ look: Look) throws {
      func last(_ table: String) throws -> Int64 {
        try look.sql.first("SELECT coalesce(max(id), 0) FROM \(table)") { $0.number(0) } ?? 0
      }
      (claim, payment, event) = (try last("claim"), try last("payment"), try last("event"))
    }
  }

  private struct Position: Sendable, Hashable {
    let debtor: Int64
    let claim: Int64
  }

  /// A claim, with what it adds; nil when nothing was open, or the claim was not there yet or not any more.
  private struct Entry: Sendable {
    let position: Position
    let balance: Ageing.Balance?
  }

  private func page() async throws(DocketError) -> [Entry] {
    try await docket.read { [self] look in
      try look.sql.all(
        """
        SELECT claim.debtor_id, claim.id, claim.creditor, claim.currency, claim.due_end, claim.issued,
          claim.enqueued_at, debtor.key, debtor.name, debtor.time_zone,
          claim.amount - (SELECT coalesce(sum(CASE WHEN kind IN \(Payment.Kind.back.sql) THEN -amount
            ELSE amount END), 0) FROM payment WHERE claim_id = claim.id AND paid_on <= ? AND payment.id <= ?),
          CASE WHEN claim.state IN \(Claim.State.givenUp.sql) THEN (SELECT max(at) FROM event
            WHERE claim_id = claim.id AND event IN \(Event.Kind.givenUp.sql) AND event.id <= ?) END
        FROM claim JOIN debtor ON debtor.id = claim.debtor_id
        WHERE (claim.debtor_id, claim.id) > (?, ?) AND claim.id <= ?
        ORDER BY claim.debtor_id, claim.id LIMIT ?
        """, .text(asOf.iso), .number(mark.payment), .number(mark.event), .number(position.debtor),
        .number(position.claim), .number(mark.claim), .number(Int64(DocketLimits.ageingPage))
      ) { row in
        Entry(position: Position(debtor: row.number(0), claim: row.number(1)), balance: try balance(row))
      }
    }
  }

  private func balance(_ row: SQLRow) throws -> Ageing.Balance? {
    let (creditor, open) = (row.text(2), row.number(10))
    let zone = (row.textIfAny(9) ?? rulebook.creditors[creditor]?.timeZone).flatMap(rulebook.almanac.zone) ?? .utc
    let lastDayInTime = zone.date(at: Instant(milliseconds: row.number(4) - 1))
    // What nobody says the day of an invoice of was owed when it was enqueued, and at the latest on its last day in time.
    let begins =
      try row.textIfAny(5).map(CivilDate.init(parsing:))
      ?? min(zone.date(at: Instant(milliseconds: row.number(6))), lastDayInTime)
    let closed = row.numberIfAny(11).map { zone.date(at: Instant(milliseconds: $0)) }
    guard open > 0, begins <= asOf, closed.map({ $0 > asOf }) ?? true else { return nil }
    return Ageing.Balance(
      creditor: creditor, debtor: .init(key: row.text(7), name: row.text(8)), lastDayInTime: lastDayInTime,
      open: Money(minorUnits: open, currency: try ClaimRecord.currency(row.text(3))))
  }
}
