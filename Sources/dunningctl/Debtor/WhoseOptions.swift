import ArgumentParser

/// Whose debtor is meant.
struct WhoseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Whose debtor, where several creditors know one of that name.", valueName: "id"),
    completion: .creditors)
  var creditor: String?
  @Flag(help: "The same debtor of every creditor.")
  var allCreditors = false

  func validate() throws {
    if creditor != nil, allCreditors { throw ValidationError("Give either --creditor or --all-creditors.") }
  }

  /// What narrows the name in a request.
  var query: [(name: String, value: String?)] {
    [("creditor", creditor), ("all_creditors", allCreditors ? "true" : nil)]
  }
}
