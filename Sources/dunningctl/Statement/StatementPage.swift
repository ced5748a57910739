import DunningStatements

/// A statement for a person.
enum StatementPage {
  static func head(_ summary: StatementSummary) -> [String] {
    let account = [summary.head.account ?? "no account", summary.head.currency ?? ""].joined(separator: " ")
    return ["", printable(account)]
  }

  /// Sums and balances, and whether they agree.
  static func foot(_ summary: StatementSummary) -> [String] {
    let totals = summary.totals
    let verdict =
      switch summary.addsUp {
      case true: "the balances add up"
      case false: "THE BALANCES DO NOT ADD UP"
      case nil: "no balances to compare with"
      }
    let count = "\(totals.entries) entr\(totals.entries == 1 ? "y" : "ies")"
    return [
      Fact.line("opening", summary.foot?.opening.map(summary.text) ?? "not said"),
      Fact.line("in", summary.text(totals.credits)), Fact.line("out", summary.text(totals.debits)),
      Fact.line("closing", summary.foot?.closing.map(summary.text) ?? "not said"), "\(count); \(verdict)",
    ] + (summary.foot?.remarks ?? []).map { printable("note: \($0)") }
  }

  static var shape: RowShape<StatementEntry> {
    RowShape(
      document: .list, csvColumns: [], json: { entry throws(Failure) in StatementDocument.entry(entry) },
      page: .table(columns, cells: cells))
  }

  private static let columns: [Table.Column] = [
    .init(title: "BOOKED"), .init(title: "AMOUNT", isRightAligned: true), .init(title: "STATUS"),
    .init(title: "NAME", isFlexible: true), .init(title: "TEXT", isFlexible: true),
  ]

  private static func cells(_ entry: StatementEntry) throws(Failure) -> [Table.Cell] {
    let marks = [entry.isReversal ? "reversal" : nil, entry.returnReason, partsWord(entry)].compactMap { $0 }
    let status = [entry.status.rawValue] + marks
    return [
      .init((entry.booked ?? entry.value)?.iso ?? ""),
      .init(StatementSummary.text(entry.amount, in: entry.currency)),
      .init(status.joined(separator: ", "), entry.status == .booked ? .plain : .faint),
      .init(entry.name ?? entry.account ?? ""),
      .init([entry.structured, entry.text].compactMap { $0 }.joined(separator: " ")),
    ]
  }

  private static func partsWord(_ entry: StatementEntry) -> String? {
    entry.parts.isEmpty ? nil : "\(entry.parts.count) part\(entry.parts.count == 1 ? "" : "s")"
  }
}
