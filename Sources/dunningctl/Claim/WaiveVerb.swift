import ArgumentParser
import DunningAPI

/// `dunningctl waive`.
struct WaiveVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "waive", abstract: "Forgo interest, fixed sum and costs of a claim.",
    discussion: """
      Demands ask for the sum alone from then on. What was paid of it before stays
      paid. --undo takes it back. A part of the sum itself is given up with a
      credit note: pay --kind credit-note.

      EXAMPLES
        dunningctl waive RE-2026-0042 --reason "goodwill: a good customer"
        dunningctl waive RE-2026-0042 --undo --reason "has not paid after all"
      """)

  @OptionGroup var subject: ClaimArgument
  @Flag(help: "Take it back: what the law owes is asked for again.")
  var undo = false
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @Option(help: ArgumentHelp("Only if the claim still has this revision, as show tells it.", valueName: "number"))
  var ifRevision: Int64?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    var request = try ControlRequest.post(
      ["claims", subject.claim, "waive"], query: subject.query,
      WaiveRequest(reason: reason, undo: undo ? true : nil))
    request.revision = ifRevision
    let did = undo ? "interest and costs are owed again:" : "interest and costs are waived:"
    try session.present(try session.ask(request), as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { claim in
      claim.report(session.dates, did: did)
    }
  }
}
