import Dunning
import DunningSQL

extension Reading {
  func payments(of claim: Claim) throws -> [Payment] {
    try sql.all(
      """
      SELECT external_id, kind, amount, paid_on, recorded_at FROM payment WHERE claim_id = ? ORDER BY paid_on, id
      """, .number(claim.id.number)
    ) { row in
      guard let kind = Payment.Kind(rawValue: row.text(1)) else { throw ClaimRecord.damaged("payment kind") }
      return Payment(
        externalID: row.textIfAny(0), kind: kind,
        amount: Money(minorUnits: row.number(2), currency: claim.draft.amount.currency),
        date: try CivilDate(parsing: row.text(3)), recordedAt: Instant(milliseconds: row.number(4)))
    }
  }

  fileprivate func isKnown(_ payment: Payment, isDateGiven: Bool, for claim: Claim) throws -> Bool {
    guard let externalID = payment.externalID,
      let known = try payments(of: claim).first(where: { $0.externalID == externalID })
    else { return false }
    if known.amount == payment.amount, known.kind == payment.kind, !isDateGiven || known.date == payment.date {
      return true
    }
    throw DocketError(
      .paymentTaken, "payment \(quoted(externalID)) is known with another amount, day or kind",
      hint: "`dunningctl show \(claim.id)` shows it")
  }

  /// One transfer counts on one claim, or its creditor would forgo the money on the other.
  ///
  /// - Throws: ``DocketError`` `.paymentTaken`.
  fileprivate func refuseTwice(_ payment: Payment, for claim: Claim) throws {
    guard let number = payment.externalID else { return }
    // Dockets of earlier versions may have it on several: the first one is named.
    let counted = try sql.first(claimByPaymentNumber, .text(number), .text(claim.draft.creditor)) {
      (id: ClaimID($0.number(0)), reference: $0.text(1))
    }
    guard let counted else { return }
    throw DocketError(
      .paymentTaken, "payment \(quoted(number)) counted on claim \(counted.id) (\(counted.reference)) already",
      hint: "where one transfer paid several claims, give each part an id of its own, "
        + "e.g. \(quoted("\(number)/\(claim.draft.reference)"))")
  }
}

/// The first claim of a creditor on which a payment with this number counted. A number has few payments and a creditor
/// many claims, so the payments come first, which a cross join says.
let claimByPaymentNumber = """
  SELECT claim.id, claim.reference FROM payment CROSS JOIN claim
  WHERE payment.external_id = ? AND claim.id = payment.claim_id AND claim.creditor = ? ORDER BY payment.id LIMIT 1
  """

extension Transaction {
  func record(_ payment: Payment, isDateGiven: Bool, for record: ClaimRecord) throws -> ClaimRecord {
    let claim = record.claim
    if try isKnown(payment, isDateGiven: isDateGiven, for: claim) { return record }
    try refuseTwice(payment, for: claim)
    let paid = try claim.sum(with: payment)
    try sql.run(
      "INSERT INTO payment (claim_id, external_id, kind, amount, paid_on, recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
      .number(claim.id.number), SQLValue(payment.externalID), .text(payment.kind.rawValue),
      .number(payment.amount.minorUnits), .text(payment.date.iso), .number(payment.recordedAt.milliseconds))
    var data: [JournalKey: String] = [
      .amount: payment.amount.decimal, .currency: payment.amount.currency.code, .date: payment.date.iso,
    ]
    data[.externalID] = payment.externalID
    if payment.kind != .payment { data[.kind] = payment.kind.rawValue }
    try journal(Event(.paymentRecorded, claim: claim.id, actor: actor, data: data))
    try settle(claim, paid: paid)
    let reason = payment.kind.reopens ? "a payment went back" : "a payment came in"
    try dropWaitingNotices(of: claim.id, because: reason)
    return try replan(claim.id)
  }
}

