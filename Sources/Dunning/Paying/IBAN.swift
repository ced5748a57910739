/// An international bank account number.
///
/// - Source: ISO 13616-1; check digits by ISO 7064 MOD 97-10.
package struct IBAN: Hashable, Sendable {
  /// Without spaces, in capitals.
  package let text: String

  /// - Throws: ``RuleError`` `.invalidText` when it is too long, too short or its check digits do not fit: a mistyped
  ///   account number would send the debtor's money astray.
  package init(parsing text: String) throws(RuleError) {
    let compact = text.filter { $0 != " " }.uppercased()
    guard Self.isOne(compact) else {
      throw RuleError(.invalidText, "\(quoted(text)) is not an IBAN: its check digits do not fit", hint: "copy it anew")
    }
    self.text = compact
  }

  /// Whether a text without spaces, in capitals, is one.
  static func isOne(_ compact: String) -> Bool {
    let bytes = Array(compact.utf8)
    let isCapital = { (byte: UInt8) in (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    return (15...34).contains(bytes.count) && bytes.prefix(2).allSatisfy(isCapital)
      && MOD97.remainder(of: bytes.dropFirst(4) + bytes.prefix(4)) == 1
  }

  /// ISO 3166-1 alpha-2.
  package var country: String { String(text.prefix(2)) }

  /// True for a Swiss or Liechtenstein account that takes QR references and nothing else.
  ///
  /// - Source: Swiss Implementation Guidelines for the QR-bill 2.3: institution numbers 30000 to 31999.
  package var isQRIBAN: Bool {
    guard country == "CH" || country == "LI", let institution = Int(text.dropFirst(4).prefix(5)) else { return false }
    return (30_000...31_999).contains(institution)
  }

  /// The account as people in the United Kingdom write it, `12-34-56` and eight digits; nil for an account elsewhere.
  ///
  /// - Source: SWIFT IBAN registry, GB: bank code 4!a, sort code 6!n, account number 8!n.
  package var british: (sortCode: String, accountNumber: String)? {
    guard country == "GB", text.utf8.count == 22 else { return nil }
    let sort = Array(text.dropFirst(8).prefix(6))
    return ("\(String(sort[0..<2]))-\(String(sort[2..<4]))-\(String(sort[4..<6]))", String(text.suffix(8)))
  }

  /// As it is printed: groups of four.
  package var inFours: String {
    text.enumerated().reduce(into: "") { result, part in
      if part.offset > 0, part.offset.isMultiple(of: 4) { result += " " }
      result.append(part.element)
    }
  }
}

/// ISO 7064 MOD 97-10 over digits and capital letters, A as 10 to Z as 35.
enum MOD97 {
  /// Nil when there is any other character.
  static func remainder(of bytes: some Sequence<UInt8>) -> Int? {
    var remainder = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): remainder = (remainder * 10 + Int(byte) - 48) % 97
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): remainder = (remainder * 100 + Int(byte) - 55) % 97
      default: return nil
      }
    }
    return remainder
  }
}
