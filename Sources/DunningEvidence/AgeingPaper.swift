package import Dunning
package import DunningPaper

/// The ageing report to be printed.
package struct AgeingPaper {
  private let ageing: Ageing

  package init(_ ageing: Ageing) { self.ageing = ageing }

  /// The document, in English; its PDF's date of creation is the end of the day that it speaks of, in UTC.
  package var document: PaperDocument {
    let words = DossierWords(for: "en")
    let head = ["Debtor", "Not due", "1–30", "31–60", "61–90", "Over 90", "Total", ""]
    let shares = [0.3, 0.11, 0.11, 0.11, 0.11, 0.11, 0.11, 0.04]
    let page = DossierPage(
      title: "Open claims on \(ageing.asOf.iso) by days late", language: words.language,
      blocks: [
        .table(.init(head: head, sums: Set(1...6), shares: shares, rows: ageing.rows.map(cells))),
        .heading("Totals"), .table(.init(head: head, sums: Set(1...6), shares: shares, rows: ageing.totals.map(cells))),
      ])
    let seconds = Int64(ageing.asOf.dayNumber + 1) * 86_400
    return DossierPage.paper([page], words: words, unixSeconds: seconds)
  }

  private func cells(_ row: Ageing.Row) -> [String] {
    [row.debtor.map { "\($0.name) (\($0.key))" } ?? row.creditor] + Ageing.Bucket.allCases.map { row[$0].decimal }
      + [row.total.decimal, row.currency.code]
  }
}
