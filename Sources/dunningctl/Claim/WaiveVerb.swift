import ArgumentParser
import DunningAPI

/// `dunningctl waive`.
struct WaiveVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "waive", abstract: "Forgo interest, fixed sum and costs of a claim.",
    discussion: """
      Demands ask for the sum alone from then on. What was paid of it before stays
      paid. --amount forgoes a part of it, one after the other adding up. --undo
      takes all of it back, or as much as --amount says. A part of the sum itself
      is given up with a credit note: pay --kind credit-note.

      EXAMPLES
        dunningctl waive RE-2026-0042 --reason "goodwill: a good customer"
        dunningctl waive RE-2026-0042 --amount 20.00 --reason "half of the interest"
        dunningctl waive RE-2026-0042 --undo --reason "has not paid after all"
      """)

  @OptionGroup var subject: ClaimArgument
  @Option(help: ArgumentHelp("A part of it, in the claim's currency; without it all.", valueName: "amount"))
  var amount: String?
  @Flag(help: "Take it back: what is owed beside the sum is asked for again.")
  var undo = false
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @Option(help: ArgumentHelp("Only if the claim still has this revision, as show tells it.", valueName: "number"))
  var ifRevision: Int64?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    var request = try ControlRequest.post(
      ["claims", subject.claim, "waive"], query: subject.query,
      WaiveRequest(reason: reason, amount: amount, undo: undo ? true : nil))
    request.revision = ifRevision
    let what = amount.map { "\($0) of interest and costs" } ?? "interest and costs"
    let verb = amount == nil ? "are" : "is"
    let did = undo ? "\(what) \(verb) owed again:" : "\(what) \(verb) waived:"
    try session.present(try session.ask(request), as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { claim in
      claim.report(session.dates, did: did)
    }
  }
}
