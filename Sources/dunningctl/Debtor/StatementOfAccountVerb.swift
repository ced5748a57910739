import ArgumentParser
import DunningAPI

/// `dunningctl statement-of-account`.
struct StatementOfAccountVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "statement-of-account", abstract: "Send a debtor a statement of their account.",
    discussion: """
      It lists what is open with the sums of each claim, what the debtor has with
      the creditor, and the money that has moved since the last statement. It
      leaves in the hours of the policy, and not while nothing may be sent. Nobody
      gets one of whom nothing is open and nothing has moved, who is paused,
      disputed or stopped, or who has no e-mail address. Each month by itself:
      statement_of_account of a creditor.

      EXAMPLES
        dunningctl statement-of-account D-4711
        dunningctl statement-of-account "Müller AG" --creditor acme
      """)

  @Argument(help: ArgumentHelp("The debtor, by number, name or address.", valueName: "debtor"), completion: .debtors)
  var debtor: String
  @OptionGroup var whose: WhoseOptions
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let request = ControlRequest.post(["debtors", debtor, "statement-of-account"], query: whose.query)
    try session.present(
      try session.ask(request), as: AccountAsked.self, columns: Self.columns,
      rows: { $0["statements"]?.elements ?? [] }
    ) { answer in
      answer.statements.map { statement in
        "\(printable(statement.debtor)) (\(statement.debtorId)): \(statement.outstanding) \(statement.currency) open, "
          + "\(statement.credit) credit; it leaves \(session.dates.text(statement.at))"
      }
    }
  }

  private static let columns = [
    "creditor", "debtor_id", "debtor", "currency", "outstanding", "credit", "balance", "open", "at",
  ]
}
