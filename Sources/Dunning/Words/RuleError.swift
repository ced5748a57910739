/// Why a value from outside was refused: what is wrong with it and, where there is one, what to write instead.
package struct RuleError: Error, Hashable, Sendable {
  /// The closed list of reasons; the raw value is the stable code of the wire.
  package enum Code: String, Sendable, CaseIterable {
    case invalidAmount = "invalid-amount"
    case invalidDate = "invalid-date"
    case invalidInstant = "invalid-instant"
    case invalidOffset = "invalid-offset"
    case invalidTime = "invalid-time"
    case invalidAddress = "invalid-address"
    case invalidText = "invalid-text"
    case invalidZone = "invalid-zone"
    case invalidPromise = "invalid-promise"
    case invalidCalendar = "invalid-calendar"
    /// The policy's rule of late payment is not for debtors of this kind.
    case unsuitableRule = "unsuitable-rule"
  }

  package let code: Code
  /// What is wrong, with the offending value quoted.
  package let message: String
  /// What to do next.
  package let hint: String?

  package init(_ code: Code, _ message: String, hint: String?) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

/// The value in quotation marks, shortened, for a message to a person; what would break out of the line or reorder it is
/// made visible.
package func quoted(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(60).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
    default: String(scalar)
    }
  }
  return "\"\(shown.joined())\(text.unicodeScalars.count > 60 ? "…" : "")\""
}
