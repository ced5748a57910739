import ArgumentParser
import DunningAPI

/// `dunningctl ageing`.
struct AgeingVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ageing", abstract: "Show what is open, by debtor and by how late it is.",
    discussion: """
      As of an earlier day it shows what was open then, by the payments of that
      day and before. The columns of a row add up to its total; less the credit,
      what the debtor has with the creditor, that is the balance.

      EXAMPLES
        dunningctl ageing
        dunningctl ageing --as-of 2026-12-31 --out ageing.csv
      """)

  @Option(help: ArgumentHelp("At the end of which day; today when left out.", valueName: "date"))
  var asOf: String?
  @Option(help: ArgumentHelp("Write it into a file, ending with .csv or .pdf.", valueName: "file"), completion: .file())
  var out: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    if let out {
      let form = try Session.form(of: out, among: ["csv", "pdf"])
      return try session.save(.get(["ageing"], query: [("as_of", asOf), ("format", form)]), to: out)
    }
    let query: [(name: String, value: String?)] = [("as_of", asOf)]
    try session.present(.ageing, from: ["ageing"], query: query)
  }
}

extension Listing where Row == AgeingResponse.Row {
  static var ageing: Listing {
    Listing(
      key: "rows",
      csvColumns: [
        "creditor", "debtor", "debtor_id", "currency", "not_due", "days_1_30", "days_31_60", "days_61_90",
        "days_over_90", "total",
        "credit", "balance",
      ],
      columns: [
        Column("DEBTOR", isFlexible: true) { row, _ in .init(row.debtor ?? "all of \(row.creditor)") },
        Column("NOT DUE", isRightAligned: true) { row, _ in .init(row.notDue) },
        Column("1-30", isRightAligned: true) { row, _ in .init(row.upTo30) },
        Column("31-60", isRightAligned: true) { row, _ in .init(row.upTo60) },
        Column("61-90", isRightAligned: true) { row, _ in .init(row.upTo90) },
        Column("OVER 90", isRightAligned: true) { row, _ in .init(row.over90) },
        Column("TOTAL", isRightAligned: true) { row, _ in .init(row.total) },
        Column("CREDIT", isRightAligned: true) { row, _ in .init(row.credit ?? "") },
        Column("BALANCE", isRightAligned: true) { row, _ in .init(row.balance ?? row.total) },
        Column("") { row, _ in .init(row.currency) },
      ], emptyNote: "nothing was open", footKey: "totals", isPaged: false)
  }
}
