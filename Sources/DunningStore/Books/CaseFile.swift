package import Dunning

/// All that the docket can prove about one claim, as it stood at one moment; the bytes of messages are asked for one by
/// one.
package struct CaseFile: Sendable {
  package internal(set) var claim: ClaimFile
  /// What was booked of it, in order.
  package let register: [RegisterEntry]
  /// The notices about it that were written, oldest first.
  package let notices: [NoticeRecord]
  /// What banks said of money for it, oldest first; nothing of other people's.
  package let entries: [EntryEvidence]
  /// What came back about them, oldest first.
  package let incoming: [IncomingRecord]
  /// What was attached to it, oldest first.
  package private(set) var attachments: [AttachmentRecord]
  /// The last event of the claim's journal.
  package var lastEvent: RecordedEvent? { claim.events.last }

  /// A notice with all tries to hand it over.
  package struct NoticeRecord: Sendable {
    package let notice: Notice
    package let attempts: [Attempt]
    /// When its bytes were kept, with their SHA-256; nil when they never were.
    package let message: Stored?
    /// The same of its PDF; nil of a notice without a letter, and of one that was erased.
    package let letter: Stored?
    /// The ways of a notice that also goes by post; none of one that is only mailed.
    package let deliveries: [NoticeDelivery]
    /// What somebody said of the letter's way by post.
    package let posting: Posting?
  }

  /// A file that was attached.
  package struct AttachmentRecord: Sendable, Hashable {
    package let attachment: Attachment
    /// Whose way it proves, such as a proof of posting; nil when it belongs to the claim as a whole.
    package let notice: NoticeID?
    /// Who attached it.
    package let actor: String
    /// Where its content lies; nil when it is not there, or was changed.
    package fileprivate(set) var file: String?
  }

  /// An entry of a statement by which money was set against the claim, and where it stood.
  package struct EntryEvidence: Sendable, Hashable {
    package let id: EntryID
    /// As the bank says it; without its words once it was erased.
    package let entry: MatchEntry
    package let account: String
    package let file: String
    /// Of the file's bytes.
    package let sha256: [UInt8]
    package let line: Int
    /// Which of the entry's parts it is, from 1; nil of one that is whole.
    package let part: Int?
    package let takenAt: Instant
    /// What of it was set against the claim, or taken back.
    package let amounts: [Allocated]

    package struct Allocated: Sendable, Hashable {
      package let payment: PaymentID
      package let kind: Payment.Kind
      package let amount: Money
    }
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

  /// With the places of the attachments' contents.
  ///
  /// - Parameter file: the place of the content with a hash; nil when it is not there.
  func locating(_ file: (_ hash: String) -> String?) -> CaseFile {
    var located = self
    for index in attachments.indices { located.attachments[index].file = file(attachments[index].attachment.sha256) }
    return located
  }
}
