import ArgumentParser
import DunningAPI
import DunningIntake

/// `dunningctl add`.
struct AddVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enqueue one payment deadline.",
    discussion: """
      The same reference with the same content is answered with the claim that
      is already there, so adding twice does no harm; with other content it is a
      conflict.

      EXAMPLES
        dunningctl add --reference RE-2026-0042 --debtor "Müller GmbH" \\
          --email ap@mueller.example --amount 1190.00 --currency EUR \\
          --due 2026-12-31
        dunningctl add --reference PAY-77 --debtor "Li Wei" \\
          --email li@example.cn --amount 300.00 --currency CNY \\
          --due 2026-12-31T17:00:00+08:00 --language zh-Hans \\
          --time-zone Asia/Shanghai -o json
      """)

  @Option(help: ArgumentHelp("Who owes.", valueName: "name"))
  var debtor: String
  @Option(
    help: ArgumentHelp(
      "Where the reminders go: an address or several, as a@x.example, Name <b@x.example>; left out for a ladder of letters.",
      valueName: "addresses"))
  var email: String?
  @Option(help: ArgumentHelp("Who gets a copy of this claim's reminders.", valueName: "addresses"))
  var cc: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The sum: digits and a decimal point, e.g. 1234.56.", valueName: "amount"))
  var amount: String
  @Option(help: ArgumentHelp("The currency, e.g. EUR.", valueName: "code"))
  var currency: String
  @Option(help: ArgumentHelp("The payment deadline: a day, or a moment with its offset.", valueName: "date|instant"))
  var due: String
  @Option(help: ArgumentHelp("Your own number of the claim, e.g. of the invoice.", valueName: "reference"))
  var reference: String
  @Option(help: ArgumentHelp("Your own number of the debtor; it tells debtors apart.", valueName: "id"))
  var debtorId: String?
  @Option(help: ArgumentHelp("A line of the debtor's postal address; once for each.", valueName: "line"))
  var address: [String] = []
  @Option(help: ArgumentHelp("The debtor's number for value added tax.", valueName: "number"))
  var vatId: String?
  @Option(help: ArgumentHelp("Who is owed; needed when there are several.", valueName: "id"), completion: .creditors)
  var creditor: String?
  @Option(help: ArgumentHelp("The ladder of reminders.", valueName: "id"), completion: .policies)
  var policy: String?
  @Option(help: ArgumentHelp("The debtor's language, e.g. de or zh-Hans.", valueName: "tag"))
  var language: String?
  @Option(help: ArgumentHelp("The debtor's time zone, e.g. Europe/Berlin.", valueName: "zone"))
  var timeZone: String?
  @Option(help: ArgumentHelp("The calendar of the debtor's working days.", valueName: "id"))
  var calendar: String?
  @Option(
    help: ArgumentHelp("What the debtor is: business or consumer.", valueName: "kind"),
    completion: .list(["business", "consumer"]))
  var kind: String?
  @Option(help: ArgumentHelp("The debtor's country, e.g. DE.", valueName: "code"))
  var country: String?
  @Option(help: ArgumentHelp("The day of the invoice.", valueName: "date"))
  var issued: String?
  @Option(help: ArgumentHelp("The number of the contract.", valueName: "reference"))
  var contract: String?
  @Option(
    help: ArgumentHelp("How the deadline came about: agreed, set (by you alone) or law.", valueName: "basis"),
    completion: .list(["agreed", "set", "law"]))
  var dueBasis: String?
  @Option(help: ArgumentHelp("The day the debtor received the invoice.", valueName: "date"))
  var received: String?
  @Option(help: ArgumentHelp("The day of the contract.", valueName: "date"))
  var contracted: String?
  @Option(help: ArgumentHelp("A file to keep with the claim; once for each.", valueName: "file"), completion: .file())
  var attach: [String] = []
  @Option(help: ArgumentHelp("Where the debtor can pay at once.", valueName: "url"))
  var paymentLink: String?
  @Option(help: ArgumentHelp("What may be kept back who pays in time, e.g. 2% or 24.00.", valueName: "share|amount"))
  var discount: String?
  @Option(help: ArgumentHelp("The last day for it.", valueName: "date"))
  var discountUntil: String?
  @Option(
    help: ArgumentHelp(
      "What the debtor is to quote when paying, where it is not the reference.", valueName: "reference"))
  var paymentReference: String?
  @Flag(help: "Take days that are a question, as an invoice still to come.")
  var yes = false
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    // A file that is not there is told before the claim is enqueued.
    for file in attach { _ = try InputFile(path: file) }
    var answer = try session.client().send(.post(["claims"], request))
    let isNew = answer.status == 201
    let body = try answer.bytes()
    let id = try Wire.decode(ClaimResponse.self, from: body).id
    if let warning = Lookalikes.warning(about: reference) { try session.note("warning: \(printable(warning))") }
    let warnings = try Wire.decode(ClaimResponse.self, from: body).warnings ?? []
    for warning in warnings { try session.note("warning: \(printable(warning))") }
    for file in attach { _ = try session.attach(file, to: id, note: nil) }
    try session.present(body, as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { claim in
      claim.report(session.dates, did: isNew ? "enqueued" : "already known:")
    }
    if !isNew, let hint = try Wire.decode(ClaimResponse.self, from: body).givenUpHint { try session.note(hint) }
  }

  private var request: ClaimRequest {
    var request = ClaimRequest(
      reference: reference, debtor: debtor, email: email ?? "", amount: amount, currency: currency, due: due)
    (request.creditor, request.policy) = (creditor, policy)
    (request.debtorId, request.kind) = (debtorId, kind)
    (request.language, request.timeZone, request.calendar) = (language, timeZone, calendar)
    request.address = address.isEmpty ? nil : address.joined(separator: "\n")
    (request.country, request.cc, request.vatId) = (country, cc, vatId)
    (request.issued, request.contract, request.paymentLink) = (issued, contract, paymentLink)
    request.paymentReference = paymentReference
    request.accept = yes ? true : nil
    (request.dueBasis, request.received, request.contracted) = (dueBasis, received, contracted)
    (request.discount, request.discountUntil) = (discount, discountUntil)
    return request
  }
}
