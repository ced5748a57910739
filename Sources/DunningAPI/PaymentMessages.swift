/// `POST /v1/claims/{id}/payments`.
package struct PaymentRequest: Codable, Hashable, Sendable {
  /// More than nothing, whichever way the money went.
  package var amount: String
  /// `payment` when left out, `credit-note`; `refund` and `chargeback` take money away again.
  package var kind: String?
  /// The day the money arrived or went; today in the debtor's zone when left out.
  package var date: String?
  /// The bank's or wallet's own number of the payment; the same number counts once for a claim.
  package var id: String?
  /// Takes a day before that of the invoice all the same.
  package var accept: Bool?

  package init(
    amount: String, kind: String? = nil, date: String? = nil, id: String? = nil, accept: Bool? = nil
  ) {
    self.amount = amount
    self.kind = kind
    self.date = date
    self.id = id
    self.accept = accept
  }
}

/// A claim that money is set against, and how much.
package struct PaymentShareRequest: Codable, Hashable, Sendable {
  /// Its id or reference.
  package var claim: String
  /// As much as is open, or is there, when left out.
  package var amount: String?

  package init(claim: String, amount: String? = nil) {
    self.claim = claim
    self.amount = amount
  }
}

/// `POST /v1/payments`: money from a debtor.
package struct DebtorPaymentRequest: Codable, Hashable, Sendable {
  /// The debtor's number, name or address.
  package var debtor: String
  /// Whose debtor, where several creditors know one of that name.
  package var creditor: String?
  /// More than nothing, whichever way the money went.
  package var amount: String
  /// That of the debtor's claims when left out, where they have one.
  package var currency: String?
  /// `payment` when left out, `credit-note`; a `refund` or `chargeback` is taken from the debtor's credit.
  package var kind: String?
  /// The day the money arrived or went; today in the debtor's zone when left out.
  package var date: String?
  /// The bank's or wallet's own number of the payment; the same number counts once for a creditor.
  package var id: String?
  /// The claims that it is for; when left out, those that are open, the one that was due first before the others. What is
  /// left is the debtor's credit.
  package var to: [PaymentShareRequest]?
  /// Takes a day before that of the invoices all the same.
  package var accept: Bool?

  package init(
    debtor: String, creditor: String? = nil, amount: String, currency: String? = nil, kind: String? = nil,
    date: String? = nil, id: String? = nil, to: [PaymentShareRequest]? = nil, accept: Bool? = nil
  ) {
    self.debtor = debtor
    self.creditor = creditor
    self.amount = amount
    self.currency = currency
    self.kind = kind
    self.date = date
    self.id = id
    self.to = to
    self.accept = accept
  }
}

/// `POST /v1/payments/{payment}/undo`.
package struct PaymentUndoRequest: Codable, Hashable, Sendable {
  package var reason: String

  package init(reason: String) { self.reason = reason }
}

/// `POST /v1/payments/{payment}/assign`.
package struct PaymentAssignRequest: Codable, Hashable, Sendable {
  /// In this order, as far as the payment reaches.
  package var to: [PaymentShareRequest]

  package init(to: [PaymentShareRequest]) { self.to = to }
}

