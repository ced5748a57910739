/// The reference number of Finland (viite): 4 to 20 digits, the last of which checks the others.
///
/// - Source: Finance Finland, "Reference number and check digit": weights 7, 3 and 1 from the right.
package struct FinnishReference: Hashable, Sendable {
  /// Digits, without noughts before them.
  package let text: String

  /// - Throws: ``RuleError`` `.invalidText` when it is of another length or the last digit does not fit.
  package init(parsing text: String) throws(RuleError) {
    let digits = String(text.filter { $0 != " " }.drop { $0 == "0" })
    guard (4...20).contains(digits.utf8.count), digits.utf8.allSatisfy(isDigit),
      Self.check(of: digits.utf8.dropLast()) == digits.last?.wholeNumberValue
    else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is not a Finnish reference: its check digit does not fit", hint: "copy it anew")
    }
    self.text = digits
  }

  /// The reference of these digits, with its check digit.
  ///
  /// - Parameter body: 3 to 19 digits, of which the first is no nought.
  /// - Throws: ``RuleError`` `.invalidText` for others.
  package init(of body: String) throws(RuleError) {
    guard (3...19).contains(body.utf8.count), body.utf8.allSatisfy(isDigit), body.first != "0" else {
      throw RuleError(
        .invalidText, "\(quoted(body)) cannot become a Finnish reference",
        hint: "use 3 to 19 digits that do not begin with 0")
    }
    text = body + String(Self.check(of: body.utf8[...]))
  }

  private static func check(of digits: Substring.UTF8View) -> Int {
    let sum = digits.reversed().enumerated().reduce(0) { $0 + (Int($1.element) - 48) * [7, 3, 1][$1.offset % 3] }
    return (10 - sum % 10) % 10
  }
}
