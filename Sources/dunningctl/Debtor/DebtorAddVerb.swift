import ArgumentParser
import DunningAPI

/// `dunningctl debtor add`.
struct DebtorAddVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a debtor before the first claim, e.g. to have them left alone.",
    discussion: """
      Claims that come in with the same number, or with the same name and address,
      are theirs. A pause or a stop holds for them from the first.

      EXAMPLES
        dunningctl debtor add --name "Konzern Intern AG" --debtor-id K-INT
        dunningctl pause --debtor K-INT --reason "intercompany, never"
      """)

  @Option(help: ArgumentHelp("Who it is.", valueName: "name"))
  var name: String
  @Option(help: ArgumentHelp("Your own number of the debtor.", valueName: "id"))
  var debtorId: String?
  @Option(
    help: ArgumentHelp("Whose debtor; needed when there are several creditors.", valueName: "id"),
    completion: .creditors)
  var creditor: String?
  @Option(help: ArgumentHelp("Where reminders go, one address or several.", valueName: "addresses"))
  var email: String?
  @Option(help: ArgumentHelp("Who gets a copy.", valueName: "addresses"))
  var cc: String?
  @Option(
    help: ArgumentHelp("Where invoices go; reminders go there where nothing else is known.", valueName: "addresses"))
  var billing: String?
  @OptionGroup var details: DebtorDetails
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    var request = DebtorRequest(debtor: name)
    (request.debtorId, request.creditor) = (debtorId, creditor)
    (request.email, request.cc, request.billing) = (email, cc, billing)
    request.address = details.addressText
    (request.language, request.timeZone, request.calendar) = (details.language, details.timeZone, details.calendar)
    (request.kind, request.country, request.vatId) = (details.kind, details.country, details.vatId)
    var answer = try session.client().send(.post(["debtors"], request))
    let isNew = answer.status == 201
    try session.present(try answer.bytes(), as: DebtorResponse.self, columns: ["debtor_id", "debtor", "creditor"]) {
      [printable("\(isNew ? "entered" : "already known:") \($0.debtor) (\($0.debtorId)) of \($0.creditor)")]
    }
  }
}

/// What may be known of a debtor besides names and e-mail addresses.
struct DebtorDetails: ParsableArguments {
  @Option(help: ArgumentHelp("A line of the debtor's postal address; once for each.", valueName: "line"))
  var address: [String] = []
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
  @Option(help: ArgumentHelp("The debtor's number for value added tax.", valueName: "number"))
  var vatId: String?

  /// Nil where no line was given; one empty line is no address.
  var addressText: String? { address.isEmpty ? nil : address.joined(separator: "\n") }
}
