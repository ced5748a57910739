import ArgumentParser
import DunningAPI

/// `dunningctl pause`.
struct PauseVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Send no reminders for a claim, or for a debtor, until later.",
    discussion: """
      EXAMPLES
        dunningctl pause RE-2026-0042 --until 2026-12-15 \\
          --reason "asked for two weeks on the phone"
        dunningctl pause c17 --reason "card is blocked" --cause technical
        dunningctl pause --debtor "Müller GmbH" --reason "checking address"
      """)

  @OptionGroup var selection: ClaimSelection
  @Option(help: ArgumentHelp("The first day of reminders again; until resumed when left out.", valueName: "date"))
  var until: String?
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @OptionGroup var cause: CauseOption
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let pause = PauseRequest(until: until, reason: reason, cause: cause.cause)
    try session.change(selection, "pause", pause, did: "paused")
  }
}
