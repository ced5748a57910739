import Dunning
import DunningBytes
import DunningSQL

extension Reading {
  func permission(for id: NoticeID) throws -> Permission {
    let permission = try sql.first(
      "SELECT state, needs_approval, approved_at, approved_message, approved_letter FROM notice WHERE id = ?",
      .number(id.number)
    ) { row -> Permission? in
      let (message, letter) = (row.bytes(3), row.bytes(4))
      let hashes = ApprovedHashes(message: message.isEmpty ? nil : message, letter: letter.isEmpty ? nil : letter)
      guard let state = Notice.State(rawValue: row.text(0)), let approval = Step.Approval(number: row.number(1)) else {
        return nil
      }
      return Permission(state: state, approval: approval, approved: row.numberIfAny(2) == nil ? nil : hashes)
    }
    guard let permission = permission ?? nil else { throw ClaimRecord.damaged("notice state") }
    return permission
  }

  func waitingApprovals() throws -> WaitingApprovals {
    let withoutInterest = try sql.first(waitingWithoutInterest) { Int($0.number(0)) } ?? 0
    return try sql.first(
      "SELECT count(*), min(opened_at) FROM notice WHERE state = \(Notice.State.awaitingApproval.sql) AND state <> \(Notice.State.sent.sql)"
    ) {
      WaitingApprovals(
        count: Int($0.number(0)), oldest: $0.numberIfAny(1).map(Instant.init(milliseconds:)),
        withoutInterest: withoutInterest)
    }
      ?? WaitingApprovals(count: 0, oldest: nil, withoutInterest: 0)
  }
}

/// How many notices wait for an approval since they lack the interest that they should have; those that wait are found
/// among the few that are not sent.
let waitingWithoutInterest = """
  SELECT count(*) FROM notice
  WHERE state = \(Notice.State.awaitingApproval.sql) AND state <> \(Notice.State.sent.sql) AND EXISTS (
    SELECT 1 FROM notice_claim JOIN event ON event.claim_id = notice_claim.claim_id
    WHERE notice_claim.notice_id = notice.id AND event.notice_id = notice.id
      AND event.event = \(Event.Kind.noticeOpened.sql)
      AND event.data LIKE '%"\(JournalKey.withoutInterest.rawValue)":%')
  """

extension Writing {
  /// Lets a notice wait for an approval that it came to its dot without.
  func askForApproval(of id: NoticeID, because reason: String) throws {
    try closeOpenAttempts(of: id, as: .abandoned, reply: reason)
    for delivery in try deliveries(of: id) where delivery.state == .sending {
      try setDelivery(.waiting, delivery.channel, of: id)
    }
    try setState(.awaitingApproval, of: id)
  }

  /// What a person approves of a notice, as the journal names it.
  ///
  /// - Parameter seen: the SHA-256 of what was looked at; nil when nobody says.
  /// - Throws: ``DocketError`` `.wrongState` before it is written, `.contentChanged` when it has other bytes by now.
  func approvedParcel(of notice: Notice, seen: String?) throws -> [JournalKey: String] {
    let parcel = try parcelProof(of: notice.id)
    guard !parcel.isEmpty else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is still being written and cannot be approved unread",
        hint: "try again in a moment")
    }
    if let seen, !parcel.values.contains(seen.lowercased()) {
      throw DocketError(
        .contentChanged, "notice \(notice.id) has other bytes than those with the SHA-256 \(quoted(seen))",
        hint: "read it again: `dunningctl notice show \(notice.id)`")
    }
    return parcel
  }

  /// Lets a notice go with the bytes that are kept.
  func approve(_ notice: Notice) throws {
    let parcel = try parcelFacts(of: notice.id)
    try sql.run(
      "UPDATE notice SET approved_at = ?, approved_message = ?, approved_letter = ? WHERE id = ?",
      .number(now.milliseconds), parcel.message.map { .bytes($0.sha256) } ?? .null,
      parcel.letter.map { .bytes($0.sha256) } ?? .null, .number(notice.id.number))
    try endReminder(ofApprovalOf: notice.id)
    try wakeDeliveries(of: notice.id)
    try setState(.pending, of: notice.id, nextAttemptAt: now)
  }

  /// Nobody needs to be reminded of what is decided.
  func endReminder(ofApprovalOf id: NoticeID) throws {
    let reminders = try sql.all(
      "SELECT id, claim_id FROM follow_up WHERE approval_of = ? AND state <> \(FollowUp.State.done.sql)",
      .number(id.number)
    ) { (id: FollowUpID($0.number(0)), claim: ClaimID($0.number(1))) }
    for reminder in reminders { try end(reminder.id, of: reminder.claim, by: actor) }
  }
}

extension Transaction {
  /// Has the creditor reminded on the morning after a notice has waited for a whole day.
  func remindOfApproval(of notice: DueNotice) throws {
    guard let claim = notice.claims.first?.claim else { return }
    let zone = rulebook.almanac.zone(notice.creditor.timeZone) ?? .utc
    let dayLater = now.adding(seconds: 86_400)
    var day = zone.date(at: dayLater)
    if rulebook.officeOpening(on: day, ofCreditor: notice.creditor.id) < dayLater { day = day.adding(days: 1) }
    let text =
      "Notice \(notice.id) (\(notice.step.name) to \(claim.draft.debtor.name)) has waited for an approval since "
      + "\(zone.date(at: notice.openedAt).iso): `dunningctl notice show \(notice.id)`, then "
      + "`dunningctl notice approve \(notice.id)`."
    try plan(
      FollowUp.Draft(kind: .approval, note: text, day: day), of: claim.id,
      at: rulebook.officeOpening(on: day, ofCreditor: notice.creditor.id), approvalOf: notice.id)
  }
}

extension Transaction {
  /// What a claim's next notice needs because it takes the place of one that needed an approval, or was held, when it was
  /// dropped: whatever has changed since, in the rules or in what is owed, a person has to see it before it leaves.
  func approvalOfWhatWaited(_ claim: ClaimID) throws -> Step.Approval {
    let waited = try sql.first(
      """
      SELECT notice.needs_approval, coalesce((SELECT event FROM event
          WHERE claim_id = ? AND notice_id = notice.id AND event IN \([Event.Kind.noticeHeld, .noticeReleased].sql)
          ORDER BY id DESC LIMIT 1), '') = \(Event.Kind.noticeHeld.sql)
      FROM notice WHERE id = (SELECT max(notice_id) FROM notice_claim JOIN notice AS own ON own.id = notice_id
          WHERE claim_id = ? AND own.policy <> '')
        AND state = \(Notice.State.dropped.sql)
      """, .number(claim.number), .number(claim.number)
    ) { max($0.number(0), $0.number(1)) }
    return waited.flatMap(Step.Approval.init(number:)) ?? .none
  }
}
