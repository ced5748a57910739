/// `GET /v1/verify`: what a look through chains, contents and seals has found.
package struct VerificationResponse: Codable, Hashable, Sendable {
  /// Something that is not what it was when it was written down.
  package struct Finding: Codable, Hashable, Sendable {
    /// `c17`, `docket` or `seals`.
    package var chain: String
    /// The entry of the chain, or the number of the seal; null for a row beside the journal.
    @Nullable package var seq: Int64?
    package var what: String
    package var stored: String
    /// What it should be.
    package var computed: String

    package init(chain: String, seq: Int64?, what: String, stored: String, computed: String) {
      self.chain = chain
      self.seq = seq
      self.what = what
      self.stored = stored
      self.computed = computed
    }
  }

  /// A claim whose personal data were erased; its chain was checked all the same.
  package struct Erasure: Codable, Hashable, Sendable {
    package var claim: String
    package var at: String

    package init(claim: String, at: String) {
      self.claim = claim
      self.at = at
    }
  }

  package var claims: Int
  package var entries: Int
  package var messages: Int
  package var mails: Int
  package var attachments: Int
  package var seals: Int
  package var timestamps: Int
  /// Entries that no seal covers yet.
  package var unsealed: Int
  package var erased: Int
  /// At most 1,000 of them.
  package var erasures: [Erasure]
  /// The Ed25519 keys of the seals, hexadecimal.
  package var publicKeys: [String]
  /// At most 1,000 of them.
  package var findings: [Finding]
  /// All of them.
  package var findingCount: Int

  private enum CodingKeys: String, CodingKey {
    case claims
    case entries
    case messages
    case mails
    case attachments
    case seals
    case timestamps
    case unsealed
    case erased
    case erasures
    case publicKeys = "public_keys"
    case findings
    case findingCount = "finding_count"
  }

  package init(
    claims: Int, entries: Int, messages: Int, mails: Int, attachments: Int, seals: Int, timestamps: Int, unsealed: Int,
    erased: Int, erasures: [Erasure], publicKeys: [String], findings: [Finding], findingCount: Int
  ) {
    self.claims = claims
    self.entries = entries
    self.messages = messages
    self.mails = mails
    self.attachments = attachments
    self.seals = seals
    self.timestamps = timestamps
    self.unsealed = unsealed
    self.erased = erased
    self.erasures = erasures
    self.publicKeys = publicKeys
    self.findings = findings
    self.findingCount = findingCount
  }
}

/// A file that belongs to a claim.
package struct AttachmentResponse: Codable, Hashable, Sendable {
  package var claim: String
  package var name: String
  package var mediaType: String
  /// Bytes.
  package var size: Int64
  /// 64 hexadecimal digits; the content is found by it.
  package var sha256: String
  @Nullable package var note: String?
  package var addedAt: String

  private enum CodingKeys: String, CodingKey {
    case claim
    case name
    case mediaType = "media_type"
    case size
    case sha256
    case note
    case addedAt = "added_at"
  }

  package init(
    claim: String, name: String, mediaType: String, size: Int64, sha256: String, note: String?, addedAt: String
  ) {
    self.claim = claim
    self.name = name
    self.mediaType = mediaType
    self.size = size
    self.sha256 = sha256
    self.note = note
    self.addedAt = addedAt
  }
}

/// `GET /v1/claims/{claim}/attachments`, oldest first.
package struct AttachmentList: Codable, Hashable, Sendable {
  package var attachments: [AttachmentResponse]

  package init(attachments: [AttachmentResponse]) { self.attachments = attachments }
}

/// What a legal hold or an erasure takes.
package struct ReasonRequest: Codable, Hashable, Sendable {
  package var reason: String

  package init(reason: String) { self.reason = reason }
}

/// The claims that a legal hold or an erasure is about.
package struct ClaimsNamed: Codable, Hashable, Sendable {
  /// `c17`, in ascending order.
  package var claims: [String]
  /// True of an erasure that nothing is done of yet, since a second person has to ask for it; else left out.
  package var waitsForSecond: Bool?
  /// Copies in the print spool or the outbox that an erasure could not remove, and why, a sentence each; left out where
  /// there are none.
  package var copiesLeft: [String]?

  package init(claims: [String], waitsForSecond: Bool? = nil, copiesLeft: [String]? = nil) {
    (self.claims, self.waitsForSecond, self.copiesLeft) = (claims, waitsForSecond, copiesLeft)
  }

  private enum CodingKeys: String, CodingKey {
    case claims
    case waitsForSecond = "waits_for_second"
    case copiesLeft = "copies_left"
  }
}
