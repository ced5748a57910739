import ArgumentParser
import DunningAPI

/// `dunningctl follow-ups done`.
struct FollowUpsDoneVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Say that a follow-up needs nothing more.",
    discussion: """
      EXAMPLES
        dunningctl follow-ups done f3
      """)

  @Argument(help: ArgumentHelp("The follow-up, e.g. f3.", valueName: "follow-up"), completion: .followUps)
  var followUp: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = try session.ask(.post(["follow-ups", followUp, "done"]))
    try session.present(body, as: FollowUpResponse.self, columns: FollowUpResponse.csvColumns) { done in
      [printable("\(done.id) is done: \(done.note) (\(done.claim) \(done.reference))")]
    }
  }
}
