import ArgumentParser
import DunningAPI

/// `dunningctl notices`.
struct NoticesVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "notices", abstract: "List the notices: what went out, waits, or failed; newest first.",
    discussion: """
      States: awaiting-approval, held, pending, sending, deferred, sent, failed,
      in-doubt, dropped.

      EXAMPLES
        dunningctl notices --limit 20
        dunningctl notices --state in-doubt
        dunningctl notices --state failed -o jsonl | jq -r .recipient
      """)

  @Option(
    help: ArgumentHelp("Only notices in this state.", valueName: "state"),
    completion: .list([
      "awaiting-approval", "held", "pending", "sending", "deferred", "sent", "failed", "in-doubt", "dropped",
    ]))
  var state: String?
  @Option(help: ArgumentHelp("At most so many; all when left out.", valueName: "count"))
  var limit: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1.") }
  }

  func run(in session: Session) throws(Failure) {
    try session.present(.notices, from: ["notices"], query: [("state", state)], limit: limit)
  }
}
