import ArgumentParser

/// `dunningctl payment …`: one payment.
struct PaymentVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payment", abstract: "Look at one payment, undo it, or set what is left of it against claims.",
    discussion: """
      EXAMPLES
        dunningctl payment show p7
        dunningctl payment assign p7 RE-2:100.00 RE-3
        dunningctl payment assign e8 RE-4
        dunningctl payment ignore e9 --reason "rent"
        dunningctl payment undo p7 --reason "booked twice"
      """,
    subcommands: [PaymentShowVerb.self, PaymentAssignVerb.self, PaymentIgnoreVerb.self, PaymentUndoVerb.self])
}

/// The payment that a verb is about.
struct PaymentArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The payment, e.g. p7, the bank's number of it, or an entry that waits, e.g. e7.", valueName: "payment"),
    completion: .payments)
  var payment: String
}
