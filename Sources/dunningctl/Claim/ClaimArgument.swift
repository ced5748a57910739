import ArgumentParser

/// One claim.
struct ClaimArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The claim's id or reference.", valueName: "claim"), completion: .claims)
  var claim: String
  @Option(
    help: ArgumentHelp("Whose claim, where several creditors have its reference.", valueName: "id"),
    completion: .creditors)
  var creditor: String?

  /// What narrows the name in a request.
  var query: [(name: String, value: String?)] { [("creditor", creditor)] }
}