extension Judging {
  /// A demand asks for interest and compensation; before it nobody is threatened with them.
  func late(_ claims: [Claim], tone: Step.Tone, at moment: Instant) throws -> [ClaimID: InterestStatement] {
    guard tone == .demand else { return [:] }
    let pairs = try claims.compactMap { claim -> (ClaimID, InterestStatement)? in
      rulebook.late(
        claim, payments: try payments(of: claim),
        history: try history(of: claim.id).map(\.completion),
        asOf: (rulebook.zone(for: claim) ?? .utc).date(at: moment)
      ).map { (claim.id, $0) }
    }
    return InterestStatement.sharingFixedSum(Dictionary(pairs) { first, _ in first })
  }

}

extension Writing {
  /// What was stopped, disputed or written off when it was paid is so again: nobody has resumed it since, and a debtor
  /// is no less insolvent because a bank took the money back.
  fileprivate func silenceAgain(_ id: ClaimID) throws -> Bool {
    let said = try sql.first(
      """
      SELECT event FROM event WHERE claim_id = ? AND event IN \(lastWords.sql)
      ORDER BY id DESC LIMIT 1
      """, .number(id.number)
    ) { $0.text(0) }
    guard let kind = said.flatMap(Event.Kind.init(rawValue:)), let state = silentStates[kind] else { return false }
    let reason = try record(id).reason
    try set(state, until: nil, reason: reason, of: id)
    var data: [JournalKey: String] = [:]
    data[.reason] = reason
    try journal(Event(kind, claim: id, actor: .daemon, data: data))
    return true
  }
}

extension Transaction {
  /// What is paid in all decides whether the claim is settled or open again.
  func settle(_ claim: Claim, paid: Int64) throws {
    let isPaid = paid >= claim.draft.amount.minorUnits
    let isReopened = claim.state == .paid && !isPaid
    let state: Claim.State = isPaid ? .paid : isReopened ? .open : claim.state
    try sql.run(
      """
      UPDATE claim SET paid = ?, state = ?, reopened_at = coalesce(?, reopened_at), revision = revision + 1,
        paused_until = CASE WHEN ? IN \([Claim.State.promised, .paused].sql) THEN paused_until END
      WHERE id = ?
      """,
      .number(paid), .text(state.rawValue), SQLValue(isReopened ? now.milliseconds : nil), .text(state.rawValue),
      .number(claim.id.number))
    if isPaid, claim.state != .paid {
      try keepPromise(of: claim)
      try journal(Event(.claimPaid, claim: claim.id, actor: actor))
    }
    if isReopened {
      try journal(Event(.claimReopened, claim: claim.id, actor: actor))
      if try !silenceAgain(claim.id) {
        try applyDebtorState(to: claim.id)
      }
    }
  }
}

/// What can be said last of a claim that is paid.
private let lastWords: [Event.Kind] = [
  .claimPaused, .claimPromised, .claimResumed, .claimDisputed, .claimStopped, .claimWrittenOff,
]

/// What a claim is again whose last word was one of these.
private let silentStates: [Event.Kind: Claim.State] = [
  .claimDisputed: .disputed, .claimStopped: .stopped, .claimWrittenOff: .writtenOff,
]

extension Claim {
  /// What is paid in all with one more payment, in minor units.
  ///
  /// - Throws: ``DocketError`` `.wrongState` when it cannot be so.
  fileprivate func sum(with payment: Payment) throws -> Int64 {
    guard state != .withdrawn else {
      throw DocketError(
        .wrongState, "claim \(id) was withdrawn", hint: "`dunningctl reopen \(id)` first, if it is owed after all")
    }
    let change = payment.kind.reopens ? -payment.amount.minorUnits : payment.amount.minorUnits
    let (sum, overflow) = paid.minorUnits.addingReportingOverflow(change)
    guard !overflow else { throw DocketError(.wrongState, "more was paid for claim \(id) than can be counted") }
    guard sum >= 0 else {
      throw DocketError(
        .wrongState, "only \(paid.decimal) \(paid.currency.code) came in for claim \(id)",
        hint: "no more than that can go back")
    }
    return sum
  }
}
