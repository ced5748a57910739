import ArgumentParser
import DunningAPI

/// `dunningctl debtor show`, which `dunningctl debtor` alone means as well.
struct DebtorShowVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what is known of a debtor: how they pay, and what they owe.",
    discussion: """
      The grade goes from A to D by a rule that dunningd.yaml(5) states; it is
      `new` before anything is known. In CSV the answer has a row for each
      currency; the claims are those of `dunningctl list --debtor`.

      EXAMPLES
        dunningctl debtor show "Müller GmbH"
        dunningctl debtor ap@mueller.example -o json | jq -r .grade
        dunningctl debtor D-4711 --not-same-as D-0815
      """)

  @Argument(help: ArgumentHelp("The debtor's number, name or address.", valueName: "debtor"), completion: .debtors)
  var debtor: String
  @OptionGroup var whose: WhoseOptions
  @Option(
    help: ArgumentHelp(
      "Remember that this other debtor of the same name is somebody else: what holds one back does not hold the other.",
      valueName: "debtor"))
  var notSameAs: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    if let notSameAs {
      return try session.same(
        .post(["debtors", debtor, "apart"], query: whose.query, SameDebtorRequest(other: notSameAs))
      ) { "\($0.debtor) (\($0.debtorId)) and \($0.other) (\($0.otherId)) are two" }
    }
    let body = try session.ask(.get(["debtors", debtor], query: whose.query))
    if whose.allCreditors {
      try session.present(
        body, as: DebtorsResponse.self, columns: Self.csvColumns,
        rows: { ($0["debtors"]?.elements ?? []).flatMap(Self.rows) }
      ) { answer in
        Array(answer.debtors.map { DebtorPage(debtor: $0, session: session).lines }.joined(separator: [""]))
      }
    } else {
      try session.present(body, as: DebtorResponse.self, columns: Self.csvColumns, rows: Self.rows) {
        DebtorPage(debtor: $0, session: session).lines
      }
    }
  }

  private static let csvColumns = [
    "debtor_id", "debtor", "email", "creditor", "state", "until", "reason", "grade", "grade_because", "settled",
    "days_late_on_average", "days_late_now", "promises_kept", "promises_broken", "written_off", "currency",
    "outstanding", "overdue",
  ]

  /// The debtor once for each currency; once without one when nothing is open.
  private static func rows(of debtor: JSONValue) -> [JSONValue] {
    guard case .object(let members) = debtor, let exposure = debtor["exposure"]?.elements, !exposure.isEmpty else {
      return [debtor]
    }
    return exposure.map { open in
      guard case .object(let sums) = open else { return debtor }
      return .object(members + sums)
    }
  }
}
