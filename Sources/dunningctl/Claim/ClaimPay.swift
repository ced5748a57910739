import ArgumentParser
import DunningAPI

/// `dunningctl pay`.
struct ClaimPay: Verb {
  static let configuration = CommandConfiguration(
    commandName: "pay", abstract: "Record a payment.",
    discussion: """
      With --id, the bank's own number of the payment, the same payment counts
      once, however often it is recorded.

      EXAMPLES
        dunningctl pay RE-2026-0042 --amount 1190.00
        dunningctl pay c17 --amount 500.00 --date 2026-11-20 --id NTRF-8812
      """)

  @Argument(help: ArgumentHelp("The claim's id or reference.", valueName: "claim"))
  var claim: String
  @Option(help: ArgumentHelp("How much came in, in the currency of the claim.", valueName: "amount"))
  var amount: String
  @Option(help: ArgumentHelp("The day it came in; today when left out.", valueName: "date"))
  var date: String?
  @Option(help: ArgumentHelp("The bank's or wallet's number of the payment.", valueName: "external"))
  var id: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let payment = PaymentRequest(amount: amount, date: date, id: id)
    let answer = try session.ask(.post(["claims", claim, "payments"], payment))
    try session.present(answer, as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { claim in
      claim.report(session.dates, did: "payment recorded for")
    }
  }
}
