/// The 27-digit reference of a Swiss QR-IBAN.
///
/// - Source: Swiss Implementation Guidelines for the QR-bill 2.3, annex B: modulo 10, recursive.
package struct QRReference: Hashable, Sendable {
  /// 27 digits.
  package let text: String

  /// - Throws: ``RuleError`` `.invalidText` when it has not 27 digits or the last of them does not fit.
  package init(parsing text: String) throws(RuleError) {
    let digits = text.filter { $0 != " " }
    guard digits.utf8.count == 27, Self.checkDigit(of: digits.dropLast()) == digits.last?.wholeNumberValue else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is not a QR reference: its check digit does not fit", hint: "copy it anew")
    }
    self.text = digits
  }

  /// The reference of these digits, filled up with noughts at the left, with its check digit.
  ///
  /// - Throws: ``RuleError`` `.invalidText` for more than 26 characters or for others than digits.
  package init(of body: String) throws(RuleError) {
    let padded = String(repeating: "0", count: max(0, 26 - body.utf8.count)) + body
    guard padded.utf8.count == 26, !body.isEmpty, let check = Self.checkDigit(of: padded[...]) else {
      throw RuleError(.invalidText, "\(quoted(body)) cannot become a QR reference", hint: "use at most 26 digits")
    }
    text = padded + String(check)
  }

  private static func checkDigit(of digits: Substring) -> Int? {
    let table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
    var carry = 0
    for byte in digits.utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      carry = table[(carry + Int(byte) - 48) % 10]
    }
    return (10 - carry) % 10
  }
}
