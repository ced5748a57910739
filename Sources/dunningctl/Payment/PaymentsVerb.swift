import ArgumentParser
import DunningAPI

/// `dunningctl payments`.
struct PaymentsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "payments", abstract: "List the payments, and what of them is set against which claim.",
    discussion: """
      With --unmatched only what waits for a person: entries of statements that may
      be for several claims or have not moved yet (e7), and payments of which
      something is set against no claim, or was more than was owed.

      EXAMPLES
        dunningctl payments --unmatched
        dunningctl payments --debtor K-7
        dunningctl payments -o csv > payments.csv
      """)

  @Flag(help: "Only those of which something is left.")
  var unmatched = false
  @Option(help: ArgumentHelp("Only this debtor's.", valueName: "debtor"), completion: .debtors)
  var debtor: String?
  @Option(
    help: ArgumentHelp("Whose debtor, where several creditors know one of that name.", valueName: "id"),
    completion: .creditors)
  var creditor: String?
  @Option(help: ArgumentHelp("At most so many; all when left out.", valueName: "count"))
  var limit: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1.") }
    if creditor != nil, debtor == nil { throw ValidationError("--creditor goes with --debtor.") }
  }

  func run(in session: Session) throws(Failure) {
    let query: [(name: String, value: String?)] = [
      ("unmatched", unmatched ? "true" : nil), ("debtor", debtor), ("creditor", creditor),
    ]
    try session.present(.payments, from: ["payments"], query: query, limit: limit)
  }
}
