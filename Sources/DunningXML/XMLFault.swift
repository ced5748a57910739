/// Why an XML document cannot be read.
package struct XMLFault: Error, Hashable, Sendable {
  package let reason: Reason
  /// In a few words, without a full stop.
  package let message: String
  /// Where, counted from 1; nil when it is not known.
  package let line: Int?

  /// What kind of fault it is, for whoever has better words for it.
  package enum Reason: Hashable, Sendable {
    /// It is no well-formed XML, or cut off.
    case broken
    /// It declares a document type, or uses an entity of its own.
    case declaration
    /// Its elements lie too deep inside each other.
    case depth
    /// Its bytes cannot be had to the end.
    case unreadable
    /// Something else, that only the message tells.
    case other
  }

  package init(_ message: String, reason: Reason = .other, line: Int? = nil) {
    self.reason = reason
    self.message = message
    self.line = line
  }
}
