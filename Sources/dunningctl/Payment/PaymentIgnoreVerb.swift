import ArgumentParser
import DunningAPI

/// `dunningctl payment ignore`.
struct PaymentIgnoreVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ignore", abstract: "Say of an entry that waits that it is nobody's payment.",
    discussion: """
      It waits no longer and holds no reminders; a later import does not bring it
      back. payment undo does.

      EXAMPLES
        dunningctl payment ignore e7 --reason "rent"
      """)

  @OptionGroup var subject: PaymentArgument
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let answer = try session.ask(
      .post(["payments", subject.payment, "ignore"], PaymentUndoRequest(reason: reason)))
    try session.present(answer, as: PaymentDetail.self, columns: PaymentDetail.csvColumns) {
      PaymentPage(payment: $0, session: session).report(did: "ignored")
    }
  }
}
