package import Dunning

/// All that the docket holds about one claim.
package struct ClaimFile: Sendable {
  package let record: ClaimRecord
  package let payments: [Payment]
  package let notices: [Notice]
  package let events: [RecordedEvent]
  /// The debtor's promises, oldest first.
  package let promises: [RecordedPromise]
  package let followUps: [FollowUp]
  /// The steps that went out, oldest first.
  package let history: [Completion]
}
