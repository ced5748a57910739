import ArgumentParser
import DunningAPI

/// `dunningctl dispute`.
struct DisputeVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "dispute", abstract: "Note that a debtor says they do not owe it: no reminders until resumed.",
    discussion: """
      Of a debtor it holds for claims that come later as well.

      EXAMPLES
        dunningctl dispute RE-2026-0042 --reason "half of it never arrived"
        dunningctl dispute --debtor "Müller GmbH" --reason "knows no contract"
      """)

  @OptionGroup var selection: ClaimSelection
  @Option(help: ArgumentHelp("What the debtor says; it goes into the journal.", valueName: "text"))
  var reason: String
  @OptionGroup var cause: CauseOption
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let dispute = DisputeRequest(reason: reason, cause: cause.cause)
    try session.change(selection, "dispute", dispute, did: "dispute noted for")
  }
}
