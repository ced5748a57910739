import ArgumentParser

/// `dunningctl rates …`: the reference rates on this machine.
struct RatesVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rates", abstract: "See the reference rates that interest goes by, or add one of your own.",
    discussion: """
      EXAMPLES
        dunningctl rates list
        dunningctl rates add de-basiszinssatz 2027-01-01 1.77
      """,
    subcommands: [RatesAddVerb.self, RatesListVerb.self], defaultSubcommand: RatesListVerb.self)
}
