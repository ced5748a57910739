import ArgumentParser
import DunningAPI

/// `dunningctl test-mail`.
struct TestMailVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "test-mail", abstract: "Send a test mail, and show what the mail server says.",
    discussion: """
      It goes by the same way as reminders, from a creditor's address, whether the
      daemon is armed or held, and is about no claim. The dialogue is shown line by
      line. Exit status 1 when the server did not take it.

      EXAMPLES
        dunningctl test-mail you@example.org
        dunningctl test-mail you@example.org --creditor acme
      """)

  @Argument(help: ArgumentHelp("To whom.", valueName: "address"))
  var address: String
  @Option(
    help: ArgumentHelp("Whose address it comes from; not needed where there is one.", valueName: "id"),
    completion: .creditors)
  var creditor: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = try session.ask(.post(["test-mail"], TestMailRequest(to: address, creditor: creditor)))
    let answer = try Wire.decode(TestMailResponse.self, from: body)
    if answer.outcome != "accepted" { session.exitStatus = .partlyDone }
    try session.present(body, as: TestMailResponse.self, columns: ["outcome", "peer", "reason", "queue_id"]) { answer in
      let lines = answer.dialogue.map { session.terminal.tinted(printable($0), .faint) }
      let kept = answer.queueID.map { ", there as \($0)" } ?? ""
      let tint = answer.outcome == "accepted" ? Tint.good : .bad
      return lines + [
        "from \(printable(answer.from)) to \(printable(answer.to)) by \(printable(answer.peer)): "
          + session.terminal.tinted(printable(answer.outcome), tint) + printable(kept),
        printable(answer.reason),
      ]
    }
  }
}
