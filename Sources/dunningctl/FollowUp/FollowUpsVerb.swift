import ArgumentParser
import DunningAPI

/// `dunningctl follow-ups`.
struct FollowUpsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "follow-ups", abstract: "List the notes that come back, or say that one is done.",
    discussion: """
      States: waiting for its day; due, it came back; done.

      EXAMPLES
        dunningctl follow-ups --state due
        dunningctl follow-ups done f3
      """,
    subcommands: [FollowUpsDoneVerb.self])

  @Option(
    help: ArgumentHelp("Only those in this state; also warnings to come.", valueName: "state"),
    completion: .list(["waiting", "due", "done"]))
  var state: String?
  @Option(help: ArgumentHelp("At most so many; all when left out.", valueName: "count"))
  var limit: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1.") }
  }

  func run(in session: Session) throws(Failure) {
    try session.present(.followUps, from: ["follow-ups"], query: [("state", state)], limit: limit)
  }
}
