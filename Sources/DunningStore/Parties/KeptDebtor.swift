import Dunning
import DunningSQL

/// A debtor in the docket.
struct KeptDebtor {
  let id: Int64
  var debtor: Debtor
  /// Whether something was said of the debtor, or of another of the same name, that may hold for a new claim as well.
  var isSpokenOf: Bool
  /// False of one whom this transaction has entered.
  let isKnown: Bool
  /// The one with whom a person has put this one together.
  let mergedInto: Int64?
  /// For whom the claim came in, where that is another who was put together with this one.
  var cameFor: Int64?
  /// The addresses that the claim has for itself, which it came with.
  var contacts: [Contact] = []

  /// What ``init(_:)`` reads.
  static let selection = """
    \(ClaimRecord.debtorSelection), debtor.id, debtor.state IS NOT NULL OR debtor.namesake IS NOT NULL,
      debtor.merged_into
    FROM debtor
    """

  init(id: Int64, debtor: Debtor, isSpokenOf: Bool) {
    (self.id, self.debtor, self.isSpokenOf, isKnown) = (id, debtor, isSpokenOf, false)
    mergedInto = nil
  }

  init(_ row: SQLRow) throws {
    let first = ClaimRecord.debtorColumns
    debtor = try ClaimRecord.debtor(row, first: 0)
    id = row.number(first)
    isSpokenOf = row.number(first + 1) == 1
    isKnown = true
    mergedInto = row.numberIfAny(first + 2)
  }
}

extension Debtor {
  /// The columns of the debtor's row in the order of ``columns``.
  var values: [SQLValue] {
    [
      .text(name), .text(email?.text ?? ""), SQLValue(language), SQLValue(timeZone), SQLValue(calendar),
      SQLValue(kind?.rawValue), SQLValue(country), .text(address.joined(separator: "\n")), .text(contacts.text),
      SQLValue(vatID), .text(name.folded),
    ]
  }

  /// What a person can change of a debtor.
  static let columns = [
    "name", "email", "language", "time_zone", "calendar", "kind", "country", "address", "contacts", "vat_id",
    "name_key",
  ]
}
