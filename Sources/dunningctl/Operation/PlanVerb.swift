import ArgumentParser
import DunningAPI

/// `dunningctl plan`.
struct PlanVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show every notice that would go out, when and why, if nobody paid.",
    discussion: """
      It looks 30 days ahead, or until the day that is named.

      EXAMPLES
        dunningctl plan
        dunningctl plan --until 2027-03-31 -o csv > plan.csv
      """)

  @Option(help: ArgumentHelp("How far ahead to look.", valueName: "date"))
  var until: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let isEmpty = try session.present(.plan, from: ["plan"], query: [("until", until)])
    if isEmpty, !session.format.isJSON { try tellFirst(session) }
  }

  /// What comes after the horizon.
  private func tellFirst(_ session: Session) throws(Failure) {
    guard let next = try Wire.decode(StatusResponse.self, from: try session.ask(.get(["status"]))).next else { return }
    try session.note(
      printable(
        "the first after it is due \(session.dates.text(next.at)): dunningctl plan --until \(next.at.prefix(10))"))
  }
}

extension Listing where Row == PlannedNotice {
  static var plan: Listing {
    Listing(
      key: "notices",
      csvColumns: [
        "at", "claim", "reference", "references", "debtor", "step", "tone", "outstanding", "currency", "pay_by",
        "because",
      ],
      columns: [
        Column("WHEN") { notice, dates in dates.cell(notice.at) },
        Column("STEP", isFlexible: true, yields: 1) { notice, _ in .init(notice.step) },
        Column("CLAIMS", isName: true) { notice, _ in .init(notice.references.joined(separator: " ")) },
        Column("DEBTOR", isFlexible: true) { notice, _ in .init(notice.debtor ?? "") },
        Column("OUTSTANDING", isRightAligned: true) { notice, _ in .init(notice.outstanding ?? "") },
        Column("") { notice, _ in .init(notice.currency ?? "") },
        Column("PAY BY", yields: 2) { notice, _ in .init(notice.payBy ?? "") },
        Column("BECAUSE", isFlexible: true, yields: 3) { notice, _ in .init(notice.because) },
      ], emptyNote: "nothing is planned", remark: ("covered_claims", covered), horizonKey: "until", isPaged: false)
  }

  /// Claims that are not in the plan although they are open.
  private static func covered(_ count: JSONValue) -> String? {
    guard case .number(let text) = count, text != "0" else { return nil }
    return
      "\(text) open \(text == "1" ? "claim is" : "claims are") held besides, since a credit of the debtor's covers "
      + "\(text == "1" ? "it" : "them"): dunningctl payments --unmatched"
  }
}
