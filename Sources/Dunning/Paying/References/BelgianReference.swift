/// The structured communication of Belgium: `+++090/9337/55493+++`.
///
/// - Source: Febelfin, "Gestructureerde mededeling": ten digits and their remainder by 97, where 97 stands for 0.
package struct BelgianReference: Hashable, Sendable {
  /// Twelve digits.
  package let text: String

  /// Reads it with or without its signs.
  ///
  /// - Throws: ``RuleError`` `.invalidText` when it has not twelve digits or the last two do not fit.
  package init(parsing text: String) throws(RuleError) {
    let digits = text.filter { !"+*/ ".contains($0) }
    guard digits.utf8.count == 12, let check = Dunning.digits(Array(digits.utf8.suffix(2))),
      Self.check(of: digits.utf8.prefix(10)) == check
    else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is not a structured communication: its check digits do not fit",
        hint: "copy it anew")
    }
    self.text = digits
  }

  /// The reference of these digits, filled up with noughts at the left, with its check digits.
  ///
  /// - Parameter body: 1 to 10 digits.
  /// - Throws: ``RuleError`` `.invalidText` for others.
  package init(of body: String) throws(RuleError) {
    let whole = String(repeating: "0", count: max(0, 10 - body.utf8.count)) + body
    guard !body.isEmpty, whole.utf8.count == 10, let check = Self.check(of: whole.utf8[...]) else {
      throw RuleError(
        .invalidText, "\(quoted(body)) cannot become a structured communication", hint: "use at most 10 digits")
    }
    text = whole + padded(check, 2)
  }

  /// As it is printed: `+++090/9337/55493+++`.
  package var printed: String { "+++\(text.prefix(3))/\(text.dropFirst(3).prefix(4))/\(text.suffix(5))+++" }

  private static func check(of digits: Substring.UTF8View) -> Int? {
    guard let remainder = MOD97.remainder(of: digits), digits.allSatisfy(isDigit) else { return nil }
    return remainder == 0 ? 97 : remainder
  }
}
