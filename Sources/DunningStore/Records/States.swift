import Dunning

extension RawRepresentable<String> {
  /// As it stands in the text of a statement: for what an index has to know, and for words that never change there.
  var sql: String { "'\(rawValue)'" }
}

extension Sequence where Element: RawRepresentable<String> {
  /// As a list in the text of a statement: `('open', 'paused')`.
  var sql: String { "(\(map(\.sql).joined(separator: ", ")))" }
}

extension Claim.State {
  /// Those of a claim that may still be dunned, now or later.
  static let unsettled = allCases.filter(\.isOpen)
  /// Those of a claim that is over.
  static let settled = allCases.filter { !$0.isOpen }
  /// Those of a claim for which a step can come next.
  static let planned: [Self] = [.open, .paused, .promised]
  /// Those of a claim that its creditor has given up.
  static let givenUp: [Self] = [.withdrawn, .writtenOff]
}

extension Notice.State {
  /// Those of a notice that has come to its end.
  static let finished = allCases.filter { !$0.isOpen }
  /// Those of a notice that waits for its turn, or for a person.
  static let waiting: [Self] = [.awaitingApproval, .held, .pending, .deferred]
}

extension Event.Kind {
  /// What ends a claim that the creditor gives up.
  static let givenUp: [Self] = [.claimWithdrawn, .claimWrittenOff]
}

extension Event.Kind {
  /// What moves money.
  static let ofPayments: [Self] = [.paymentRecorded, .paymentAssigned, .paymentReleased, .paymentUndone]
  /// What changes what is owed of a claim.
  static let booked: [Self] = [.claimRegistered, .chargesPaid, .chargesOwed] + ofPayments + givenUp
}

extension Payment.Kind {
  /// Those of money that goes back to the debtor.
  static let back = allCases.filter(\.reopens)
}
