package import Dunning
import DunningBytes

/// The register as a file for spreadsheets and bookkeeping programs (RFC 4180, UTF-8), written part by part.
///
/// The first rows say what was owed before, for each creditor and currency, and the last what is owed after; from the
/// one to the other the amounts add up.
package struct RegisterCSV {
  /// Their names; dunningctl(1) says what stands in them.
  package static let columns = [
    "kind", "booked_at", "creditor", "claim", "reference", "debtor_id", "debtor", "currency", "amount", "balance",
    "value_date", "due", "payment_id", "status",
  ]

  private let rulebook: Rulebook
  private var totals: RegisterTotals

  /// - Parameter opening: what was owed before the first row.
  package init(opening: [RegisterTotals.Key: Money], rulebook: Rulebook) {
    self.rulebook = rulebook
    totals = RegisterTotals(opening: opening)
  }

  /// The names of the columns, and what was owed before.
  package var head: String {
    Self.line(Self.columns) + totals.rows.map { balance("opening-balance", $0.key, $0.sums.opening) }.joined()
  }

  /// The rows of some entries, the next ones in order.
  package mutating func rows(_ entries: [RegisterEntry]) -> String {
    entries.reduce(into: "") { text, entry in
      let balance = totals.add(entry)
      text += row(entry, balance: balance)
    }
  }

  /// What is owed after all of them.
  package var foot: String { totals.rows.map { balance("closing-balance", $0.key, $0.sums.closing) }.joined() }

  private func row(_ entry: RegisterEntry, balance: Money) -> String {
    let (subject, zone) = (entry.subject, zone(of: entry.subject.creditor))
    return Self.line([
      entry.kind.rawValue, zone.rfc3339(entry.bookedAt), subject.creditor, subject.claim?.description ?? "",
      subject.reference, subject.debtorKey, subject.debtorName, entry.amount.currency.code, entry.amount.decimal,
      balance.decimal, entry.valueDate?.iso ?? "", subject.due?.text(in: zone) ?? "", entry.externalID ?? "",
      subject.status?.rawValue ?? "",
    ])
  }

  private func balance(_ kind: String, _ key: RegisterTotals.Key, _ sum: Money) -> String {
    var cells = Self.columns.map { _ in "" }
    (cells[0], cells[2], cells[7], cells[9]) = (kind, key.creditor, key.currency.code, sum.decimal)
    return Self.line(cells)
  }

  private func zone(of creditor: String) -> ZoneRules {
    rulebook.creditors[creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
  }

  private static func line(_ cells: [String]) -> String { CSVWriter.line(cells, end: "\r\n") }
}
