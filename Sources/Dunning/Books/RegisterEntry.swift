/// One line of the transaction register: something that changed what a debtor owes, and by how much.
///
/// It is booked when the docket learned of it, not on the day that a bank or an invoice names, so that a month that is
/// over never changes, and the balance at the end of one is the balance at the beginning of the next.
package struct RegisterEntry: Hashable, Sendable {
  /// What was booked; the raw value is the word of the file.
  package enum Kind: String, Sendable, CaseIterable {
    case claim
    case payment
    case creditNote = "credit-note"
    case refund
    case chargeback
    /// Kept back as it was agreed for who pays in time; positive where that came to nothing.
    case discount
    /// Interest and costs: as far as they were paid, or where a demand's stay owed, as it asked for them; negative where they
    /// are so no more.
    case charges
    /// A person corrected the sum of the claim.
    case correction
    /// The creditor took the claim back; what was open is owed no more. Positive where that was taken back.
    case withdrawal
    /// The creditor gave up what was open; positive where money came in after all for what had been given up, or where the
    /// claim was opened again.
    case writeOff = "write-off"
  }

  /// Who owes, what for, and how the claim stands as the register is written.
  package struct Subject: Hashable, Sendable {
    package let creditor: String
    /// Nil for money that is set against no claim.
    package let claim: ClaimID?
    /// Empty where there is no claim.
    package let reference: String
    package let debtorKey: String
    package let debtorName: String
    package let due: Deadline?
    package let status: Claim.State?

    package init(
      creditor: String, claim: ClaimID?, reference: String, debtorKey: String, debtorName: String, due: Deadline?,
      status: Claim.State?
    ) {
      self.creditor = creditor
      self.claim = claim
      self.reference = reference
      self.debtorKey = debtorKey
      self.debtorName = debtorName
      self.due = due
      self.status = status
    }
  }

  package let subject: Subject
  package let kind: Kind
  package let bookedAt: Instant
  /// By how much what is owed changed: more is positive.
  package let amount: Money
  /// The day of the invoice or the payment itself; of other entries nil.
  package let valueDate: CivilDate?
  /// The bank's or wallet's own number of a payment.
  package let externalID: String?

  package init(
    subject: Subject, kind: Kind, bookedAt: Instant, amount: Money, valueDate: CivilDate?, externalID: String?
  ) {
    self.subject = subject
    self.kind = kind
    self.bookedAt = bookedAt
    self.amount = amount
    self.valueDate = valueDate
    self.externalID = externalID
  }
}
