import ArgumentParser
import DunningAPI

/// `dunningctl correct`.
struct CorrectVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Correct what was enqueued: deadline, amount, ladder and the like.",
    discussion: """
      Reminders, interest, ageing and letters follow. What waits to leave is
      written anew, and what was approved asks again. The journal keeps what
      stood there before, and the opposite correction takes it back.

      EXAMPLES
        dunningctl correct RE-2026-0042 --due 2027-01-15 --reason "extended"
        dunningctl correct c17 --amount 1450.00 --if-revision 3 \\
          --reason "the invoice had a typing error"
      """)

  @OptionGroup var subject: ClaimArgument
  @OptionGroup var claim: CorrectClaim
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @Option(help: ArgumentHelp("Only if the claim still has this revision, as show tells it.", valueName: "number"))
  var ifRevision: Int64?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if claim.isEmpty { throw ValidationError("Name what is to be corrected, such as --due or --amount.") }
  }

  func run(in session: Session) throws(Failure) {
    try claim.run(subject.claim, query: subject.query, reason: reason, ifRevision: ifRevision, in: session)
  }
}
