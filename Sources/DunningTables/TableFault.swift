/// What is wrong with one row, or with one field of it.
package struct TableFault: Error, Hashable, Sendable {
  package let message: String
  /// What to do about it.
  package let hint: String?
  /// The column, or the field of ours that a map makes of it; nil when it is about the row.
  package var field: String?

  package init(_ message: String, hint: String? = nil, field: String? = nil) {
    self.message = message
    self.hint = hint
    self.field = field
  }
}
