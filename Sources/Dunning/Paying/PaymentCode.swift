/// What a code for paying holds, byte by byte.
///
/// - Sources: EPC069-12 version 2.1 (SEPA credit transfer); Swiss Implementation Guidelines for the QR-bill 2.3;
///   NPCI UPI linking specification 1.6.
package struct PaymentCode: Hashable, Sendable {
  package enum Standard: Hashable, Sendable {
    /// Of the European Payments Council, in euro; also known as GiroCode.
    case epc
    /// The Swiss QR-bill, in francs or euro, to an account in Switzerland or Liechtenstein.
    case swiss
    /// Unified Payments Interface of India, in rupees.
    case upi
  }

  /// What a payment is to say about itself.
  package enum Remittance: Hashable, Sendable {
    case none
    case creditorReference(CreditorReference)
    /// With a QR-IBAN only.
    case qrReference(QRReference)
    /// Free text.
    case text(String)
  }

  package let standard: Standard
  /// In UTF-8.
  package let payload: String

  private init(_ standard: Standard, _ lines: [String], separator: String = "\n") throws(RuleError) {
    for line in lines where line.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
    {
      throw RuleError(.invalidText, "\(quoted(line)) holds a control character", hint: "a payment code has none")
    }
    self.standard = standard
    payload = lines.joined(separator: separator)
  }

  /// A SEPA credit transfer.
  ///
  /// - Throws: ``RuleError`` `.invalidAmount` for a sum that is not euro or not 0.01 to 999,999,999.99, `.invalidText` for
  ///   a name over 70 characters, a text over 140, or more than 331 bytes in all.
  package static func epc(
    name: String, iban: IBAN, bic: String? = nil, amount: Money, remittance: Remittance = .none
  ) throws(RuleError) -> PaymentCode {
    guard amount.currency.code == "EUR", (1...99_999_999_999).contains(amount.minorUnits) else {
      throw RuleError(.invalidAmount, "an EPC code cannot ask for \(amount.currency.code) \(amount.decimal)", hint: nil)
    }
    try require(name, charactersMax: 70, "the account holder's name")
    var lines = ["BCD", "002", "1", "SCT", bic ?? "", name, iban.text, "EUR\(amount.decimal)"]
    switch remittance {
    case .none: break
    case .creditorReference(let reference): lines += ["", reference.text]
    case .text(let text):
      try require(text, charactersMax: 140, "the payment's text")
      lines += ["", "", text]
    case .qrReference:
      throw RuleError(
        .invalidText, "an EPC code takes no Swiss QR reference", hint: "use a creditor reference or a text")
    }
    let code = try PaymentCode(.epc, lines)
    guard code.payload.utf8.count <= 331 else {
      throw RuleError(.invalidText, "an EPC code holds at most 331 bytes", hint: "shorten the name or the text")
    }
    return code
  }

  /// A Swiss QR-bill whose payer is filled in by hand.
  ///
  /// - Throws: ``RuleError`` `.invalidAmount` for a sum that is not 0.01 to 999,999,999.99 francs or euro, `.invalidText`
  ///   when account, reference, name or message do not fit together or are too long.
  package static func swiss(
    creditor: SwissAddress, iban: IBAN, amount: Money, remittance: Remittance, message: String = ""
  ) throws(RuleError) -> PaymentCode {
    guard ["CHF", "EUR"].contains(amount.currency.code), (1...99_999_999_999).contains(amount.minorUnits) else {
      throw RuleError(.invalidAmount, "a QR-bill cannot ask for \(amount.currency.code) \(amount.decimal)", hint: nil)
    }
    guard ["CH", "LI"].contains(iban.country) else {
      throw RuleError(.invalidText, "a QR-bill needs a Swiss or Liechtenstein account, not \(iban.text)", hint: nil)
    }
    let (type, reference, text) = try swissReference(remittance, isQRIBAN: iban.isQRIBAN)
    let words = [text, message].filter { !$0.isEmpty }.joined(separator: " ")
    try require(words, charactersMax: 140, "the payment's text")
    let nobody = [String](repeating: "", count: 7)
    let lines =
      ["SPC", "0200", "1", iban.text] + creditor.elements + nobody + [amount.decimal, amount.currency.code] + nobody
      + [type, reference, words, "EPD"]
    return try PaymentCode(.swiss, lines)
  }

  private static func swissReference(
    _ remittance: Remittance, isQRIBAN: Bool
  ) throws(RuleError) -> (type: String, reference: String, text: String) {
    switch remittance {
    case .qrReference(let reference) where isQRIBAN: return ("QRR", reference.text, "")
    case .creditorReference(let reference) where !isQRIBAN: return ("SCOR", reference.text, "")
    case .text(let text) where !isQRIBAN: return ("NON", "", text)
    case .none where !isQRIBAN: return ("NON", "", "")
    default:
      throw RuleError(
        .invalidText, "this kind of reference does not go with this kind of account",
        hint: "a QR-IBAN takes a QR reference, and only that; any other account takes none")
    }
  }

  /// A transfer by the Unified Payments Interface.
  ///
  /// - Parameter address: the payee's virtual payment address, `name@bank`.
  /// - Throws: ``RuleError`` `.invalidAmount` for a sum that is not rupees, `.invalidText` for an address that is none.
  package static func upi(
    address: String, name: String, amount: Money, note: String = "", reference: String = ""
  ) throws(RuleError) -> PaymentCode {
    guard amount.currency.code == "INR", amount.isPositive else {
      throw RuleError(.invalidAmount, "UPI cannot ask for \(amount.currency.code) \(amount.decimal)", hint: nil)
    }
    let address = try checkedUPIAddress(address)
    let fields = [
      ("pa", address), ("pn", name), ("am", amount.decimal), ("cu", "INR"), ("tn", note), ("tr", reference),
    ]
    let query = fields.filter { !$0.1.isEmpty }.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
    return try PaymentCode(.upi, ["upi://pay?\(query)"])
  }

  /// A virtual payment address as it was written.
  ///
  /// - Source: NPCI UPI linking specification 1.6: letters, digits, `.`, `-` and `_`, an `@`, letters and digits.
  /// - Throws: ``RuleError`` `.invalidText` when it is none.
  package static func checkedUPIAddress(_ text: String) throws(RuleError) -> String {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    let isPlain = { (byte: UInt8) in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    guard parts.count == 2, (2...256).contains(parts[0].count), (2...64).contains(parts[1].count),
      parts[0].allSatisfy({ isPlain($0) || ".-_".utf8.contains($0) }), parts[1].allSatisfy(isPlain)
    else {
      throw RuleError(.invalidText, "\(quoted(text)) is not a UPI address", hint: "it looks like name@bank")
    }
    return text
  }

  private static func require(_ text: String, charactersMax: Int, _ what: String) throws(RuleError) {
    guard text.unicodeScalars.count <= charactersMax else {
      throw RuleError(
        .invalidText, "\(what), \(quoted(text)), is longer than \(charactersMax) characters", hint: "shorten it")
    }
  }

  /// - Source: RFC 3986, 2.3: all but unreserved characters.
  private static func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
      }
    }
  }
}
