import ArgumentParser

/// `dunningctl statement …`: what banks and wallets say.
struct StatementVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statement", abstract: "Read what a bank or wallet says, or take it in.",
    discussion: """
      EXAMPLES
        dunningctl statement read 2026-11.xml
        dunningctl statement import 2026-11.xml --dry-run
        dunningctl statement list
      """,
    subcommands: [StatementReadVerb.self, StatementImportVerb.self, StatementListVerb.self])
}
