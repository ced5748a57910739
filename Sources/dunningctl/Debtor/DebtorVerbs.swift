import ArgumentParser

/// `dunningctl debtor`.
struct DebtorVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debtor", abstract: "Show a debtor, or enter one.",
    discussion: """
      `dunningctl debtor D-4711` shows that one, as `debtor show` does.

      EXAMPLES
        dunningctl debtor D-4711
        dunningctl debtor add --name "Konzern Intern AG" --debtor-id K-INT
      """, subcommands: [DebtorShowVerb.self, DebtorAddVerb.self], defaultSubcommand: DebtorShowVerb.self)
}
