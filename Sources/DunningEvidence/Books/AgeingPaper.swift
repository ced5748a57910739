package import Dunning
import DunningPaper

/// The ageing report to be printed.
package struct AgeingPaper {
  private let asOf: CivilDate
  private let rows: [Ageing.Row]
  private let totals: [Ageing.Row]
  private let words: BookWords

  /// The report in the language of its creditors; in English when they have several.
  ///
  /// - Parameters:
  ///   - rows: one a debtor, in order.
  ///   - totals: one a creditor.
  package init(asOf: CivilDate, rows: [Ageing.Row], totals: [Ageing.Row], rulebook: Rulebook) {
    self.asOf = asOf
    self.rows = rows
    self.totals = totals
    words = BookWords(for: totals.map { rulebook.creditors[$0.creditor] })
  }

  /// The document; its PDF's date of creation is the end of the day that it speaks of, in UTC.
  var document: PaperDocument {
    let head =
      [words(.debtor)] + [.notDue, .upTo30, .upTo60, .upTo90, .over90].map { (phrase: BookPhrase) in words(phrase) }
      + [words(.total), ""]
    let shares = [0.3, 0.11, 0.11, 0.11, 0.11, 0.11, 0.11, 0.04]
    let page = DossierPage(
      title: words(.ageing).replacing("%1", with: asOf.iso), language: words.language,
      blocks: [
        .table(.init(head: head, sums: Set(1...6), shares: shares, rows: rows.map(cells))),
        .heading(words(.totals)),
        .table(.init(head: head, sums: Set(1...6), shares: shares, rows: totals.map(cells))),
      ])
    return page.printed(words, unixSeconds: Int64(asOf.dayNumber + 1) * 86_400)
  }

  private func cells(_ row: Ageing.Row) -> [String] {
    [row.debtor.map(name) ?? row.creditor] + Ageing.Bucket.allCases.map { words.number(row[$0]) }
      + [words.number(row.total), row.currency.code]
  }

  /// With their number; who has none has a key that is made of the name, which says nothing more.
  private func name(_ debtor: Ageing.Balance.Debtor) -> String {
    Debtor.isMade(debtor.key, of: debtor.name) ? debtor.name : "\(debtor.name) (\(debtor.key))"
  }
}
