package import Dunning
import DunningSQL

extension Docket {
  /// Begins to read what was open at the end of a day, by how many days ago payment was last in time: all that had been
  /// booked by then, as in the register that ends on it, whatever was found out later.
  package func ageing(asOf day: CivilDate, rulebook: Rulebook) async throws(DocketError) -> AgeingReading {
    AgeingReading(
      self, rulebook, mark: try await read { look in try AgeingReading.Mark(look, asOf: day, rulebook) }, asOf: day)
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
    /// When the day was over for each creditor, as JSON.
    fileprivate let ends: String
    /// Whether something was booked since the first of these moments.
    fileprivate let isPast: Bool

    init(_ look: Look, asOf day: CivilDate, _ rulebook: Rulebook) throws {
      func last(_ table: String) throws -> Int64 {
        try look.sql.first("SELECT coalesce(max(id), 0) FROM \(table)") { $0.number(0) } ?? 0
      }
      (claim, payment) = (try last("claim"), try last("payment"))
      (allocation, charge, event) = (try last("allocation"), try last("charge"), try last("event"))
      let moments = try look.creditors().map { id in
        let zone = rulebook.creditors[id].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
        return (id, zone.instant(day.adding(days: 1), TimeOfDay(seconds: 0)).milliseconds)
      }
      ends = Journal.json(members: moments.map { ($0.0, String($0.1)) })
      let newest = try look.sql.first("SELECT coalesce(max(at), 0) FROM event") { $0.number(0) } ?? 0
      isPast = moments.map(\.1).min().map { newest >= $0 } ?? false
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
        mark.isPast ? Selection.pastPayments : Selection.payments, .text(mark.ends), .number(mark.allocation),
        .number(position.debtor), .number(position.claim), .number(mark.payment), .number(Int64(limit)),
        .number(mark.event), read: deposit)
      let claims = try look.sql.all(
        mark.isPast ? Selection.pastClaims : Selection.claims, .text(mark.ends), .number(mark.allocation),
        .number(mark.charge), .number(mark.event), .number(position.debtor), .number(position.claim),
        .number(mark.claim), .number(Int64(limit)), read: entry)
      return Array(
        (deposits + claims).sorted { ($0.position.debtor, $0.position.claim) < ($1.position.debtor, $1.position.claim) }
          .prefix(limit))
    }
  }

  /// Of a debtor's claims, and of what they have with the creditor, the next ones.
  private enum Selection {
    /// The moments at which the day was over.
    private static let ends = "(SELECT key AS creditor, CAST(value AS INTEGER) AS before FROM json_each(?1)) AS day"
    private static let isAllocated = "allocation.id <= ?2 AND made_at < day.before"
    /// What was undone later counts, and so does what was undone while this is read.
    private static func isStanding(_ mark: String) -> String {
      "(allocation.undone_at IS NULL OR allocation.undone_at >= day.before OR undone_event_id > \(mark))"
    }

    /// - Parameters:
    ///   - amount: what the claim was about.
    ///   - closed: whether it had been given up.
    private static func selection(ofClaims amount: String, closed: String) -> String {
      """
      SELECT claim.debtor_id, claim.id, claim.creditor, claim.currency, claim.due_end, claim.enqueued_at < day.before,
        debtor.key, debtor.name, debtor.time_zone,
        \(amount) - (SELECT coalesce(sum(CASE WHEN payment.kind IN \(Payment.Kind.back.sql) THEN -allocation.amount
          ELSE allocation.amount END), 0) FROM allocation JOIN payment ON payment.id = payment_id
          WHERE allocation.claim_id = claim.id AND \(isAllocated) AND \(isStanding("?4")))
          + (SELECT coalesce(sum(charge.amount), 0) FROM charge
            WHERE claim_id = claim.id AND booked_at < day.before AND charge.id <= ?3),
        \(closed)
      FROM claim CROSS JOIN debtor ON debtor.id = claim.debtor_id CROSS JOIN \(ends) ON day.creditor = claim.creditor
      WHERE (claim.debtor_id, claim.id) > (?5, ?6) AND claim.id <= ?7
      ORDER BY claim.debtor_id, claim.id LIMIT ?8
      """
    }

    static let claims = selection(
      ofClaims: "claim.amount",
      closed: """
        claim.state IN \(Claim.State.givenUp.sql) AND EXISTS (SELECT 1 FROM event
          WHERE claim_id = claim.id AND event IN \(Event.Kind.givenUp.sql) AND event.id <= ?4)
        """)

    static let pastClaims = selection(
      ofClaims: """
        claim.amount - (SELECT coalesce(sum(change), 0) FROM amount_correction JOIN event ON event.id = event_id
          WHERE amount_correction.claim_id = claim.id AND event.at >= day.before)
        """,
      closed: """
        coalesce((SELECT event IN \(Event.Kind.givenUp.sql) FROM event WHERE claim_id = claim.id
          AND event IN \((Event.Kind.givenUp + [.claimReopened]).sql) AND at < day.before AND event.id <= ?4
          ORDER BY event.id DESC LIMIT 1), 0)
        """)

    private static func selection(ofPayments which: String) -> String {
      """
      SELECT debtor_id, -payment.id, payment.creditor, currency, debtor.key, debtor.name,
        recorded_at < day.before AND (payment.undone_at IS NULL OR payment.undone_at >= day.before),
        (amount - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment_id = payment.id AND \(isAllocated)
          AND \(isStanding("?7"))))
        * CASE WHEN payment.kind IN \(Payment.Kind.back.sql) THEN -1 ELSE 1 END
      FROM payment CROSS JOIN debtor ON debtor.id = debtor_id CROSS JOIN \(ends) ON day.creditor = payment.creditor
      WHERE \(which) AND (debtor_id > ?3 OR debtor_id = ?3 AND -payment.id > ?4) AND payment.id <= ?5
      ORDER BY debtor_id, payment.id DESC LIMIT ?6
      """
    }

    static let payments = selection(ofPayments: "unallocated <> 0")

    /// What was told for one claim is always set against claims.
    static let pastPayments = selection(ofPayments: "claim_id IS NULL")
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
    guard row.number(5) == 1 else { return Entry(position: position) }
    // What was paid too much is the debtor's, whatever became of the claim.
    guard row.number(9) < 0 else { return Entry(position: position, balance: try balance(row)) }
    return Entry(
      position: position,
      deposit: Ageing.Deposit(
        creditor: row.text(2), debtor: .init(key: row.text(6), name: row.text(7)),
        credit: Money(minorUnits: -row.number(9), currency: try ClaimRecord.currency(row.text(3)))))
  }

  private func balance(_ row: SQLRow) throws -> Ageing.Balance? {
    let (creditor, open) = (row.text(2), row.number(9))
    guard open > 0, row.number(10) == 0 else { return nil }
    let zone = (row.textIfAny(8) ?? rulebook.creditors[creditor]?.timeZone).flatMap(rulebook.almanac.zone) ?? .utc
    return Ageing.Balance(
      creditor: creditor, debtor: .init(key: row.text(6), name: row.text(7)),
      lastDayInTime: zone.date(at: Instant(milliseconds: row.number(4) - 1)),
      open: Money(minorUnits: open, currency: try ClaimRecord.currency(row.text(3))))
  }
}
