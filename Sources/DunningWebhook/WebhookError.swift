/// Why a webhook could not be told.
package struct WebhookError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, for a person.
  package let message: String
  /// In how many seconds the receiver wants to be asked again; nil where it does not say.
  package let retryAfter: Int?
  /// Whether the receiver said that it wants nothing any more (410).
  package let isGone: Bool

  package init(_ message: String, retryAfter: Int? = nil, isGone: Bool = false) {
    (self.message, self.retryAfter, self.isGone) = (message, retryAfter, isGone)
  }

  package var description: String { message }
}
