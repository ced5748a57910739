extension Creditor {
  /// How the reference of a payment in this currency is made: where the money goes to a QR-IBAN that is a QR reference and
  /// nothing else, and the forms of one country are for its money.
  package func referenceForm(for currency: Currency) -> PaymentReference.Form {
    if let iban = paid(in: currency).iban, CreditorAccount(number: iban, isIBAN: true).isQRIBAN { return .qrr }
    switch paymentReference {
    case .qrr: return .reference
    case .belgian, .finnish: return currency.code == "EUR" ? paymentReference : .reference
    case .kid: return currency.code == "NOK" ? .kid : .reference
    case .reference, .rf: return paymentReference
    }
  }

  /// What the debtor is asked to quote when paying a claim: what came with it, else what the creditor's form makes of it.
  package func quotedReference(for claim: Claim) -> PaymentReference {
    quotedReference(
      reference: claim.draft.reference, given: claim.draft.paymentReference, claim: claim.id,
      currency: claim.draft.amount.currency)
  }

  /// The same of its parts.
  ///
  /// - Parameter given: what came with the claim.
  package func quotedReference(
    reference: String, given: String?, claim: ClaimID, currency: Currency
  ) -> PaymentReference {
    let form = referenceForm(for: currency)
    if let given { return PaymentReference(reading: given, form: form) }
    // Some invoice programs number their invoices so.
    let own = PaymentReference(reading: reference)
    if own.isChecked, own.form == form { return own }
    // A number that is too long for the form leaves the claim with its own.
    return (try? PaymentReference(form, reference: reference, claim: claim)) ?? .own(reference)
  }

  /// What was printed for the claim by earlier versions, in the form of today; nil where it is what is quoted now, or came
  /// with the claim.
  package func formerReference(
    reference: String, given: String?, claim: ClaimID, currency: Currency
  ) -> PaymentReference? {
    let form = referenceForm(for: currency)
    let own = PaymentReference(reading: reference)
    guard given == nil, !(own.isChecked && own.form == form) else { return nil }
    // Where it is too long for the form none was printed.
    let former = try? PaymentReference(formerly: form, reference: reference, claim: claim)
    let quoted = quotedReference(reference: reference, given: given, claim: claim, currency: currency)
    return former.flatMap { $0 == quoted ? nil : $0 }
  }

  /// What the debtor is asked to quote when paying all that a notice is about, in a field that holds one reference; nil
  /// where that is text, in which those of the claims stand.
  package func quotedReference(for claims: [Claim], of notice: NoticeID) -> PaymentReference? {
    guard let first = claims.first, claims.count > 1 else { return nil }
    return PaymentReference(referenceForm(for: first.draft.amount.currency), notice: notice)
  }

  /// What ``quotedReference(for:)`` goes by: where it is another one, what is printed for claims is another one too.
  package var referenceRule: String {
    (["2", id, paymentReference.rawValue] + allAccounts.filter(\.isQRIBAN).map(\.key)).joined(separator: " ")
  }
}
