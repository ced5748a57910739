/// A reference that a bank checks: `RF18 5390 0754 7034`.
///
/// - Source: ISO 11649.
package struct CreditorReference: Hashable, Sendable {
  /// Without spaces, in capitals.
  package let text: String

  /// - Throws: ``RuleError`` `.invalidText` when it is none or its check digits do not fit.
  package init(parsing text: String) throws(RuleError) {
    let compact = text.filter { $0 != " " }.uppercased()
    let bytes = Array(compact.utf8)
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    guard compact.hasPrefix("RF"), (5...25).contains(bytes.count), bytes[2...3].allSatisfy(isDigit),
      MOD97.remainder(of: bytes.dropFirst(4) + bytes.prefix(4)) == 1
    else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is not a creditor reference: its check digits do not fit", hint: "copy it anew")
    }
    self.text = compact
  }

  /// The reference of these characters, with its check digits.
  ///
  /// - Parameter body: 1 to 21 digits and letters.
  /// - Throws: ``RuleError`` `.invalidText` for others.
  package init(of body: String) throws(RuleError) {
    let capitals = body.uppercased()
    guard (1...21).contains(capitals.utf8.count), let remainder = MOD97.remainder(of: (capitals + "RF00").utf8)
    else {
      throw RuleError(
        .invalidText, "\(quoted(body)) cannot become a creditor reference", hint: "use at most 21 digits and letters")
    }
    let check = 98 - remainder
    text = "RF\(check < 10 ? "0" : "")\(check)\(capitals)"
  }
}
