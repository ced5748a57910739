import ArgumentParser
import DunningAPI

/// `dunningctl payment assign`.
struct PaymentAssignVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Set what a payment has left, or has paid too much, against claims.",
    discussion: """
      Against each claim as much as is open of it, or as the amount behind the
      colon says. The claims are the same debtor's.

      EXAMPLES
        dunningctl payment assign p7 RE-2
        dunningctl payment assign p7 RE-2:100.00 RE-3
      """)

  @OptionGroup var subject: PaymentArgument
  @Argument(help: ArgumentHelp("The claims, in this order.", valueName: "claim[:amount]"))
  var claims: [String]
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = PaymentAssignRequest(to: claims.map(PaymentShareRequest.init(told:)))
    let answer = try session.ask(.post(["payments", subject.payment, "assign"], body))
    try session.present(answer, as: PaymentDetail.self, columns: PaymentDetail.csvColumns) {
      PaymentPage(payment: $0, session: session).report(did: "assigned")
    }
  }
}
