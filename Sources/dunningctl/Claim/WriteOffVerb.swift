import ArgumentParser
import DunningAPI

/// `dunningctl write-off`.
struct WriteOffVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "write-off", abstract: "Give up a claim, or all of a debtor's, as not to be had.",
    discussion: """
      No more reminders, for good; the debtor's grade falls. What was never owed
      is withdrawn instead.

      EXAMPLES
        dunningctl write-off RE-2026-0042 --reason "no assets, says the bailiff"
        dunningctl write-off --debtor "Müller GmbH" --reason "struck off"
      """)

  @OptionGroup var selection: ClaimSelection
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @OptionGroup var cause: CauseOption
  @OptionGroup var question: YesOption
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.confirm("write off", ofDebtor: selection.debtor, selection.whose, unless: question)
    try session.change(selection, "write-off", WriteOffRequest(reason: reason, cause: cause.cause), did: "wrote off")
  }
}
