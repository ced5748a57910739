package import Dunning
import DunningSQL

/// The register of a month on its way to its creditor.
package struct RegisterMailing: Hashable, Sendable {
  package let creditor: String
  package let month: RegisterMonth
  /// When it leaves; nil once it was taken.
  package let at: Instant?

  package init(creditor: String, month: RegisterMonth, at: Instant?) {
    self.creditor = creditor
    self.month = month
    self.at = at
  }
}

extension RegisterMailing {
  /// What ``init(_:)`` reads.
  static let selection = "SELECT creditor, month, at FROM register_mailing"

  init(_ row: SQLRow) throws {
    guard let month = RegisterMonth(parsing: row.text(1)) else { throw ClaimRecord.damaged("month of a register") }
    self.init(creditor: row.text(0), month: month, at: row.numberIfAny(2).map(Instant.init(milliseconds:)))
  }
}
