package import Dunning
import DunningSQL

extension Docket {
  /// The one debtor of a creditor who has this number for value added tax; nil where nobody has, or several.
  package func debtor(ofVATID text: String, of creditor: String) async throws(DocketError) -> Debtor? {
    let number = text.vatKey
    guard !number.isEmpty else { return nil }
    return try await read { look in
      let found = try look.sql.all(
        """
        SELECT id, vat_id FROM debtor WHERE creditor = ? AND vat_id IS NOT NULL AND erased_at IS NULL
          AND merged_into IS NULL ORDER BY id
        """, .text(creditor)
      ) { (id: $0.number(0), vatID: $0.text(1)) }.filter { $0.vatID.vatKey == number }
      guard found.count == 1, let only = found.first else { return nil }
      return try look.debtorRow(only.id)?.debtor
    }
  }
}
