package import Dunning
import DunningBytes
import DunningSQL

/// The bytes that a person has approved, by their SHA-256.
package struct ApprovedHashes: Hashable, Sendable {
  package let message: [UInt8]?
  package let letter: [UInt8]?

  /// Whether these are the very bytes, no more and no fewer.
  func covers(_ parcel: HashedParcel) -> Bool { parcel.message?.sha256 == message && parcel.letter?.sha256 == letter }
}

/// What persons have to do with it that a notice leaves.
struct Permission {
  let state: Notice.State
  /// As the notice says itself since it was taken, whatever its policy says today.
  let approval: Step.Approval
  /// Nil while nobody has approved it.
  let approved: ApprovedHashes?

  var needsApproval: Bool { approval != .none }

  var lacksApproval: Bool { needsApproval && approved == nil }
}

extension Step.Approval {
  /// As the notice's row keeps it; the more is asked for, the higher.
  var number: Int64 {
    switch self {
    case .none: 0
    case .required: 1
    case .fourEyes: 2
    }
  }

  /// Nil for a number that is none of ours.
  init?(number: Int64) {
    guard let approval = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = approval
  }
}

/// The notices that wait for a person's word.
package struct WaitingApprovals: Hashable, Sendable {
  package let count: Int
  /// When the oldest of them was opened; nil when there is none.
  package let oldest: Instant?
  /// How many of them are demands whose interest cannot be worked out.
  package let withoutInterest: Int
}

extension Docket {
  /// Those of some notices that wait for approval.
  ///
  /// - Parameter notices: no more than a page of claims has.
  package func waitingForApproval(among notices: Set<NoticeID>) async throws(DocketError) -> Set<NoticeID> {
    guard !notices.isEmpty else { return [] }
    return try await read { look in
      let places = notices.map { _ in "?" }.joined(separator: ", ")
      let found = try look.sql.all(
        "SELECT id FROM notice WHERE id IN (\(places)) AND state = \(Notice.State.awaitingApproval.sql)",
        notices.map { SQLValue.number($0.number) }
      ) { NoticeID($0.number(0)) }
      return Set(found)
    }
  }

  /// Written notices that a person has approved or is to approve, and that have not left: what changed templates and rules
  /// would make out of date. One that is held stays as it is until it is released.
  package func approvals(after cursor: NoticeID? = nil, limit: Int) async throws(DocketError) -> [NoticeID] {
    try await read { look in
      try look.sql.all(
        """
        SELECT id FROM notice
        WHERE state IN \([Notice.State.awaitingApproval, .pending, .deferred].sql)
          AND state <> \(Notice.State.sent.sql) AND id > ? AND needs_approval > 0
          AND (EXISTS (SELECT 1 FROM message WHERE notice_id = notice.id)
            OR EXISTS (SELECT 1 FROM letter WHERE notice_id = notice.id))
          AND NOT EXISTS (SELECT 1 FROM delivery WHERE notice_id = notice.id AND state IN \([NoticeDelivery.State.sent, .inDoubt].sql))
        ORDER BY id LIMIT ?
        """, .number(cursor?.number ?? 0), .number(Int64(limit))
      ) { NoticeID($0.number(0)) }
    }
  }

  /// A written notice as it was when it was opened, to be written again and compared; nil when it is gone, or the rules no
  /// longer know its creditor or step.
  package func reopened(_ id: NoticeID, rulebook: Rulebook) async throws(DocketError) -> DueNotice? {
    try await read(rulebook) { look in
      let notice = try look.notice(id)
      guard notice.state.isOpen, let creditor = rulebook.creditors[notice.creditor],
        let step = notice.isAccount ? .statementOfAccount : rulebook.policies[notice.policy]?.step(named: notice.step)
      else { return nil }
      let subject = try look.subject(of: notice, tone: step.tone)
      return try look.written(notice, about: subject, step: step, creditor: creditor)
    }
  }

  /// Takes back a written notice that would no longer be written so; it is written anew, and asks again.
  ///
  /// - Parameter isTaken: whether the caller has its open attempts, none of which has come to its dot.
  /// - Returns: false when it has left, was held or was taken back meanwhile.
  package func takeBack(
    _ id: NoticeID, because reason: String, isTaken: Bool, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> Bool {
    try await write(by: .daemon, rulebook: rulebook, now: now) { transaction in
      let allowed: [Notice.State] = isTaken ? [.sending] : [.awaitingApproval, .pending, .deferred]
      guard allowed.contains(try transaction.notice(id).state) else { return false }
      try transaction.drop(id, because: reason)
      return true
    }
  }

}
