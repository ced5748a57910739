package import Dunning

/// The PDF of a notice as the docket keeps it.
package struct KeptLetter: Hashable, Sendable {
  package let bytes: [UInt8]
  /// SHA-256 of the bytes.
  package let sha256: [UInt8]

  package init(bytes: [UInt8], sha256: [UInt8]) {
    self.bytes = bytes
    self.sha256 = sha256
  }
}

/// What a notice consists of: the bytes that leave. One of the two at least.
package struct Parcel: Hashable, Sendable {
  /// The RFC 5322 bytes; nil of a notice that goes by post alone.
  package let message: [UInt8]?
  /// The PDF; nil of a notice without a letter.
  package let letter: [UInt8]?
  /// How many invoices should have gone with the message and are not in it.
  package let leftOut: Int

  package init(message: [UInt8]?, letter: [UInt8]?, leftOut: Int = 0) {
    self.message = message
    self.letter = letter
    self.leftOut = leftOut
  }
}

/// What is known of a notice's bytes without reading them.
package struct ParcelFacts: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    package let sha256: [UInt8]
    /// Bytes.
    package let size: Int
  }

  package let message: Part?
  package let letter: Part?
}

/// What somebody said of a letter's way by post.
package struct Posting: Hashable, Sendable {
  package let postedOn: CivilDate
  /// Who carries it, e.g. `Deutsche Post`.
  package let carrier: String?
  /// The carrier's number for it.
  package let tracking: String?
  package let deliveredOn: CivilDate?
}

/// What somebody says of a letter's way by post; what is nil stays as it was.
package struct PostingDraft: Hashable, Sendable {
  package let postedOn: CivilDate?
  package let carrier: String?
  package let tracking: String?
  package let deliveredOn: CivilDate?

  package init(postedOn: CivilDate?, carrier: String? = nil, tracking: String? = nil, deliveredOn: CivilDate? = nil) {
    self.postedOn = postedOn
    self.carrier = carrier
    self.tracking = tracking
    self.deliveredOn = deliveredOn
  }
}

/// A notice with all that the docket knows of its way.
package struct NoticeFile: Sendable {
  package let notice: Notice
  package let attempts: [Attempt]
  /// The ways of a notice that also goes by post; none of one that is only mailed.
  package let deliveries: [NoticeDelivery]
  package let parcel: ParcelFacts
  package let posting: Posting?
  /// Those whom it goes to, where it goes to several.
  package let recipients: [NoticeRecipient]
  /// How many of the invoices of its claims do not go with it.
  package let leftOut: Int
}
