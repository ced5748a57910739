package import Dunning

/// All that the docket holds about one claim.
package struct ClaimFile: Sendable {
  package let record: ClaimRecord
  package let payments: [Payment]
  package let notices: [Notice]
  package let events: [RecordedEvent]
}

/// Money that came in for a claim.
package struct Payment: Hashable, Sendable {
  /// The bank's or wallet's own number of the payment.
  package let externalID: String?
  package let amount: Money
  /// The day the money arrived.
  package let date: CivilDate
  package let recordedAt: Instant

  package init(externalID: String?, amount: Money, date: CivilDate, recordedAt: Instant) {
    self.externalID = externalID
    self.amount = amount
    self.date = date
    self.recordedAt = recordedAt
  }
}
