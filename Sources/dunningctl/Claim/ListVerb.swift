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
  @Option(help: ArgumentHelp("Only claims of this debtor.", valueName: "debtor"), completion: .debtors)
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
    let isEmpty = try session.present(.claims, from: ["claims"], query: query, limit: limit)
    if isEmpty, let debtor { try session.noteUnknown(debtor: debtor) }
  }
}

extension Session {
  /// Says that there is no debtor of the name, and who may have been meant; nothing where there is one.
  fileprivate func noteUnknown(debtor: String) throws(Failure) {
    guard !format.isJSON else { return }
    do {
      _ = try ask(.get(["debtors", debtor]))
    } catch  where error.status == .notFound {
      try note([error.problem.detail, error.problem.hint].compactMap { $0 }.joined(separator: "; "))
    } catch {
      // What was asked for was answered; a debtor that cannot be shown is not needed for it.
      return
    }
  }
}
