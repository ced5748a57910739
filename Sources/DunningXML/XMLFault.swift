/// Why an XML document cannot be read.
package struct XMLFault: Error, Hashable, Sendable {
  /// In a few words, without a full stop.
  package let message: String
  /// Where, counted from 1; nil when it is not known.
  package let line: Int?

  package init(_ message: String, line: Int? = nil) {
    self.message = message
    self.line = line
  }
}
