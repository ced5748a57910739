import ArgumentParser
import DunningAPI

/// `dunningctl resume`.
struct ResumeVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Take up the reminders of a claim, or of a debtor, again.",
    discussion: """
      Ends a pause, a promise, a dispute or a stop.

      EXAMPLES
        dunningctl resume RE-2026-0042
        dunningctl resume --debtor "Müller GmbH" --reason "address is right"
      """)

  @OptionGroup var selection: ClaimSelection
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.change(selection, "resume", ResumeRequest(reason: reason), did: "resumed")
  }
}
