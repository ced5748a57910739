import ArgumentParser
import DunningAPI

/// `dunningctl payment show`.
struct PaymentShowVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a payment with all that it was ever set against.",
    discussion: """
      In CSV the answer is the row of the payment alone.

      EXAMPLES
        dunningctl payment show p7
        dunningctl payment show NTRF-8812 -o json
      """)

  @OptionGroup var subject: PaymentArgument
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = try session.ask(.get(["payments", subject.payment]))
    try session.present(body, as: PaymentDetail.self, columns: PaymentDetail.csvColumns) {
      PaymentPage(payment: $0, session: session).lines
    }
  }
}
