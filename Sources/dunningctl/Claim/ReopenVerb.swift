import ArgumentParser
import DunningAPI

/// `dunningctl reopen`.
struct ReopenVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Take back that a claim was withdrawn or written off.",
    discussion: """
      Its reminders go on where they were, after the gap of the next step. What
      was paused, disputed or stopped before is so again. Money that was booked
      by mistake is taken back by pay --kind chargeback.

      EXAMPLES
        dunningctl reopen RE-2026-0042 --reason "the wrong line was withdrawn"
      """)

  @OptionGroup var subject: ClaimArgument
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @Option(help: ArgumentHelp("Only if the claim still has this revision, as show tells it.", valueName: "number"))
  var ifRevision: Int64?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    var request = try ControlRequest.post(
      ["claims", subject.claim, "reopen"], query: subject.query, ReopenRequest(reason: reason))
    request.revision = ifRevision
    try session.present(try session.ask(request), as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { claim in
      claim.report(session.dates, did: "reopened")
    }
  }
}
