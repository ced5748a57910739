import Dunning
import DunningSQL

extension Transaction {
  /// Corrects a claim that is not given up.
  ///
  /// - Parameter digest: that of the content as it was told; without it the fields decide from now on whether a claim that
  ///   is told again is the same.
  /// - Throws: ``DocketError`` `.wrongState`; ``RuleError`` for an amount that is none.
  func correct(
    _ record: ClaimRecord, _ correction: ClaimCorrection, reason: String, digest: ClaimDigest = .corrected
  ) throws -> ClaimRecord {
    let claim = record.claim
    guard !Claim.State.givenUp.contains(claim.state) else {
      throw DocketError(
        .wrongState, "claim \(claim.id) is \(claim.state.rawValue), and what is given up is not corrected",
        hint: "`dunningctl reopen \(claim.id)` first, if it is owed after all")
    }
    let draft = try correction.corrected(claim.draft)
    var data = ClaimCorrection.changes(from: claim.draft, to: draft)
    guard !data.isEmpty else { return record }
    data[.reason] = reason
    data[.digest] = digest.text
    try write(draft, digest, of: claim.id)
    try journal(Event(.claimCorrected, claim: claim.id, actor: actor, data: data))
    if draft.paymentReference != claim.draft.paymentReference {
      try ReferenceIndex(self).indexReferences(of: claim.id, draft, rulebook.creditors[draft.creditor])
    }
    if draft.amount != claim.draft.amount { try changeAmount(of: claim, to: draft.amount) }
    let old = claim.draft
    if draft.waiver != old.waiver { try settleAnew(claim.id) }
    try correctDemand(of: claim.id)
    if draft.due != old.due || draft.amount != old.amount || draft.discount != old.discount
      || draft.waiver != old.waiver
    {
      try applyDiscount(to: claim.id)
      try goOn(with: [], ofDebtor: debtor(of: claim.id), in: draft.amount.currency, because: "")
    }
    try dropWaitingNotices(of: claim.id, because: "the claim was corrected")
    return try replan(claim.id)
  }

  private func write(_ draft: ClaimDraft, _ digest: ClaimDigest, of id: ClaimID) throws {
    let (date, moment) = draft.due.columns
    try sql.run(
      """
      UPDATE claim SET amount = ?, due_date = ?, due_at = ?, policy = ?, issued = ?, contract = ?, payment_link = ?,
        discount = ?, discount_until = ?, waived = ?, forgone = ?, payment_reference = ?, digest = ?, revision = revision + 1
      WHERE id = ?
      """, .number(draft.amount.minorUnits), date, moment, .text(draft.policy), SQLValue(draft.issued?.iso),
      SQLValue(draft.contract), SQLValue(draft.paymentLink), SQLValue(draft.discount?.amount.minorUnits),
      SQLValue(draft.discount?.until.iso), .number(draft.waiver.isAll ? 1 : 0),
      .number(draft.waiver.part?.minorUnits ?? 0), SQLValue(draft.paymentReference),
      .bytes(digest.bytes), .number(id.number))
  }

  /// Keeps by how much the sum is another one, and settles the claim or opens it again where that decides it.
  private func changeAmount(of claim: Claim, to amount: Money) throws {
    let event = try sql.first("SELECT max(id) FROM event WHERE claim_id = ?", .number(claim.id.number)) { $0.number(0) }
    try sql.run(
      "INSERT INTO amount_correction (event_id, claim_id, change) VALUES (?, ?, ?)", SQLValue(event),
      .number(claim.id.number), .number(amount.minorUnits - claim.draft.amount.minorUnits))
    try ReferenceIndex(self).index(sum: amount, of: claim.id, of: claim.draft.creditor)
    try settleAnew(claim.id)
  }

  /// Settles a claim or opens it again where what is owed of it is another sum now.
  private func settleAnew(_ id: ClaimID) throws {
    let claim = try record(id).claim
    let isPaid = claim.isSettled(by: claim.paid.minorUnits)
    if isPaid != (claim.state == .paid) { try settle(claim, paid: claim.paid.minorUnits) }
  }

