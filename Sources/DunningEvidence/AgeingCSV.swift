package import Dunning
import DunningBytes

/// The ageing report as a file for spreadsheets (RFC 4180, UTF-8).
package struct AgeingCSV {
  private let ageing: Ageing

  package init(_ ageing: Ageing) { self.ageing = ageing }

  /// One row a debtor, then one a creditor, with the debtor left empty.
  package var text: String {
    let head = ["as_of", "creditor", "debtor_id", "debtor", "currency"] + Self.buckets.map(\.name) + ["total"]
    return ([head] + (ageing.rows + ageing.totals).map(cells)).map { CSVWriter.line($0, end: "\r\n") }.joined()
  }

  private func cells(_ row: Ageing.Row) -> [String] {
    [ageing.asOf.iso, row.creditor, row.debtor?.key ?? "", row.debtor?.name ?? "", row.currency.code]
      + Self.buckets.map { row[$0.bucket].decimal } + [row.total.decimal]
  }

  private static let buckets: [(name: String, bucket: Ageing.Bucket)] = [
    ("not_due", .notDue), ("days_1_30", .upTo30), ("days_31_60", .upTo60), ("days_61_90", .upTo90),
    ("days_over_90", .over90),
  ]
}
