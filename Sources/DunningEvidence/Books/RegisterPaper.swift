package import Dunning
import DunningPaper

/// The register to be printed, with what was owed before and after.
package struct RegisterPaper {
  /// Rows of one document; a longer register is for a file that programs read.
  package static let rowsMax = 20_000

  private let period: RegisterPeriod
  private let rulebook: Rulebook
  private let words: BookWords
  private var totals: RegisterTotals
  private var rows: [[String]] = []

  package init(_ period: RegisterPeriod, opening: [RegisterTotals.Key: Money], rulebook: Rulebook) {
    self.period = period
    self.rulebook = rulebook
    totals = RegisterTotals(opening: opening)
    words = BookWords(
      for: period.creditor.map { [rulebook.creditors[$0]] } ?? rulebook.creditors.values.map(Optional.init))
  }

  package var rowCount: Int { rows.count }

  /// Takes the next entries, in order.
  package mutating func add(_ entries: [RegisterEntry]) {
    for entry in entries {
      let (subject, balance) = (entry.subject, totals.add(entry))
      rows.append([
        moment(entry.bookedAt, of: subject.creditor), words(kind: entry.kind), subject.reference,
        subject.debtorName, entry.valueDate?.iso ?? "", entry.externalID ?? "",
        "\(words.number(entry.amount)) \(entry.amount.currency.code)", words.number(balance),
        subject.status.map { words(state: $0) } ?? "",
      ])
    }
  }

  /// The document.
  ///
  /// - Parameter madeAt: the PDF's date of creation.
  func document(madeAt: Instant) -> PaperDocument {
    let only = rulebook.creditors.count == 1 ? rulebook.creditors.keys.first : nil
    let name = (period.creditor ?? only).map { rulebook.creditors[$0]?.name ?? $0 } ?? ""
    let days = [period.from, period.until].map { $0?.iso ?? "…" }.joined(separator: " – ")
    let page = DossierPage(
      title: "\(words(.transactions)) \(name) \(days)", language: words.language,
      blocks: [.table(entries), .heading(words(.total)), .table(sums)])
    return page.printed(words, unixSeconds: madeAt.milliseconds / 1_000)
  }

  private var entries: DossierPage.Table {
    .init(
      head: [
        words(.bookedAt), words(.kind), words(.claim), words(.debtor), words(.value), words(.reference),
        words(.amount), words(.balance), words(.status),
      ], sums: [6, 7], shares: [0.13, 0.1, 0.12, 0.15, 0.1, 0.1, 0.12, 0.1, 0.08], rows: rows)
  }

  private var sums: DossierPage.Table {
    let kinds = RegisterEntry.Kind.allCases
    return .init(
      head: ["", words(.opening)] + kinds.map { words(kind: $0) } + [words(.closing)], sums: Set(1...kinds.count + 2),
      shares: [0.12] + Array(repeating: 0.88 / Double(kinds.count + 2), count: kinds.count + 2),
      rows: totals.rows.map { key, sums in
        ["\(key.creditor) \(key.currency.code)", words.number(sums.opening)] + kinds.map { words.number(sums[$0]) }
          + [words.number(sums.closing)]
      })
  }

  /// `2026-12-01 00:53`, by the creditor's clock; to the millisecond it stands in the file that programs read.
  private func moment(_ instant: Instant, of creditor: String) -> String {
    let wire = zone(of: creditor).rfc3339(instant)
    return "\(wire.prefix(10)) \(wire.dropFirst(11).prefix(5))"
  }

  private func zone(of creditor: String) -> ZoneRules {
    rulebook.creditors[creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
  }
}
