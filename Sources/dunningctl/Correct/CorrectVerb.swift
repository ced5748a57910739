import ArgumentParser

/// `dunningctl correct`: the one verb for what a person corrects, of a claim or of a debtor.
struct CorrectVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Correct a claim or a debtor; the journal keeps before and after.",
    discussion: """
      Reminders, interest, ageing and letters follow. What was written before and
      has not left does not leave, and what was approved asks again. An empty value
      takes something away. The opposite correction takes it back.

      EXAMPLES
        dunningctl correct RE-2026-0042 --due 2027-01-15 --reason "extended"
        dunningctl correct c17 --amount 1450.00 --if-revision 3 \\
          --reason "the invoice had a typing error"
        dunningctl correct --debtor "Weber Metallbau" \\
          --email info@weber-neu.example --reason "the old one came back"
        dunningctl correct --debtor D-4711 --name "Weber GmbH" \\
          --address "Neuer Weg 1" --address "20095 Hamburg" --reason "moved"
        dunningctl correct --debtor K7 --was sued@hansa.example \\
          --email bau@hansa.example --reason "project office has closed"
      """)

  @Argument(help: ArgumentHelp("The claim's id or reference.", valueName: "claim"), completion: .claims)
  var claim: String?
  @Option(
    help: ArgumentHelp("The debtor's number, name or address, in place of a claim.", valueName: "debtor"),
    completion: .debtors)
  var debtor: String?
  @OptionGroup var whose: WhoseOptions
  @OptionGroup(title: "OF A CLAIM") var claimFields: CorrectClaim
  @OptionGroup(title: "OF A DEBTOR") var debtorFields: CorrectDebtor
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @Option(help: ArgumentHelp("Only if the claim still has this revision, as show tells it.", valueName: "number"))
  var ifRevision: Int64?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (claim == nil) != (debtor == nil) else { throw ValidationError("Name a claim, or a debtor with --debtor.") }
    if claim != nil {
      if !debtorFields.isEmpty { throw ValidationError("That belongs to the debtor: name them with --debtor.") }
      if claimFields.isEmpty { throw ValidationError("Name what is to be corrected, such as --due or --amount.") }
      if whose.allCreditors { throw ValidationError("--all-creditors goes with --debtor.") }
    } else if !claimFields.isEmpty || claimFields.yes || ifRevision != nil {
      throw ValidationError("That belongs to a claim: name it in place of --debtor.")
    }
  }

  func run(in session: Session) throws(Failure) {
    if let claim {
      try claimFields.run(claim, query: whose.query, reason: reason, ifRevision: ifRevision, in: session)
    } else if let debtor {
      try debtorFields.correct(debtor, whose, because: reason, in: session)
    }
  }
}
