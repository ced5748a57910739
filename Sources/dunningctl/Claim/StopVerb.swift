import ArgumentParser
import DunningAPI

/// `dunningctl stop`.
struct StopVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Note that nobody may write to a debtor any more.",
    discussion: """
      Nothing goes out until somebody resumes it. Of a debtor it holds for claims
      that come later as well, which is what is meant in most cases.

      EXAMPLES
        dunningctl stop --debtor "Müller GmbH" --because insolvency \\
          --reason "district court Berlin, 36 IN 1234/26"
        dunningctl stop RE-2026-0042 --because representation \\
          --reason "Schmidt & Partner speak for her"
      """)

  @OptionGroup var selection: ClaimSelection
  @Option(
    help: ArgumentHelp("insolvency, representation, deceased, cease-request or other.", valueName: "ground"),
    completion: .list(["insolvency", "representation", "deceased", "cease-request", "other"]))
  var because: String
  @Option(help: ArgumentHelp("What is known of it; it goes into the journal.", valueName: "text"))
  var reason: String
  @OptionGroup var cause: CauseOption
  @OptionGroup var question: YesOption
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.confirm("stop", ofDebtor: selection.debtor, selection.whose, unless: question)
    let stop = StopRequest(because: because, reason: reason, cause: cause.cause)
    try session.change(selection, "stop", stop, did: "stopped")
  }
}
