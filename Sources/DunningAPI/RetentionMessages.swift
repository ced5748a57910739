/// One claim of `GET /v1/retention`: what is known of it is erased on a day.
package struct RetentionResponse: Codable, Hashable, Sendable {
  package var claim: String
  package var reference: String
  package var creditor: String
  package var debtor: String
  /// The day on which it was paid, withdrawn or written off, by the creditor's clock.
  package var closedOn: String
  /// The first day on which it may be erased.
  package var eraseOn: String
  /// `retention`, or `limitation` where that ends later.
  package var keptBy: String
  /// Why it is not erased even then; null when nothing keeps it.
  @Nullable package var legalHold: String?

  private enum CodingKeys: String, CodingKey {
    case claim
    case reference
    case creditor
    case debtor
    case closedOn = "closed_on"
    case eraseOn = "erase_on"
    case keptBy = "kept_by"
    case legalHold = "legal_hold"
  }

  package init(
    claim: String, reference: String, creditor: String, debtor: String, closedOn: String, eraseOn: String,
    keptBy: String, legalHold: String?
  ) {
    self.claim = claim
    self.reference = reference
    self.creditor = creditor
    self.debtor = debtor
    self.closedOn = closedOn
    self.eraseOn = eraseOn
    self.keptBy = keptBy
    self.legalHold = legalHold
  }
}

/// `GET /v1/retention`.
package struct RetentionList: Codable, Hashable, Sendable {
  package var claims: [RetentionResponse]
  @Nullable package var nextCursor: String?

  private enum CodingKeys: String, CodingKey {
    case claims
    case nextCursor = "next_cursor"
  }

  package init(claims: [RetentionResponse], nextCursor: String?) {
    self.claims = claims
    self.nextCursor = nextCursor
  }
}
