package import Dunning
import DunningSQL

/// A mail with word of what happens, on its way to a creditor.
package struct WordMailing: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case morning
    case atOnce = "at-once"
  }

  let id: Int64
  package let creditor: String
  package let kind: Kind
  /// Of a morning mail, by the creditor's clock: there is one a day.
  package let day: CivilDate

  /// What it stands under among the notices.
  var step: Step { kind == .morning ? .morning : .atOnce }
}

extension WordMailing {
  /// What ``init(_:)`` reads.
  static let selection = "SELECT id, creditor, kind, day FROM word_mailing"

  init(_ row: SQLRow) throws {
    guard let kind = Kind(rawValue: row.text(2)) else { throw ClaimRecord.damaged("kind of a mail to a creditor") }
    self.init(id: row.number(0), creditor: row.text(1), kind: kind, day: try CivilDate(parsing: row.text(3)))
  }
}
