package import Dunning
import DunningBytes

/// The ageing report as a file for spreadsheets (RFC 4180, UTF-8), written line by line: one row a debtor, then one a
/// creditor, with the debtor left empty.
package struct AgeingCSV: Sendable {
  private let asOf: CivilDate

  package init(asOf: CivilDate) { self.asOf = asOf }

  /// The names of the columns; the buckets add up to the total, which less the credit is the balance.
  package var head: String {
    Self.line(
      ["as_of", "creditor", "debtor_id", "debtor", "currency"] + Self.buckets.map(\.name) + [
        "total", "credit", "balance",
      ])
  }

  /// One row.
  package func line(_ row: Ageing.Row) -> String {
    Self.line(
      [asOf.iso, row.creditor, row.debtor?.key ?? "", row.debtor?.name ?? "", row.currency.code]
        + Self.buckets.map { row[$0.bucket].decimal } + [row.total, row.credit, row.balance].map(\.decimal))
  }

  private static func line(_ cells: [String]) -> String { CSVWriter.line(cells, end: "\r\n") }

  private static let buckets: [(name: String, bucket: Ageing.Bucket)] = [
    ("not_due", .notDue), ("days_1_30", .upTo30), ("days_31_60", .upTo60), ("days_61_90", .upTo90),
    ("days_over_90", .over90),
  ]
}
