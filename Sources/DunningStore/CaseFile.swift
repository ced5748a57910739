package import Dunning

/// All that the docket can prove about one claim, as it stood at one moment; the bytes of messages are asked for one by
/// one.
package struct CaseFile: Sendable {
  package let claim: ClaimFile
  /// What was booked of it, in order.
  package let register: [RegisterEntry]
  /// The notices about it that were written, oldest first.
  package let notices: [NoticeRecord]
  /// What came back about them, oldest first.
  package let incoming: [IncomingRecord]
  /// The last event of the claim's journal.
  package var lastEvent: RecordedEvent? { claim.events.last }

  /// A notice with all tries to hand it over.
  package struct NoticeRecord: Sendable {
    package let notice: Notice
    package let attempts: [Attempt]
    /// When its bytes were kept, with their SHA-256; nil when they never were.
    package let message: Stored?
  }

  /// Bytes that are kept.
  package struct Stored: Sendable, Hashable {
    package let at: Instant
    package let bytes: Int
    package let sha256: [UInt8]
  }

  /// A message that came in about a notice.
  package struct IncomingRecord: Sendable, Hashable {
    package let id: IncomingMailID
    package let kind: IncomingMail.Kind
    package let notice: NoticeID
    package let receivedAt: Instant
    package let sender: String?
    package let subject: String
    package let sha256: [UInt8]
    /// False when it was too large: then only its hash is known.
    package let isKept: Bool
  }
}
