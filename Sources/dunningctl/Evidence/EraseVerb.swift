import ArgumentParser
import DunningAPI

/// `dunningctl erase`.
struct EraseVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Erase what is known of a debtor, for good.",
    discussion: """
      Name, address, messages, mails, attachments and the data of the journal go;
      amounts, dates, states and hashes stay, and `dunningctl verify` passes as
      before. Refused while a claim is open, on legal hold, or being written about.
      So do the letters and mails that still lie in the print spool and the outbox;
      what cannot be removed there is named, and tried again each day.
      It tells who is meant, and asks. Where the configuration says
      `erase: two-people` under access, nothing is done until another person has
      asked for the same within a day.

      EXAMPLES
        dunningctl erase --debtor D-4711 --reason "asked in writing on 2 May"
        dunningctl erase --debtor D-4711 --reason "asked in writing" --yes
      """)

  @Option(help: ArgumentHelp("The debtor's number, name or address.", valueName: "debtor"), completion: .debtors)
  var debtor: String
  @OptionGroup var whose: WhoseOptions
  @Option(help: ArgumentHelp("Why; it stays in the journal.", valueName: "text"))
  var reason: String
  @OptionGroup var question: YesOption
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    if !question.yes { try confirm(session) }
    let request = try ControlRequest.post(
      ["debtors", debtor, "erase"], query: whose.query, ReasonRequest(reason: reason))
    try session.present(named: try session.ask(request), "erased")
  }

  private func confirm(_ session: Session) throws(Failure) {
    let debtors = try session.debtors(debtor, whose)
    try session.confirm(
      "erase, for good: all that is known of \(debtors.map(\.description).joined(separator: "; "))",
      byTyping: debtors.first?.debtorId ?? debtor, unless: question)
  }
}
