/// Why there is no time stamp.
package struct TimestampError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, with the words of the authority where there are some.
  package let message: String

  package init(_ message: String) { self.message = message }

  package var description: String { message }
}