  /// Takes back that a claim was given up.
  ///
  /// - Throws: ``DocketError`` `.wrongState`.
  func reopen(_ record: ClaimRecord, reason: String) throws -> ClaimRecord {
    let claim = record.claim
    guard Claim.State.givenUp.contains(claim.state) else { throw claim.isNotGivenUp }
    let word = try lastWordBeforeGivingUp(claim.id)
    try sql.run(
      """
      UPDATE claim SET state = ?, state_reason = NULL, paused_until = NULL, reopened_at = ?, revision = revision + 1
      WHERE id = ?
      """, .text(Claim.State.open.rawValue), .number(now.milliseconds), .number(claim.id.number))
    try journal(Event(.claimReopened, claim: claim.id, actor: actor, data: [.reason: reason]))
    if let word { try say(again: word, of: claim.id) } else { try applyDebtorState(to: claim.id) }
    try replan(claim.id)
    try matchWaiting(for: claim.id)
    return try self.record(claim.id)
  }

  /// What was last said of a claim while it was open, if it kept the reminders back.
  private func lastWordBeforeGivingUp(_ id: ClaimID) throws -> (kind: Event.Kind, data: [String: String])? {
    let words: [Event.Kind] = [.claimPaused, .claimDisputed, .claimStopped, .claimPromised, .claimResumed]
    let last = try sql.first(
      "SELECT event, data FROM event WHERE claim_id = ? AND event IN \(words.sql) ORDER BY id DESC LIMIT 1",
      .number(id.number)
    ) { (kind: Event.Kind(rawValue: $0.text(0)), data: try Journal.decode($0.text(1))) }
    guard let last, let kind = last.kind, Self.keptBack[kind] != nil else { return nil }
    let until = try last.data[.until].map(CivilDate.init(parsing:))
    if let until, until <= (rulebook.zone(for: try record(id).claim) ?? .utc).date(at: now) { return nil }
    return (kind, last.data)
  }

  /// What was disputed, stopped or paused when it was given up is so again: nobody has resumed it.
  private func say(again word: (kind: Event.Kind, data: [String: String]), of id: ClaimID) throws {
    guard let state = Self.keptBack[word.kind] else { return }
    let said = word.data[.reason]
    let reason = said.map { $0.hasPrefix(ClaimReplay.ofDebtor) ? String($0.dropFirst(ClaimReplay.ofDebtor.count)) : $0 }
    try set(state, until: try word.data[.until].map(CivilDate.init(parsing:)), reason: reason, of: id)
    var data: [JournalKey: String] = [:]
    data[.reason] = said
    data[.until] = word.data[.until]
    try journal(Event(word.kind, claim: id, actor: .daemon, data: data))
  }

  private static let keptBack: [Event.Kind: Claim.State] = [
    .claimPaused: .paused, .claimDisputed: .disputed, .claimStopped: .stopped,
  ]
}

extension Claim {
  fileprivate var isNotGivenUp: DocketError {
    let hint =
      switch state {
      case .paid:
        "money that was booked by mistake is taken back: `dunningctl pay \(id) --amount A --kind chargeback`; a sum that was "
          + "too low is raised: `dunningctl correct \(id) --amount A`"
      case .open: "nothing has to be taken back"
      default: "`dunningctl resume \(id)` takes its reminders up again"
      }
    return DocketError(.wrongState, "claim \(id) is \(state.rawValue), not withdrawn or written off", hint: hint)
  }
}

extension Deadline {
  /// The day and the moment, as they stand in a claim's row: one of them is nothing.
  var columns: (date: SQLValue, moment: SQLValue) {
    switch self {
    case .day(let day): (.text(day.iso), .null)
    case .moment(let instant): (.null, .number(instant.milliseconds))
    }
  }
}
