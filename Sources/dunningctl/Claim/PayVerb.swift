import ArgumentParser
import DunningAPI

/// `dunningctl pay`.
struct PayVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "pay", abstract: "Record money that came in, or went back.",
    discussion: """
      With --id, the bank's own number of the payment, the same payment counts
      once for a creditor, however often it is recorded: on another claim it is
      refused. Where one transfer paid several claims, give each part an id of
      its own, such as NTRF-8812/RE-2026-0042.

      A credit-note lowers what is owed like a payment. A refund or a chargeback
      takes money away again: the amount stays above nothing, and what is open
      again is dunned again, a gap later.

      EXAMPLES
        dunningctl pay RE-2026-0042 --amount 1190.00
        dunningctl pay c17 --amount 500.00 --date 2026-11-20 --id NTRF-8812
        dunningctl pay c17 --amount 90.00 --kind credit-note
        dunningctl pay c17 --amount 1190.00 --kind chargeback --id CB-77
      """)

  @OptionGroup var subject: ClaimArgument
  @Option(help: ArgumentHelp("How much, in the currency of the claim.", valueName: "amount"))
  var amount: String
  @Option(
    help: ArgumentHelp("payment when left out; credit-note, refund or chargeback.", valueName: "kind"),
    completion: .list(["payment", "credit-note", "refund", "chargeback"]))
  var kind: String?
  @Option(help: ArgumentHelp("The day it came in or went; today when left out.", valueName: "date"))
  var date: String?
  @Option(help: ArgumentHelp("The bank's or wallet's number of the payment.", valueName: "external"))
  var id: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let payment = PaymentRequest(amount: amount, kind: kind, date: date, id: id)
    let answer = try session.ask(.post(["claims", subject.claim, "payments"], query: subject.query, payment))
    try session.present(answer, as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { claim in
      claim.report(session.dates, did: "\(kind ?? "payment") recorded for")
    }
  }
}
