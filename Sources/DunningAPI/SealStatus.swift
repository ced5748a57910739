/// What bears witness to the journal, in `GET /v1/status`.
package struct SealStatus: Codable, Hashable, Sendable {
  /// How many seals there are; one a day on which something was journalled.
  package var count: Int64
  /// When the last was made; nil while there is none.
  @Nullable package var lastAt: String?
  /// The Ed25519 key that it is signed with, 64 hexadecimal digits: to be written down somewhere else.
  @Nullable package var publicKey: String?
  /// The first 32 digits of SHA-256 over the key in DER (RFC 8410).
  @Nullable package var fingerprint: String?
  /// Nil where no time-stamping authority is configured.
  @Nullable package var timestamps: Timestamps?

  /// How the stamps of the seals stand (RFC 3161).
  package struct Timestamps: Codable, Hashable, Sendable {
    package var url: String
    /// Seals that wait for a stamp.
    package var waiting: Int
    /// When the oldest of them was made; nil when none waits.
    @Nullable package var oldestWaiting: String?
    /// Whether it has waited for more than two days.
    package var isLate: Bool

    private enum CodingKeys: String, CodingKey {
      case url
      case waiting
      case oldestWaiting = "oldest_waiting"
      case isLate = "late"
    }

    package init(url: String, waiting: Int, oldestWaiting: String?, isLate: Bool) {
      self.url = url
      self.waiting = waiting
      self.oldestWaiting = oldestWaiting
      self.isLate = isLate
    }
  }

  private enum CodingKeys: String, CodingKey {
    case count
    case lastAt = "last_at"
    case publicKey = "public_key"
    case fingerprint
    case timestamps
  }

  package init(
    count: Int64 = 0, lastAt: String? = nil, publicKey: String? = nil, fingerprint: String? = nil,
    timestamps: Timestamps? = nil
  ) {
    self.count = count
    self.lastAt = lastAt
    self.publicKey = publicKey
    self.fingerprint = fingerprint
    self.timestamps = timestamps
  }
}
