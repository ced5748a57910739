import ArgumentParser

/// `dunningctl statement …`: what banks and wallets say.
struct StatementVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statement", abstract: "Read what a bank or wallet says.",
    discussion: """
      EXAMPLES
        dunningctl statement read 2026-11.xml
      """,
    subcommands: [StatementReadVerb.self])
}
