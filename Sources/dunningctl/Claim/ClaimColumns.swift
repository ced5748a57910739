import DunningAPI

extension ClaimResponse {
  /// The columns of a claim in a CSV file.
  static let csvColumns = [
    "id", "reference", "creditor", "debtor", "debtor_id", "email", "state", "due", "overdue", "amount", "paid",
    "outstanding", "overpaid", "currency", "policy", "language", "time_zone", "next.step", "next.at", "nothing_because",
    "paused_until", "reason", "cause", "enqueued_at",
  ]
}

extension Listing where Row == ClaimResponse {
  static var claims: Listing {
    Listing(
      key: "claims", csvColumns: ClaimResponse.csvColumns,
      columns: [
        Column("ID") { claim, _ in .init(claim.id) },
        Column("REFERENCE", isName: true) { claim, _ in .init(claim.reference) },
        Column("DEBTOR", isFlexible: true) { claim, _ in .init(claim.debtor) },
        Column("STATE") { claim, _ in .init(claim.state, Tint(state: claim.state)) },
        Column("DUE") { claim, dates in dates.cell(claim.due) },
        Column("OUTSTANDING", isRightAligned: true) { claim, _ in .init(claim.outstanding) },
        Column("") { claim, _ in .init(claim.currency) },
        Column("NEXT", isFlexible: true, yields: 1) { claim, dates in .init(claim.nextWords(dates)) },
      ], emptyNote: "no claims match")
  }
}
