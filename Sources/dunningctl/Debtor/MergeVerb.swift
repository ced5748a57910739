import ArgumentParser
import DunningAPI

/// `dunningctl merge`.
struct MergeVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Put two debtors together who are one, or take it back.",
    discussion: """
      The claims of the first go over to the one who stays, and so do those that
      come in for them later; reminders go to the addresses of the one who stays.
      What is said of either of them, such as a stop, holds for both. Each claim's
      journal tells of it. --undo takes it back.

      EXAMPLES
        dunningctl debtors --doubles
        dunningctl merge D-0815 --into D-4711 --reason "one firm, two numbers"
        dunningctl merge --undo D-0815 --reason "two firms after all"
      """)

  @Argument(help: ArgumentHelp("The debtor whose claims go over.", valueName: "debtor"), completion: .debtors)
  var debtor: String
  @Option(help: ArgumentHelp("The debtor who stays.", valueName: "debtor"), completion: .debtors)
  var into: String?
  @Flag(help: "Take back that the debtor was put together with another.")
  var undo = false
  @Option(
    help: ArgumentHelp("Whose debtors, where several creditors know them.", valueName: "id"), completion: .creditors)
  var creditor: String?
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @Flag(help: "Go on although nothing would be mailed any more, since who stays has no address.")
  var yes = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if undo, yes { throw ValidationError("--yes goes with --into.") }
    guard undo == (into == nil) else { throw ValidationError("Give either --into or --undo.") }
  }

  func run(in session: Session) throws(Failure) {
    let (action, did) = undo ? ("unmerge", "parted from") : ("merge", "put together with")
    try session.same(
      .post(
        ["debtors", debtor, action], query: [("creditor", creditor)],
        SameDebtorRequest(other: into, reason: reason, accept: yes ? true : nil))
    ) {
      "\($0.other) (\($0.otherId)) is \(did) \($0.debtor) (\($0.debtorId)); \(counted($0.claims, "claim")) went over"
    }
  }
}

extension Session {
  /// Says something of two debtors and shows what it came to.
  func same(_ request: ControlRequest, _ words: @escaping (SameDebtorResponse) -> String) throws(Failure) {
    try present(
      try ask(request), as: SameDebtorResponse.self,
      columns: ["creditor", "debtor_id", "debtor", "other_id", "other", "claims"]
    ) { [printable(words($0))] }
  }
}
