import Dunning

/// The code by which a letter can be paid, where creditor, account and currency have a standard for one.
struct LetterPaymentCode {
  let code: PaymentCode
  /// The largest symbol that a telephone's camera reads from a letter or a screen.
  static let versionMax = 13
  /// True for a small code beside the account, false for a payment part across the foot of the letter.
  var isBesideAccount: Bool { code.standard != .swiss }

  /// Nil when there is no standard, or when it cannot hold what this letter asks for; the words then stand alone.
  init?(_ facts: NoticeFacts, total: Money) {
    if let code = Self.upi(facts, total) {
      self.code = code
      return
    }
    guard let text = facts.creditor.iban, let iban = try? IBAN(parsing: text) else { return nil }
    let remittance = Self.remittance(facts, iban)
    if let code = Self.swiss(facts, iban, total, remittance) {
      self.code = code
    } else if let code = try? PaymentCode.epc(
      name: LetterValues.clean(facts.creditor.name), iban: iban, bic: facts.creditor.bic, amount: total,
      remittance: remittance)
    {
      // An account outside the euro payments area makes no euro transfer of this kind, but banks refuse it themselves.
      self.code = code
    } else {
      return nil
    }
  }

  private static func remittance(_ facts: NoticeFacts, _ iban: IBAN) -> PaymentCode.Remittance {
    let quoted = facts.quoted
    // What is a checked reference by itself goes into its field, also where nobody says so.
    switch PaymentReference(reading: quoted.text) {
    case .qrr(let reference) where iban.isQRIBAN: return .qrReference(reference)
    case .rf(let reference): return .creditorReference(reference)
    default: return .text(quoted.printed)
    }
  }

  /// What most banks let through in one payment: a code for more would only fail.
  ///
  /// - Source: NPCI, UPI circulars: 100,000 rupees a payment, unless the payee's trade has a higher limit.
  private static let upiMaxPaise: Int64 = 10_000_000

  private static func upi(_ facts: NoticeFacts, _ total: Money) -> PaymentCode? {
    guard let address = facts.creditor.upi, total.minorUnits <= upiMaxPaise else { return nil }
    let reference = facts.paymentReference
    // NPCI UPI linking specification 1.6: a reference of a transaction has at most 35 letters and digits.
    let isPlain = reference.utf8.count <= 35 && reference.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return try? PaymentCode.upi(
      address: address, name: LetterValues.clean(facts.creditor.name), amount: total, note: reference,
      reference: isPlain ? reference : "")
  }

  private static func swiss(
    _ facts: NoticeFacts, _ iban: IBAN, _ total: Money, _ remittance: PaymentCode.Remittance
  ) -> PaymentCode? {
    let creditor = facts.creditor
    guard let country = creditor.country,
      let address = SwissAddress(name: LetterValues.clean(creditor.name), lines: creditor.address, country: country)
    else { return nil }
    return try? PaymentCode.swiss(creditor: address, iban: iban, amount: total, remittance: remittance)
  }
}
