// What is quoted for a notice as a whole: a field for a checked reference holds one, and not those of all claims.

extension PaymentReference {
  /// The reference of a notice; nil where the form is text, or the number has too many digits for it.
  ///
  /// It is made of a nine and the number in nine digits, and in an RF of `N17`, so that it is known again without looking.
  package init?(_ form: Form, notice: NoticeID) {
    guard notice.number < Self.noticesMax else { return nil }
    let digits = "9" + padded(Int(notice.number), 9)
    let made: PaymentReference? =
      switch form {
      case .reference: nil
      // None of these can fail with ten digits.
      case .rf: (try? CreditorReference(of: "N\(notice.number)")).map(PaymentReference.rf)
      case .qrr: (try? QRReference(of: digits)).map(PaymentReference.qrr)
      case .belgian: (try? BelgianReference(of: digits)).map(PaymentReference.belgian)
      case .kid: (try? KIDReference(of: digits)).map(PaymentReference.kid)
      case .finnish: (try? FinnishReference(of: digits)).map(PaymentReference.finnish)
      }
    guard let made else { return nil }
    self = made
  }

  private static let noticesMax: Int64 = 1_000_000_000

  /// The notice of which it is the reference; nil when it is none.
  ///
  /// - Parameter text: letters and digits of a reference, in capitals.
  static func notice(quotedAs text: String) -> NoticeID? {
    if text.hasPrefix("RF") {
      return number(text.dropFirst(4).drop { $0 == "0" }).flatMap { isMade(.rf, $0, as: text) ? $0 : nil }
    }
    let digits = text.withoutNoughts
    guard digits.utf8.allSatisfy(isDigit), digits.first == "9", (11...12).contains(digits.utf8.count),
      let number = Int64(digits.dropFirst().prefix(9)), number > 0
    else { return nil }
    let notice = NoticeID(number)
    let forms: [Form] = digits.utf8.count == 12 ? [.belgian] : [.qrr, .kid, .finnish]
    return forms.contains { isMade($0, notice, as: text) } ? notice : nil
  }

  /// The number of a notice as it is printed: `N17`, in capitals; nil when it is something else.
  static func number(_ text: Substring) -> NoticeID? {
    guard text.first == "N" else { return nil }
    return NoticeID(parsing: "n\(text.dropFirst())")
  }

  private static func isMade(_ form: Form, _ notice: NoticeID, as text: String) -> Bool {
    guard let reference = PaymentReference(form, notice: notice) else { return false }
    return ReferenceKey.checked(reference.text) == ReferenceKey.checked(text)
  }

  /// Refuses a reference that is written as one with check digits which do not fit.
  ///
  /// - Parameter form: what the creditor uses.
  /// - Throws: ``RuleError`` `.invalidText`.
  package static func checked(_ text: String, form: Form) throws(RuleError) {
    if PaymentReference(reading: text, form: form).isChecked { return }
    switch form {
    case .reference, .rf, .qrr:
      if text.hasPrefix("+++") || text.hasPrefix("***") { _ = try BelgianReference(parsing: text) }
    case .belgian: _ = try BelgianReference(parsing: text)
    case .kid: _ = try KIDReference(parsing: text)
    case .finnish: _ = try FinnishReference(parsing: text)
    }
  }
}
