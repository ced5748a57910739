import ArgumentParser

/// `dunningctl invoice …`: e-invoices.
struct InvoiceVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invoice", abstract: "See what an e-invoice says.",
    discussion: """
      EXAMPLES
        dunningctl invoice read RE-2026-0815.xml
      """,
    subcommands: [InvoiceReadVerb.self])
}
