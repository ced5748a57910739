/// Why a file cannot be read; nothing of such a file counts.
package struct StatementFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in words for a person, with what to do next.
  package let message: String
  /// Where, from 1; nil when it is the file as a whole.
  package let line: Int?

  package init(_ message: String, line: Int? = nil) {
    self.message = message
    self.line = line
  }

  package var description: String { line.map { "line \($0): \(message)" } ?? message }
}
