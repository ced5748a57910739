import DunningAPI

extension NoticeResponse {
  /// The columns of a notice in a CSV file.
  static let csvColumns = [
    "id", "claims", "claim_ids", "creditor", "debtor", "recipient", "policy", "step", "tone", "state", "opened_at",
    "outstanding", "currency", "pay_by", "message_id", "attempts", "next_attempt_at", "completed_at", "last_reply",
  ]

  /// When the notice was sent, will be tried again, or was opened.
  func when(_ dates: HumanDate) -> Table.Cell {
    if let completedAt { return dates.cell(completedAt) }
    if let nextAttemptAt { return dates.cell(nextAttemptAt, before: "next try ") }
    return dates.cell(openedAt)
  }
}

extension Listing where Row == NoticeResponse {
  static var notices: Listing {
    Listing(
      key: "notices", csvColumns: NoticeResponse.csvColumns,
      columns: [
        Column("ID") { notice, _ in .init(notice.id) },
        Column("STATE") { notice, _ in .init(notice.state, Tint(state: notice.state)) },
        Column("STEP", isFlexible: true, yields: 2) { notice, _ in .init(notice.step) },
        Column("CLAIMS", isName: true) { notice, _ in .init(notice.claims.joined(separator: " ")) },
        Column("DEBTOR", isFlexible: true, yields: 1) { notice, _ in .init(notice.debtor) },
        Column("OUTSTANDING", isRightAligned: true) { notice, _ in .init(notice.outstanding) },
        Column("") { notice, _ in .init(notice.currency) },
        Column("WHEN") { notice, dates in notice.when(dates) },
        Column("LAST REPLY", isFlexible: true, yields: 4) { notice, _ in .init(notice.lastReply ?? "") },
      ], emptyNote: "no notices match")
  }
}
