// Keys on the wire are these names in snake_case; times are RFC 3339, dates ISO 8601, amounts decimal strings.

/// `POST /v1/claims`, and one line of `POST /v1/claims/batch` or of a claim file.
package struct ClaimRequest: Codable, Hashable, Sendable {
  package var creditor: String?
  package var reference: String
  package var debtor: String
  package var debtorId: String?
  package var email: String
  package var amount: String
  package var currency: String
  package var due: String
  package var policy: String?
  package var language: String?
  package var timeZone: String?
  package var calendar: String?
  package var kind: String?
  package var country: String?
  package var issued: String?
  package var contract: String?
  package var paymentLink: String?
  /// The postal address; lines are separated by a line break or `|`.
  package var address: String?

  private enum CodingKeys: String, CodingKey {
    case creditor
    case reference
    case debtor
    case debtorId = "debtor_id"
    case email
    case amount
    case currency
    case due
    case policy
    case language
    case timeZone = "time_zone"
    case calendar
    case kind
    case country
    case issued
    case contract
    case paymentLink = "payment_link"
    case address
  }

  package init(
    creditor: String? = nil, reference: String, debtor: String, debtorId: String? = nil, email: String, amount: String,
    currency: String, due: String, policy: String? = nil, language: String? = nil, timeZone: String? = nil,
    calendar: String? = nil, kind: String? = nil, country: String? = nil, issued: String? = nil,
    contract: String? = nil, paymentLink: String? = nil, address: String? = nil
  ) {
    self.creditor = creditor
    self.reference = reference
    self.debtor = debtor
    self.debtorId = debtorId
    self.email = email
    self.amount = amount
    self.currency = currency
    self.due = due
    self.policy = policy
    self.language = language
    self.timeZone = timeZone
    self.calendar = calendar
    self.kind = kind
    self.country = country
    self.issued = issued
    self.contract = contract
    self.paymentLink = paymentLink
    self.address = address
  }

  /// The keys a claim file must have, and those it may have, in the order of the documentation.
  package static let requiredKeys = ["reference", "debtor", "email", "amount", "currency", "due"]
  package static let optionalKeys = [
    "creditor", "policy", "language", "time_zone", "calendar", "kind", "country", "issued", "contract", "payment_link",
    "debtor_id", "address",
  ]
}

/// A claim as `add`, `list` and every verb that changes one answer it.
package struct ClaimResponse: Codable, Hashable, Sendable {
  package struct Next: Codable, Hashable, Sendable {
    package var step: String
    package var at: String

    package init(step: String, at: String) {
      self.step = step
      self.at = at
    }
  }

  package var id: String
  package var reference: String
  package var creditor: String
  package var debtor: String
  package var debtorId: String?
  package var email: String
  /// `open`, `paused`, `promised`, `disputed`, `stopped`, `paid`, `withdrawn` or `written-off`.
  package var state: String
  /// A date, or a moment with the debtor's offset.
  package var due: String
  package var overdue: Bool
  package var amount: String
  package var paid: String
  package var outstanding: String
  /// What came in beyond what was owed.
  package var overpaid: String
  package var currency: String
  package var policy: String
  package var language: String
  package var timeZone: String
  package var next: Next?
  /// Why nothing is planned, when nothing is.
  package var nothingBecause: String?
  /// The first day on which a paused or promised claim may be dunned again.
  package var pausedUntil: String?
  /// Why it is paused, disputed and the like, in the words of whoever said so.
  package var reason: String?
  /// Why the money did not come: `technical`, `personal`, `third-party`, `disputed` or `unknown`.
  package var cause: String?
  package var enqueuedAt: String

  private enum CodingKeys: String, CodingKey {
    case id
    case reference
    case creditor
    case debtor
    case debtorId = "debtor_id"
    case email
    case state
    case due
    case overdue
    case amount
    case paid
    case outstanding
    case overpaid
    case currency
    case policy
    case language
    case timeZone = "time_zone"
    case next
    case nothingBecause = "nothing_because"
    case pausedUntil = "paused_until"
    case reason
    case cause
    case enqueuedAt = "enqueued_at"
  }

  package init(
    id: String, reference: String, creditor: String, debtor: String, debtorId: String?, email: String, state: String,
    due: String, overdue: Bool, amount: String, paid: String, outstanding: String, overpaid: String, currency: String,
    policy: String, language: String, timeZone: String, next: Next?, nothingBecause: String?, pausedUntil: String?,
    reason: String?, cause: String?, enqueuedAt: String
  ) {
    self.id = id
    self.reference = reference
    self.creditor = creditor
    self.debtor = debtor
    self.debtorId = debtorId
    self.email = email
    self.state = state
    self.due = due
    self.overdue = overdue
    self.amount = amount
    self.paid = paid
    self.outstanding = outstanding
    self.overpaid = overpaid
    self.currency = currency
    self.policy = policy
    self.language = language
    self.timeZone = timeZone
    self.next = next
    self.nothingBecause = nothingBecause
    self.pausedUntil = pausedUntil
    self.reason = reason
    self.cause = cause
    self.enqueuedAt = enqueuedAt
  }

  /// Every key is there, with null where there is no value.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(reference, forKey: .reference)
    try container.encode(creditor, forKey: .creditor)
    try container.encode(debtor, forKey: .debtor)
    try container.encode(debtorId, forKey: .debtorId)
    try container.encode(email, forKey: .email)
    try container.encode(state, forKey: .state)
    try container.encode(due, forKey: .due)
    try container.encode(overdue, forKey: .overdue)
    try container.encode(amount, forKey: .amount)
    try container.encode(paid, forKey: .paid)
    try container.encode(outstanding, forKey: .outstanding)
    try container.encode(overpaid, forKey: .overpaid)
    try container.encode(currency, forKey: .currency)
    try container.encode(policy, forKey: .policy)
    try container.encode(language, forKey: .language)
    try container.encode(timeZone, forKey: .timeZone)
    try container.encode(next, forKey: .next)
    try container.encode(nothingBecause, forKey: .nothingBecause)
    try container.encode(pausedUntil, forKey: .pausedUntil)
    try container.encode(reason, forKey: .reason)
    try container.encode(cause, forKey: .cause)
    try container.encode(enqueuedAt, forKey: .enqueuedAt)
  }
}

