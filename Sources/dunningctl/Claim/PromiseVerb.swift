import ArgumentParser
import DunningAPI

/// `dunningctl promise`.
struct PromiseVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "promise", abstract: "Note that a debtor will pay by a day, or in instalments.",
    discussion: """
      No reminder goes out before that day and the policy's grace have passed.
      Then the daemon looks what came in: a promise that was kept in part or not
      at all ends, and the reminders go on by themselves.

      With --every it is a plan of instalments: either --amount is paid each time
      and the last one takes what is left, or the open sum is divided by --count.

      EXAMPLES
        dunningctl promise RE-2026-0042 --date 2026-12-15
        dunningctl promise RE-2026-0042 --date 2026-12-15 --amount 500.00 \\
          --reason "half of it, said Ms Li on the phone"
        dunningctl promise RE-2026-0042 --date 2027-01-01 --every 1mo --count 6
        dunningctl promise c17 --date 2027-01-01 --every 2w --amount 200.00
        dunningctl promise --debtor "Müller GmbH" --date 2026-12-15
      """)

  @OptionGroup var selection: ClaimSelection
  @Option(help: ArgumentHelp("The day by which the money, or its first part, will be there.", valueName: "date"))
  var date: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How much, or how much each time; else all that is open.", valueName: "amount"))
  var amount: String?
  @Option(help: ArgumentHelp("Instalments: how far they lie apart, e.g. 1mo, 2w or 30d.", valueName: "span"))
  var every: String?
  @Option(help: ArgumentHelp("Instalments: how many, instead of an amount.", valueName: "number"))
  var count: Int?
  @Option(help: ArgumentHelp("In whose words; it goes into the journal.", valueName: "text"))
  var reason: String?
  @OptionGroup var cause: CauseOption
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if every == nil, count != nil { throw ValidationError("--count needs --every: how far the instalments lie apart.") }
    if every != nil, (amount == nil) == (count == nil) {
      throw ValidationError("--every needs either --amount or --count.")
    }
  }

  func run(in session: Session) throws(Failure) {
    let promise = PromiseRequest(
      date: date, amount: amount, every: every, count: count, reason: reason, cause: cause.cause)
    try session.change(selection, "promise", promise, did: "promise noted for")
  }
}
