import DunningAPI

extension FollowUpResponse {
  /// The columns of a follow-up in a CSV file.
  static let csvColumns = [
    "id", "claim", "reference", "creditor", "debtor", "kind", "state", "day", "note", "contact", "staff_number",
    "reply_by",
  ]

  /// Who was spoken to and when they will answer.
  func contactWords(_ dates: HumanDate) -> String {
    let number = staffNumber.map { contact == nil ? "number \($0)" : "(\($0))" }
    let who = [contact, number].compactMap { $0 }.joined(separator: " ")
    let reply = replyBy.map { "reply by \(dates.text($0))" }
    return [who, reply ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension Listing where Row == FollowUpResponse {
  static var followUps: Listing {
    Listing(
      key: "follow_ups", csvColumns: FollowUpResponse.csvColumns,
      columns: [
        Column("ID") { followUp, _ in .init(followUp.id) },
        Column("STATE") { followUp, _ in .init(followUp.state, Tint(state: followUp.state)) },
        Column("ON") { followUp, dates in dates.cell(followUp.day) },
        Column("CLAIM", isName: true) { followUp, _ in .init(followUp.reference) },
        Column("DEBTOR", isFlexible: true) { followUp, _ in .init(followUp.debtor) },
        Column("NOTE", isFlexible: true) { followUp, _ in .init(followUp.note) },
        Column("CONTACT", isFlexible: true) { followUp, dates in .init(followUp.contactWords(dates)) },
      ], emptyNote: "no follow-ups match")
  }
}
