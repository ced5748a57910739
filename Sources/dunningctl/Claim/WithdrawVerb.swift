import ArgumentParser
import DunningAPI

/// `dunningctl withdraw`.
struct WithdrawVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Give up a claim, or all claims of a debtor: no more reminders, for good.",
    discussion: """
      Before several claims of a debtor are hit it tells them, and asks.

      EXAMPLES
        dunningctl withdraw RE-2026-0042 --reason "invoice was cancelled"
        dunningctl withdraw --debtor "Müller GmbH" --reason "wrong customer"
      """)

  @OptionGroup var selection: ClaimSelection
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @OptionGroup var question: YesOption
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.confirm("withdraw", ofDebtor: selection.debtor, selection.whose, unless: question)
    try session.change(selection, "withdraw", WithdrawRequest(reason: reason), did: "withdrew")
  }
}
