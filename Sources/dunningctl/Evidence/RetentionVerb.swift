import ArgumentParser
import DunningAPI

/// `dunningctl retention`.
struct RetentionVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "List the claims that are erased, and when; nothing is changed.",
    discussion: """
      Claims that were paid, withdrawn or written off are erased when the
      creditor's `retain` has passed, but not before limitation and not while on
      legal hold. Without `retain` nothing is erased, and nothing is listed.

      EXAMPLES
        dunningctl retention
        dunningctl retention --until 2027-12-31 -o csv > erased-next-year.csv
      """)

  @Option(help: ArgumentHelp("Up to this day; 30 days ahead when left out.", valueName: "date"))
  var until: String?
  @Option(help: ArgumentHelp("At most so many; all when left out.", valueName: "count"))
  var limit: Int?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1.") }
  }

  func run(in session: Session) throws(Failure) {
    try session.present(.retention, from: ["retention"], query: [("until", until)], limit: limit)
  }
}

extension Listing where Row == RetentionResponse {
  static var retention: Listing {
    Listing(
      key: "claims",
      csvColumns: ["claim", "reference", "creditor", "debtor", "closed_on", "erase_on", "kept_by", "legal_hold"],
      columns: [
        Column("ERASED ON") { row, dates in dates.cell(row.eraseOn) },
        Column("CLAIM", isName: true) { row, _ in .init(row.reference) },
        Column("DEBTOR", isFlexible: true) { row, _ in .init(row.debtor) },
        Column("CLOSED ON") { row, dates in dates.cell(row.closedOn) },
        Column("KEPT BY") { row, _ in .init(row.keptBy) },
        Column("LEGAL HOLD", isFlexible: true) { row, _ in .init(row.legalHold ?? "") },
      ], emptyNote: "nothing is erased by then")
  }
}
