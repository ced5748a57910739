/// What is wrong with a template, or why a letter is not sent out as it came out of one.
package struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The closed list of reasons.
  package enum Code: String, Sendable, CaseIterable {
    /// A tag that is not closed, is misspelt or is of a kind that letters do not allow.
    case malformedTag = "malformed-tag"
    /// A section that is not closed, or a closing tag without a section.
    case unbalancedSection = "unbalanced-section"
    case unknownVariable = "unknown-variable"
    /// A value that may be absent, used outside its own section: the letter would have a hole.
    case unguardedVariable = "unguarded-variable"
    /// A condition or a list written as if it were a text.
    case wrongUse = "wrong-use"
    /// A subject that would tell what is owed.
    case notInSubject = "not-in-subject"
    case unknownPartial = "unknown-partial"
    case partialCycle = "partial-cycle"
    case missingFile = "missing-file"
    /// A file name with a kind other than subject, text, html or letter, or a file whose content is of another kind.
    case wrongContentType = "wrong-content-type"
    case unreadableFile = "unreadable-file"
    case unknownLanguage = "unknown-language"
    /// Facts that no letter can be written about: no items, several currencies, a link that is none.
    case invalidFacts = "invalid-facts"
    case payByPast = "pay-by-past"
    /// A letter that lacks the total, a reference or the pay-by date.
    case incompleteLetter = "incomplete-letter"
    /// A letter that cannot be put on paper: no font has a character, or a text does not fit its place.
    case unsettable = "unsettable-letter"
    /// Words, a sum or a date that must never stand in a letter (``GuardRule``).
    case forbidden
  }

  package let code: Code
  /// What is wrong, with the offending part quoted.
  package let message: String
  /// What to do next.
  package let hint: String?
  package let place: TemplatePlace?

  package init(_ code: Code, _ message: String, hint: String? = nil, place: TemplatePlace? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.place = place
  }

  /// `FILE:LINE:COLUMN: error: MESSAGE (HINT)`.
  package var description: String {
    "\(place.map { "\($0): " } ?? "")error: \(message)\(hint.map { " (\($0))" } ?? "")"
  }
}

/// Every mistake in a set of templates, in the order of files and lines.
package struct TemplateErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one.
  package let all: [TemplateError]

  package init(all: [TemplateError]) { self.all = all }

  package var description: String { all.map(\.description).joined(separator: "\n") }
}

/// Where in a template a mistake is.
package struct TemplatePlace: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let file: String
  /// Counted from 1; nil when the mistake is the whole file's.
  package let line: Int?
  /// In characters, counted from 1.
  package let column: Int?

  package init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }

  package static func < (left: TemplatePlace, right: TemplatePlace) -> Bool {
    (left.file, left.line ?? 0, left.column ?? 0) < (right.file, right.line ?? 0, right.column ?? 0)
  }
}
