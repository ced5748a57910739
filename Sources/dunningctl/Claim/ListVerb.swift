import ArgumentParser
import Dunning
import DunningAPI

/// `dunningctl list`.
struct ListVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List claims.",
    discussion: """
      EXAMPLES
        dunningctl list --overdue
        dunningctl list --state promised --debtor "Müller GmbH"
        dunningctl list --overdue --cause technical
        dunningctl list --due-before 2027-01-01 -o csv > claims.csv
      """)

  @Option(
    help: ArgumentHelp(
      "Only claims in this state: open, paused, promised, disputed, stopped, paid, withdrawn, written-off.",
      valueName: "state"),
    completion: .list(Claim.State.allCases.map(\.rawValue)))
  var state: String?
  @Option(help: ArgumentHelp("Only claims of this debtor.", valueName: "debtor"))
  var debtor: String?
  @Option(
    help: ArgumentHelp(
      "Only claims not paid for this reason: technical, personal, third-party, disputed, unknown.",
      valueName: "cause"),
    completion: .list(CauseOption.words))
  var cause: String?
  @Flag(help: "Only claims whose deadline has passed.")
  var overdue = false
  @Option(help: ArgumentHelp("Only claims that are due before this day.", valueName: "date"))
  var dueBefore: String?
  @Option(help: ArgumentHelp("At most so many; all when left out.", valueName: "count"))
  var limit: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1.") }
  }

  func run(in session: Session) throws(Failure) {
    let query: [(name: String, value: String?)] = [
      ("state", state), ("debtor", debtor), ("cause", cause), ("overdue", overdue ? "true" : nil),
      ("due_before", dueBefore),
    ]
    try session.present(.claims, from: ["claims"], query: query, limit: limit)
  }
}
