/// Why nothing of a file can be used.
package struct TableTrouble: Error, Hashable, Sendable {
  /// In a sentence without a full stop, to be read after the file's name and a colon.
  package let message: String
  /// What to do about it.
  package let hint: String?
  /// Where, counted from 1; nil when it is about the file as a whole.
  package let line: Int?

  package init(_ message: String, hint: String? = nil, line: Int? = nil) {
    self.message = message
    self.hint = hint
    self.line = line
  }
}
