/// `POST /v1/debtors`: somebody who has no claim yet.
package struct DebtorRequest: Codable, Hashable, Sendable {
  package var creditor: String?
  package var debtor: String
  package var debtorId: String?
  /// Where reminders go: one address or several.
  package var email: String?
  /// Who gets a copy.
  package var cc: String?
  /// Where invoices go; reminders go there where nothing else is known.
  package var billing: String?
  package var address: String?
  package var language: String?
  package var timeZone: String?
  package var calendar: String?
  package var kind: String?
  package var country: String?
  package var vatId: String?

  package init(debtor: String) { self.debtor = debtor }

  package static let knownFields = [
    "creditor", "debtor", "debtor_id", "email", "cc", "billing", "address", "language", "time_zone", "calendar", "kind",
    "country", "vat_id",
  ]

  private enum CodingKeys: String, CodingKey {
    case creditor, debtor, email, cc, billing, address, language, calendar, kind, country
    case debtorId = "debtor_id"
    case timeZone = "time_zone"
    case vatId = "vat_id"
  }
}

/// `PATCH /v1/debtors/{debtor}`: what is known otherwise from now on; an empty text takes something away.
package struct DebtorPatch: Codable, Hashable, Sendable {
  package var name: String?
  package var email: String?
  /// The address in whose place `email` comes; left out: all to which reminders go.
  package var was: String?
  /// The contract whose claims the addresses are for.
  package var contract: String?
  package var cc: String?
  package var billing: String?
  package var address: String?
  package var language: String?
  package var timeZone: String?
  package var calendar: String?
  package var kind: String?
  package var country: String?
  package var vatId: String?
  package var reason: String

  package init(reason: String) { self.reason = reason }

  package static let knownFields = [
    "name", "email", "was", "contract", "cc", "billing", "address", "language", "time_zone", "calendar", "kind",
    "country", "vat_id", "reason",
  ]

  private enum CodingKeys: String, CodingKey {
    case name, email, was, contract, cc, billing, address, language, calendar, kind, country, reason
    case timeZone = "time_zone"
    case vatId = "vat_id"
  }
}

/// What a person corrected of a debtor: once, or once for each creditor where all are meant.
package struct DebtorCorrected: Codable, Hashable, Sendable {
  package struct Entry: Codable, Hashable, Sendable {
    package var creditor: String
    package var debtorId: String
    /// What is other now, before and after, by the names of the fields.
    package var before: [String: String]
    package var after: [String: String]
    /// The claims whose own addresses are others now.
    package var claims: [String]
    /// Claims that keep addresses of their own: their reminders go there all the same.
    package var ownAddresses: [String]
    /// Claims that are not settled: their next notices say it.
    package var openClaims: Int

    package init(
      creditor: String, debtorId: String, before: [String: String], after: [String: String], claims: [String],
      ownAddresses: [String], openClaims: Int
    ) {
      self.creditor = creditor
      self.debtorId = debtorId
      self.before = before
      self.after = after
      self.claims = claims
      self.ownAddresses = ownAddresses
      self.openClaims = openClaims
    }

    private enum CodingKeys: String, CodingKey {
      case creditor, before, after, claims
      case ownAddresses = "own_addresses"
      case debtorId = "debtor_id"
      case openClaims = "open_claims"
    }
  }

  package var debtors: [Entry]

  package init(debtors: [Entry]) { self.debtors = debtors }
}

/// `POST /v1/debtors/{debtor}/merge` and `/apart` name another debtor; `/unmerge` names none.
package struct SameDebtorRequest: Codable, Hashable, Sendable {
  /// The one who stays, or who is somebody else.
  package var other: String?
  package var reason: String?
  /// Of two that become one: goes on although nothing would be sent any more.
  package var accept: Bool?

  package init(other: String? = nil, reason: String? = nil, accept: Bool? = nil) {
    self.other = other
    self.reason = reason
    self.accept = accept
  }
}

/// What was said of two debtors.
package struct SameDebtorResponse: Codable, Hashable, Sendable {
  package var creditor: String
  /// Who stays, or the first of two.
  package var debtorId: String
  package var debtor: String
  /// Who was put together with them, or was parted from them again.
  package var otherId: String
  package var other: String
  /// Claims that went over.
  package var claims: Int

  package init(creditor: String, debtorId: String, debtor: String, otherId: String, other: String, claims: Int) {
    self.creditor = creditor
    self.debtorId = debtorId
    self.debtor = debtor
    self.otherId = otherId
    self.other = other
    self.claims = claims
  }

  private enum CodingKeys: String, CodingKey {
    case creditor, debtor, other, claims
    case debtorId = "debtor_id"
    case otherId = "other_id"
  }
}
