/// The customer identification of Norway (KID): 2 to 25 digits, the last of which checks the others.
///
/// - Source: Bits, "KID – kundeidentifikasjon": modulus 10 (Luhn), or modulus 11 with weights 2 to 7, where the check
///   digit 10 is written `-`.
package struct KIDReference: Hashable, Sendable {
  /// Digits; the last may be `-`.
  package let text: String

  /// - Throws: ``RuleError`` `.invalidText` when it is of another length or its check digit fits neither way.
  package init(parsing text: String) throws(RuleError) {
    let compact = text.filter { $0 != " " }
    let body = compact.utf8.dropLast()
    guard (2...25).contains(compact.utf8.count), body.allSatisfy(isDigit),
      compact.last == Self.modulus10(body) || compact.last == Self.modulus11(body)
    else {
      throw RuleError(.invalidText, "\(quoted(text)) is not a KID: its check digit does not fit", hint: "copy it anew")
    }
    self.text = compact
  }

  /// The reference of these digits, with a check digit by modulus 10.
  ///
  /// - Parameter body: 1 to 24 digits.
  /// - Throws: ``RuleError`` `.invalidText` for others.
  package init(of body: String) throws(RuleError) {
    guard (1...24).contains(body.utf8.count), body.utf8.allSatisfy(isDigit) else {
      throw RuleError(.invalidText, "\(quoted(body)) cannot become a KID", hint: "use at most 24 digits")
    }
    text = body + String(Self.modulus10(body.utf8[...]))
  }

  private static func modulus10(_ digits: Substring.UTF8View) -> Character {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let value = Int(digit.element) - 48
      let doubled = digit.offset.isMultiple(of: 2) ? value * 2 : value
      return sum + doubled / 10 + doubled % 10
    }
    return Character(String((10 - sum % 10) % 10))
  }

  private static func modulus11(_ digits: Substring.UTF8View) -> Character {
    let sum = digits.reversed().enumerated().reduce(0) { $0 + (Int($1.element) - 48) * (2 + $1.offset % 6) }
    let check = (11 - sum % 11) % 11
    return check == 10 ? "-" : Character(String(check))
  }
}