/// A payment with what of it is set against which claim.
package struct PaymentDetail: Codable, Hashable, Sendable {
  /// How much was set against a claim.
  package struct Allocation: Codable, Hashable, Sendable {
    package var claim: String
    package var reference: String
    package var amount: String
    package var madeAt: String
    /// When it was undone; nil while it counts.
    @Nullable package var undoneAt: String?

    private enum CodingKeys: String, CodingKey {
      case claim
      case reference
      case amount
      case madeAt = "made_at"
      case undoneAt = "undone_at"
    }

    package init(claim: String, reference: String, amount: String, madeAt: String, undoneAt: String?) {
      self.claim = claim
      self.reference = reference
      self.amount = amount
      self.madeAt = madeAt
      self.undoneAt = undoneAt
    }
  }

  /// What a claim would get of it.
  package struct Share: Codable, Hashable, Sendable {
    package var claim: String
    package var reference: String
    package var booked: String
    /// What of ``booked`` pays interest and costs beyond what was open.
    package var charges: String
    /// What would be open of the claim then.
    package var outstanding: String

    package init(claim: String, reference: String, booked: String, charges: String, outstanding: String) {
      (self.claim, self.reference, self.booked) = (claim, reference, booked)
      (self.charges, self.outstanding) = (charges, outstanding)
    }
  }

  /// Its number in the docket, such as `p17`; of an entry that waits and counts for nobody yet that one's, such as `e12`.
  package var payment: String
  package var creditor: String
  @Nullable package var debtor: String?
  @Nullable package var debtorId: String?
  package var kind: String
  package var amount: String
  package var currency: String
  package var date: String
  /// The bank's or wallet's own number.
  @Nullable package var id: String?
  package var recordedAt: String
  @Nullable package var undoneAt: String?
  /// What of it is set against no claim.
  package var unallocated: String
  /// What of it the debtor has with the creditor: ``unallocated`` and what claims were paid too much by it.
  package var credit: String
  package var allocations: [Allocation]
  /// The entry of a statement that it comes from; null of one that a person told.
  @Nullable package var bank: EntryDetail?
  /// True of one that was recorded before, under its number; else left out.
  package var alreadyKnown: Bool?
  /// What each of the claims would get, where it is only looked at; else left out.
  package var shares: [Share]?

  private enum CodingKeys: String, CodingKey {
    case payment
    case creditor
    case debtor
    case debtorId = "debtor_id"
    case kind
    case amount
    case currency
    case date
    case id
    case recordedAt = "recorded_at"
    case undoneAt = "undone_at"
    case unallocated
    case credit
    case allocations
    case bank
    case alreadyKnown = "already_known"
    case shares
  }

  package init(
    payment: String, creditor: String, debtor: String?, debtorId: String?, kind: String, amount: String,
    currency: String, date: String, id: String?, recordedAt: String, undoneAt: String?, unallocated: String,
    credit: String, allocations: [Allocation], bank: EntryDetail? = nil
  ) {
    self.payment = payment
    self.creditor = creditor
    self.debtor = debtor
    self.debtorId = debtorId
    self.kind = kind
    self.amount = amount
    self.currency = currency
    self.date = date
    self.id = id
    self.recordedAt = recordedAt
    self.undoneAt = undoneAt
    self.unallocated = unallocated
    self.credit = credit
    self.allocations = allocations
    self.bank = bank
  }
}

/// `GET /v1/payments`.
package struct PaymentList: Codable, Hashable, Sendable {
  package var payments: [PaymentDetail]
  /// For the next page; nil on the last.
  @Nullable package var nextCursor: String?

  private enum CodingKeys: String, CodingKey {
    case payments
    case nextCursor = "next_cursor"
  }

  package init(payments: [PaymentDetail], nextCursor: String?) {
    self.payments = payments
    self.nextCursor = nextCursor
  }
}

/// What of a payment is set against a claim.
package struct PaymentResponse: Codable, Hashable, Sendable {
  /// Its number in the docket, such as `p17`; nil from a daemon of an earlier version.
  package var payment: String?
  /// `payment`, `credit-note`, `refund` or `chargeback`.
  package var kind: String
  package var amount: String
  package var currency: String
  package var date: String
  @Nullable package var id: String?
  package var recordedAt: String

  private enum CodingKeys: String, CodingKey {
    case payment
    case kind
    case amount
    case currency
    case date
    case id
    case recordedAt = "recorded_at"
  }

  package init(
    payment: String? = nil, kind: String, amount: String, currency: String, date: String, id: String?,
    recordedAt: String
  ) {
    self.payment = payment
    self.kind = kind
    self.amount = amount
    self.currency = currency
    self.date = date
    self.id = id
    self.recordedAt = recordedAt
  }
}

/// A line of `POST /v1/payments/batch`: money for one claim.
package struct PaymentRow: Codable, Hashable, Sendable {
  /// The claim's reference or id.
  package var reference: String
  /// Whose claim, where several creditors have its reference.
  package var creditor: String?
  package var date: String
  package var amount: String
  /// The bank's or wallet's own number of the payment.
  package var id: String?
  /// `payment` when left out.
  package var kind: String?

  package init(
    reference: String, creditor: String? = nil, date: String, amount: String, id: String? = nil, kind: String? = nil
  ) {
    self.reference = reference
    self.creditor = creditor
    self.date = date
    self.amount = amount
    self.id = id
    self.kind = kind
  }
}
