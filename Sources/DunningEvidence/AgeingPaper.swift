package import Dunning
import DunningPaper

/// The ageing report to be printed.
package struct AgeingPaper {
  private let ageing: Ageing
  private let words: BookWords

  /// The report in the language of its creditors; in English when they have several.
  package init(_ ageing: Ageing, rulebook: Rulebook) {
    self.ageing = ageing
    words = BookWords(for: ageing.totals.map { rulebook.creditors[$0.creditor] })
  }

  /// The document; its PDF's date of creation is the end of the day that it speaks of, in UTC.
  var document: PaperDocument {
    let head =
      [words(.debtor)] + [.notDue, .upTo30, .upTo60, .upTo90, .over90].map { (phrase: BookPhrase) in words(phrase) }
      + [words(.total), ""]
    let shares = [0.3, 0.11, 0.11, 0.11, 0.11, 0.11, 0.11, 0.04]
    let page = DossierPage(
      title: words(.ageing).replacing("%1", with: ageing.asOf.iso), language: words.language,
      blocks: [
        .table(.init(head: head, sums: Set(1...6), shares: shares, rows: ageing.rows.map(cells))),
        .heading(words(.totals)),
        .table(.init(head: head, sums: Set(1...6), shares: shares, rows: ageing.totals.map(cells))),
      ])
    return page.printed(words, unixSeconds: Int64(ageing.asOf.dayNumber + 1) * 86_400)
  }

  private func cells(_ row: Ageing.Row) -> [String] {
    [row.debtor.map { "\($0.name) (\($0.key))" } ?? row.creditor] + Ageing.Bucket.allCases.map { row[$0].decimal }
      + [row.total.decimal, row.currency.code]
  }
}
