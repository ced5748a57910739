/// Why a document cannot be set.
package struct PaperError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The closed list of reasons.
  package enum Code: String, Sendable, CaseIterable {
    /// A character that no font of the machine has: it would be an empty box.
    case missingGlyph = "missing-glyph"
    /// Text that is too long for its fixed place, or a block that is higher than a page.
    case tooLarge = "too-large"
    case invalidImage = "invalid-image"
    /// A code that no symbol of the allowed size holds.
    case invalidCode = "invalid-code"
    /// A document that contradicts itself, such as a table without columns.
    case invalidDocument = "invalid-document"
    /// The receiver of the bytes did not take them, or memory ran out.
    case writeFailed = "write-failed"
  }

  package let code: Code
  /// What is wrong, with the offending part quoted.
  package let message: String
  /// What to do next.
  package let hint: String?
  /// The character that no font has, with `.missingGlyph`.
  package var missing: Unicode.Scalar?

  package init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  package var description: String { "error: \(message)\(hint.map { " (\($0))" } ?? "")" }
}
