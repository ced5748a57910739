import ArgumentParser
import DunningAPI

/// `dunningctl statement list`.
struct StatementListVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show how far each account is known, and what is missing.",
    discussion: """
      For each account of the creditors: the newest day that was booked, and the
      days of which nothing is known since the balances before and behind them do
      not agree.

      EXAMPLES
        dunningctl statement list
        dunningctl statement list -o json | jq '.accounts[] | select(.gaps != [])'
      """)

  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.present(.accounts, from: ["statements"], query: [])
  }
}

extension Listing where Row == AccountResponse {
  static var accounts: Listing {
    Listing(
      key: "accounts",
      csvColumns: ["account", "creditors", "currency", "newest", "statements", "proposed", "held"],
      columns: [
        Column("ACCOUNT") { account, _ in .init(account.account) },
        Column("CREDITOR", isFlexible: true) { account, _ in .init(account.creditors.joined(separator: ", ")) },
        Column("NEWEST") { account, dates in .init(account.newest.map(dates.text) ?? "nothing yet") },
        Column("PROPOSED", isRightAligned: true) { account, _ in .init("\(account.proposed)") },
        Column("HELD", isRightAligned: true) { account, _ in .init("\(account.held)") },
        Column("NOTHING IS KNOWN OF", isFlexible: true) { account, dates in
          .init(account.gaps.map { "\(dates.text($0.from)) to \(dates.text($0.until))" }.joined(separator: ", "))
        },
      ], emptyNote: "no creditor has an account", isPaged: false)
  }
}
