/// `GET /v1/debtors/{debtor}`: what the docket knows of a debtor.
package struct DebtorResponse: Codable, Hashable, Sendable {
  package struct Exposure: Codable, Hashable, Sendable {
    package var currency: String
    package var outstanding: String
    /// The part of it whose deadline has passed.
    package var overdue: String
    /// What the debtor has with the creditor: paid and set against no claim, paid too much, credited; nil from a daemon of
    /// an earlier version.
    package var credit: String?
    /// What is outstanding less the credit; negative where the creditor owes.
    package var balance: String?

    package init(
      currency: String, outstanding: String, overdue: String, credit: String? = nil, balance: String? = nil
    ) {
      self.currency = currency
      self.outstanding = outstanding
      self.overdue = overdue
      self.credit = credit
      self.balance = balance
    }
  }

  /// What tells the debtor apart.
  package var debtorId: String
  package var debtor: String
  package var email: String
  package var creditor: String
  /// What was said of the debtor as a whole: `paused`, `disputed` or `stopped`.
  @Nullable package var state: String?
  /// The first day on which notices may go out again.
  @Nullable package var until: String?
  @Nullable package var reason: String?
  /// `A` to `D`, or `new` before anything is known.
  package var grade: String
  package var gradeBecause: String
  /// Claims that were paid in full.
  package var settled: Int
  /// Over the settled claims; what came in time counts as 0.
  @Nullable package var daysLateOnAverage: Int?
  /// How late the oldest open claim is.
  package var daysLateNow: Int
  package var promisesKept: Int
  /// Broken, or kept in part only.
  package var promisesBroken: Int
  package var writtenOff: Int
  /// What is open, by currency.
  package var exposure: [Exposure]
  /// The claims that are not settled.
  package var claims: [ClaimResponse]
  /// The lines of the postal address; left out where none is known.
  package var address: [String]?

  private enum CodingKeys: String, CodingKey {
    case debtorId = "debtor_id"
    case debtor
    case email
    case creditor
    case state
    case until
    case reason
    case grade
    case gradeBecause = "grade_because"
    case settled
    case daysLateOnAverage = "days_late_on_average"
    case daysLateNow = "days_late_now"
    case promisesKept = "promises_kept"
    case promisesBroken = "promises_broken"
    case writtenOff = "written_off"
    case exposure
    case claims
    case address
  }

  package init(
    debtorId: String, debtor: String, email: String, creditor: String, state: String?, until: String?,
    reason: String?, grade: String, gradeBecause: String, settled: Int, daysLateOnAverage: Int?, daysLateNow: Int,
    promisesKept: Int, promisesBroken: Int, writtenOff: Int, exposure: [Exposure], claims: [ClaimResponse]
  ) {
    self.debtorId = debtorId
    self.debtor = debtor
    self.email = email
    self.creditor = creditor
    self.state = state
    self.until = until
    self.reason = reason
    self.grade = grade
    self.gradeBecause = gradeBecause
    self.settled = settled
    self.daysLateOnAverage = daysLateOnAverage
    self.daysLateNow = daysLateNow
    self.promisesKept = promisesKept
    self.promisesBroken = promisesBroken
    self.writtenOff = writtenOff
    self.exposure = exposure
    self.claims = claims
  }
}

/// `GET /v1/debtors/{debtor}?all_creditors=true`: the same debtor of every creditor.
package struct DebtorsResponse: Codable, Hashable, Sendable {
  package var debtors: [DebtorResponse]

  package init(debtors: [DebtorResponse]) { self.debtors = debtors }
}

/// `GET /v1/debtors`: the debtors whom a text fits.
package struct DebtorList: Codable, Hashable, Sendable {
  package struct Entry: Codable, Hashable, Sendable {
    package var creditor: String
    /// What tells the debtor apart.
    package var debtorId: String
    package var debtor: String
    package var email: String
    /// What was said of the debtor as a whole: `paused`, `disputed` or `stopped`.
    @Nullable package var state: String?
    /// Claims that are not settled.
    package var openClaims: Int

    private enum CodingKeys: String, CodingKey {
      case creditor
      case debtorId = "debtor_id"
      case debtor
      case email
      case state
      case openClaims = "open_claims"
    }

    package init(creditor: String, debtorId: String, debtor: String, email: String, state: String?, openClaims: Int) {
      self.creditor = creditor
      self.debtorId = debtorId
      self.debtor = debtor
      self.email = email
      self.state = state
      self.openClaims = openClaims
    }
  }

  package var debtors: [Entry]
  @Nullable package var nextCursor: String?

  private enum CodingKeys: String, CodingKey {
    case debtors
    case nextCursor = "next_cursor"
  }

  package init(debtors: [Entry], nextCursor: String?) {
    self.debtors = debtors
    self.nextCursor = nextCursor
  }
}
