import ArgumentParser
import DunningAPI

/// What can be corrected of a debtor.
struct CorrectDebtor: ParsableArguments {
  @Option(help: ArgumentHelp("The debtor's name.", valueName: "name"))
  var name: String?
  @Option(
    help: ArgumentHelp(
      "Where reminders go, one address or several; what still comes in with the one before goes there too.",
      valueName: "addresses"))
  var email: String?
  @Option(
    help: ArgumentHelp(
      "The address in whose place --email comes, also where one claim has it for itself; all of the debtor's when left out.",
      valueName: "address"))
  var was: String?
  @Option(help: ArgumentHelp("The addresses are for the claims of this contract alone.", valueName: "reference"))
  var forContract: String?
  @Option(help: ArgumentHelp("Who gets a copy of every reminder.", valueName: "addresses"))
  var cc: String?
  @Option(
    help: ArgumentHelp("Where invoices go; reminders go there where nothing else is known.", valueName: "addresses"))
  var billing: String?
  @OptionGroup var details: DebtorDetails

  /// Whether nothing of a debtor is named.
  var isEmpty: Bool {
    let own = [name, email, was, forContract, cc, billing, details.addressText, details.language, details.timeZone]
    let more = [details.calendar, details.kind, details.country, details.vatId]
    return (own + more).allSatisfy { $0 == nil }
  }

  /// Corrects it and shows before and after.
  func correct(_ debtor: String, _ whose: WhoseOptions, because reason: String, in session: Session) throws(Failure) {
    let answer = try session.ask(.patch(["debtors", debtor], query: whose.query, patch(because: reason)))
    try session.present(
      answer, as: DebtorCorrected.self, columns: ["creditor", "debtor_id", "open_claims"],
      rows: { $0["debtors"]?.elements ?? [] }
    ) { $0.debtors.flatMap(Self.lines) }
  }

  private func patch(because reason: String) -> DebtorPatch {
    var patch = DebtorPatch(reason: reason)
    (patch.name, patch.email, patch.was, patch.contract) = (name, email, was, forContract)
    (patch.cc, patch.billing, patch.address) = (cc, billing, details.addressText)
    (patch.language, patch.timeZone, patch.calendar) = (details.language, details.timeZone, details.calendar)
    (patch.kind, patch.country, patch.vatId) = (details.kind, details.country, details.vatId)
    return patch
  }

  private static func lines(_ debtor: DebtorCorrected.Entry) -> [String] {
    let changes = debtor.before.keys.sorted().map { name in
      Fact.line(name, "\(shown(debtor.before[name])) -> \(shown(debtor.after[name]))")
    }
    let claims = debtor.claims.isEmpty ? [] : [Fact.line("claims", debtor.claims.joined(separator: " "))]
    let nothing = changes.isEmpty && claims.isEmpty ? ["  nothing is other than it was"] : []
    let count = counted(debtor.openClaims, "open claim")
    return [printable("corrected \(debtor.debtorId) of \(debtor.creditor); \(count):")]
      + changes + claims + nothing + ownAddresses(debtor)
  }

  private static func ownAddresses(_ debtor: DebtorCorrected.Entry) -> [String] {
    guard !debtor.ownAddresses.isEmpty else { return [] }
    let whose =
      debtor.ownAddresses.count == 1 ? "this claim keeps its own address" : "these claims keep their own addresses"
    let hint = "`dunningctl show` tells which, --was ADDRESS replaces one"
    return [Fact.line("not so", "\(whose): \(debtor.ownAddresses.joined(separator: " ")); \(hint)")]
  }

  private static func shown(_ text: String?) -> String {
    let line = (text ?? "").split(separator: "\n").joined(separator: " | ")
    return line.isEmpty ? "nothing" : line
  }
}
