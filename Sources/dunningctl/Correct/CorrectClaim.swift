import ArgumentParser
import DunningAPI

/// What `dunningctl correct` can change of a claim.
struct CorrectClaim: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What is owed; a credit note with its number is a payment.", valueName: "amount"))
  var amount: String?
  @Option(help: ArgumentHelp("The payment deadline: a day, or a moment with its offset.", valueName: "date|instant"))
  var due: String?
  @Option(help: ArgumentHelp("The ladder of reminders.", valueName: "id"), completion: .policies)
  var policy: String?
  @Option(help: ArgumentHelp("The day of the invoice; '' for none.", valueName: "date"))
  var issued: String?
  @Option(help: ArgumentHelp("The number of the contract; '' for none.", valueName: "reference"))
  var contract: String?
  @Option(help: ArgumentHelp("Where the debtor can pay at once; '' for nowhere.", valueName: "url"))
  var paymentLink: String?
  @Option(
    help: ArgumentHelp("What may be kept back who pays in time, e.g. 2%; '' for nothing.", valueName: "share|amount"))
  var discount: String?
  @Option(help: ArgumentHelp("The last day for it.", valueName: "date"))
  var discountUntil: String?
  // What tells which claim it is is refused by the daemon, with what to do instead.
  @Option(help: .hidden) var reference: String?
  @Option(help: .hidden) var currency: String?
  @Flag(help: "Take days that are a question, as a deadline before the invoice.")
  var yes = false
  @Option(
    help: ArgumentHelp(
      "What the debtor is to quote when paying; '' for what the reference makes.", valueName: "reference"))
  var paymentReference: String?

  /// Whether nothing of a claim is named.
  var isEmpty: Bool { values.isEmpty }

  private var values: [String: CorrectionRequest.Value] {
    let given = [
      ("amount", amount), ("due", due), ("policy", policy), ("issued", issued), ("contract", contract),
      ("payment_link", paymentLink), ("payment_reference", paymentReference), ("reference", reference),
      ("currency", currency), ("discount", discount), ("discount_until", discountUntil),
    ]
    return given.reduce(into: [:]) { values, field in
      guard let text = field.1 else { return }
      let isCleared = text.isEmpty && CorrectionRequest.optionalFields.contains(field.0)
      values[field.0] = isCleared ? .null : .text(text)
    }
  }

  /// Corrects the claim and shows it.
  ///
  /// - Parameters:
  ///   - claim: its id or reference.
  ///   - query: what narrows the name.
  ///   - revision: the one that is meant; nil for whatever there is.
  func run(
    _ claim: String, query: [(name: String, value: String?)], reason: String, ifRevision revision: Int64?,
    in session: Session
  ) throws(Failure) {
    var request = try ControlRequest.post(
      ["claims", claim], query: query, CorrectionRequest(values, reason: reason, accept: yes ? true : nil))
    (request.method, request.revision) = ("PATCH", revision)
    try session.present(try session.ask(request), as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { claim in
      claim.report(session.dates, did: "corrected")
    }
  }
}
