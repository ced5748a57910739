import ArgumentParser

/// `dunningctl mail …`: what came back.
struct MailVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail", abstract: "Hand in what came back, or read what was kept of it.",
    discussion: """
      EXAMPLES
        dunningctl mail import bounce.eml --dry-run
        dunningctl mail message m3
      """,
    subcommands: [MailImportVerb.self, MailMessageVerb.self])
}
