package import Dunning

/// A request that names a key, and so is carried out once: for a day the same key of the same caller is the same request.
package struct KeyedRequest: Sendable, Hashable {
  /// Who asks, by the number of their account: keys of two callers have nothing to do with each other.
  package let caller: UInt32
  /// As the caller chose it.
  package let key: String
  /// Tells it from another request: a hash over all that is asked for.
  package let fingerprint: [UInt8]

  package init(caller: UInt32, key: String, fingerprint: [UInt8]) {
    (self.caller, self.key, self.fingerprint) = (caller, key, fingerprint)
  }

  /// The one that this task carries out. What the docket writes meanwhile notes it in the same transaction, whichever
  /// method it is: so none can be forgotten, and a request that was cut off is not carried out again.
  @TaskLocal package static var current: KeyedRequest?

  /// How it was answered.
  package struct Answer: Sendable, Hashable {
    /// The HTTP status.
    package let status: Int
    package let etag: String?
    package let body: [UInt8]

    package init(status: Int, etag: String?, body: [UInt8]) {
      (self.status, self.etag, self.body) = (status, etag, body)
    }
  }

  /// What is known of a key.
  package enum Known: Sendable, Hashable {
    /// It stands for another request.
    case ofAnother
    case answered(Answer)
    /// It was carried out at this moment; its answer is not known: the daemon ended before it, it was too long to be kept,
    /// or it spoke of somebody who was erased since.
    case carriedOut(Instant)
  }
}
