import ArgumentParser
import DunningAPI

/// `dunningctl payment undo`.
struct PaymentUndoVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back a payment that was recorded by mistake.",
    discussion: """
      It counts nowhere any more: its claims are open again, and what comes next
      for them keeps its distance from today. What the bank took back is no
      mistake: record that as a chargeback. Of what came with a statement the whole
      entry is taken back, and waits to be assigned again.

      EXAMPLES
        dunningctl payment undo p7 --reason "it was for another firm"
      """)

  @OptionGroup var subject: PaymentArgument
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let answer = try session.ask(
      .post(["payments", subject.payment, "undo"], PaymentUndoRequest(reason: reason)))
    try session.present(answer, as: PaymentDetail.self, columns: PaymentDetail.csvColumns) {
      PaymentPage(payment: $0, session: session).report(did: "undid")
    }
  }
}