/// `GET /v1/claims`: one page, and the cursor of the next one while there is one.
package struct ClaimList: Codable, Hashable, Sendable {
  package var claims: [ClaimResponse]
  package var nextCursor: String?

  private enum CodingKeys: String, CodingKey {
    case claims
    case nextCursor = "next_cursor"
  }

  package init(claims: [ClaimResponse], nextCursor: String?) {
    self.claims = claims
    self.nextCursor = nextCursor
  }

  /// Every key is there, with null where there is no value.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(claims, forKey: .claims)
    try container.encode(nextCursor, forKey: .nextCursor)
  }
}

/// `GET /v1/claims/{id}`: the claim with all that happened to it.
package struct ClaimDetail: Codable, Hashable, Sendable {
  package var claim: ClaimResponse
  /// What late payment has come to today, where the policy names a rule.
  package var late: LateResponse?
  package var payments: [PaymentResponse]
  /// What the debtor promised, oldest first.
  package var promises: [PromiseResponse]
  /// Notes that come back, or came back.
  package var followUps: [FollowUpResponse]
  package var notices: [NoticeResponse]
  package var events: [EventResponse]

  private enum CodingKeys: String, CodingKey {
    case claim
    case late
    case payments
    case promises
    case followUps = "follow_ups"
    case notices
    case events
  }

  package init(
    claim: ClaimResponse, late: LateResponse?, payments: [PaymentResponse], promises: [PromiseResponse],
    followUps: [FollowUpResponse],
    notices: [NoticeResponse], events: [EventResponse]
  ) {
    self.claim = claim
    self.late = late
    self.payments = payments
    self.promises = promises
    self.followUps = followUps
    self.notices = notices
    self.events = events
  }

  /// Every key is there, with null where there is no value.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(claim, forKey: .claim)
    try container.encode(late, forKey: .late)
    try container.encode(payments, forKey: .payments)
    try container.encode(promises, forKey: .promises)
    try container.encode(followUps, forKey: .followUps)
    try container.encode(notices, forKey: .notices)
    try container.encode(events, forKey: .events)
  }
}

/// What late payment of a claim has come to by a day.
package struct LateResponse: Codable, Hashable, Sendable {
  /// E.g. `DE-B2B`.
  package var rule: String
  package var asOf: String
  /// Accrued in all.
  package var interest: String
  package var compensation: String
  /// What is owed with the claim itself, less what was paid.
  package var total: String
  /// True when a figure may still change, e.g. because a reference rate is not published yet.
  package var provisional: Bool
  /// The last day on which the claim is certainly not barred.
  package var limitation: String?

  private enum CodingKeys: String, CodingKey {
    case rule
    case asOf = "as_of"
    case interest
    case compensation
    case total
    case provisional
    case limitation
  }

  package init(
    rule: String, asOf: String, interest: String, compensation: String, total: String, provisional: Bool,
    limitation: String?
  ) {
    self.rule = rule
    self.asOf = asOf
    self.interest = interest
    self.compensation = compensation
    self.total = total
    self.provisional = provisional
    self.limitation = limitation
  }

  /// Every key is there, with null where there is no value.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rule, forKey: .rule)
    try container.encode(asOf, forKey: .asOf)
    try container.encode(interest, forKey: .interest)
    try container.encode(compensation, forKey: .compensation)
    try container.encode(total, forKey: .total)
    try container.encode(provisional, forKey: .provisional)
    try container.encode(limitation, forKey: .limitation)
  }
}

/// One result line of `POST /v1/claims/batch`, in the order of the lines that came in.
package struct BatchResult: Codable, Hashable, Sendable {
  /// The line of the request, counted from 1.
  package var line: Int
  /// 201 enqueued, 200 already known with the same content, else the status of the problem.
  package var status: Int
  package var id: String?
  package var reference: String?
  package var problem: Problem?

  package init(line: Int, status: Int, id: String? = nil, reference: String? = nil, problem: Problem? = nil) {
    self.line = line
    self.status = status
    self.id = id
    self.reference = reference
    self.problem = problem
  }
}
