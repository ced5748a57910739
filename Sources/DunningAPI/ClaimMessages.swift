// Keys on the wire are these names in snake_case; times are RFC 3339, dates ISO 8601, amounts decimal strings.

/// `POST /v1/claims`, and one line of `POST /v1/claims/batch` or of a claim file.
package struct ClaimRequest: Hashable, Sendable {
  package var creditor: String?
  package var reference: String
  package var debtor: String
  package var debtorId: String?
  /// Where reminders go: one address or several, as `a@x.example, Name <b@x.example>`; empty for none.
  package var email: String
  /// Who gets a copy, written alike.
  package var cc: String?
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
  /// How the due day came about: `agreed`, `set` by the creditor alone, or fixed by `law`.
  package var dueBasis: String?
  /// The day on which the debtor received the invoice.
  package var received: String?
  /// The day of the contract.
  package var contracted: String?
  /// What the debtor is to quote when paying; left out, the creditor's form makes it of the reference.
  package var paymentReference: String?
  /// The debtor's number for value added tax.
  package var vatId: String?
  /// What the debtor may keep back who pays by ``discountUntil``: `2%`, or an amount.
  package var discount: String?
  /// The last day for it.
  package var discountUntil: String?
  /// Takes days all the same that are a question, such as that of an invoice still to come.
  package var accept: Bool?
  /// Whether ``amount`` is what is open now, as a list of open items has it: told again, a claim that was paid in part is
  /// the same one.
  package var openBalance: Bool?

  /// A claim with what it must have.
  package init(
    reference: String, debtor: String, email: String, amount: String, currency: String, due: String
  ) {
    self.reference = reference
    self.debtor = debtor
    self.email = email
    self.amount = amount
    self.currency = currency
    self.due = due
  }

  /// A claim of which nothing is given yet, to be filled by ``ClaimField``s.
  package init() { self.init(reference: "", debtor: "", email: "", amount: "", currency: "", due: "") }
}

extension ClaimRequest {
  /// The names that a claim file must have, and those it may have, in the order of the documentation.
  package static let requiredKeys = ClaimField.all.filter(\.isRequired).map(\.name)
  package static let optionalKeys = ClaimField.all.filter { !$0.isRequired }.map(\.name)
}

extension ClaimRequest: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: WireName.self)
    self.init()
    for field in ClaimField.all {
      let name = WireName(field.name)
      if field.isRequired {
        field.set(try container.decode(String.self, forKey: name), in: &self)
      } else if let text = try container.decodeIfPresent(String.self, forKey: name) {
        field.set(text, in: &self)
      }
    }
    accept = try container.decodeIfPresent(Bool.self, forKey: WireName("accept"))
    openBalance = try container.decodeIfPresent(Bool.self, forKey: WireName("open_balance"))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: WireName.self)
    for field in ClaimField.all { try container.encodeIfPresent(field.text(in: self), forKey: WireName(field.name)) }
    try container.encodeIfPresent(accept, forKey: WireName("accept"))
    try container.encodeIfPresent(openBalance, forKey: WireName("open_balance"))
  }
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
  @Nullable package var debtorId: String?
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
  /// What the debtor is asked to quote when paying, as it is printed.
  package var paymentReference: String?
  package var policy: String
  package var language: String
  package var timeZone: String
  @Nullable package var next: Next?
  /// Why nothing is planned, when nothing is.
  @Nullable package var nothingBecause: String?
  /// The first day on which a paused or promised claim may be dunned again.
  @Nullable package var pausedUntil: String?
  /// Why it is paused, disputed and the like, in the words of whoever said so.
  @Nullable package var reason: String?
  /// Why the money did not come: `technical`, `personal`, `third-party`, `disputed` or `unknown`.
  @Nullable package var cause: String?
  package var enqueuedAt: String
  /// Counts every change of it; a correction can name the one that it is meant for.
  package var revision: Int64
  /// What a person should know who has enqueued it; left out where there is nothing.
  package var warnings: [String]?
  /// What the debtor may keep back who pays by ``discountUntil``; left out where there is no discount.
  package var discount: String?
  package var discountUntil: String?
  /// True where the creditor forgoes interest, fixed sum and costs; else left out.
  package var waived: Bool?
  /// The part of that which the creditor forgoes; left out where it is nothing or all.
  package var waivedAmount: String?
  /// What of ``outstanding`` is interest and costs that the last demand asked for; left out where there is nothing.
  package var chargesOwed: String?
  /// True of a payment that was recorded before, under its number; else left out.
  package var alreadyKnown: Bool?

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
    case paymentReference = "payment_reference"
    case policy
    case language
    case timeZone = "time_zone"
    case next
    case nothingBecause = "nothing_because"
    case pausedUntil = "paused_until"
    case reason
    case cause
    case enqueuedAt = "enqueued_at"
    case revision
    case warnings
    case discount
    case discountUntil = "discount_until"
    case waived
    case waivedAmount = "waived_amount"
    case chargesOwed = "charges_owed"
    case alreadyKnown = "already_known"
  }

  package init(
    id: String, reference: String, creditor: String, debtor: String, debtorId: String?, email: String, state: String,
    due: String, overdue: Bool, amount: String, paid: String, outstanding: String, overpaid: String, currency: String,
    policy: String, language: String, timeZone: String, next: Next?, nothingBecause: String?, pausedUntil: String?,
    reason: String?, cause: String?, enqueuedAt: String, revision: Int64
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
    self.revision = revision
  }
}

/// `GET /v1/claims`: one page, and the cursor of the next one while there is one.
package struct ClaimList: Codable, Hashable, Sendable {
  package var claims: [ClaimResponse]
  @Nullable package var nextCursor: String?

  private enum CodingKeys: String, CodingKey {
    case claims
    case nextCursor = "next_cursor"
  }

  package init(claims: [ClaimResponse], nextCursor: String?) {
    self.claims = claims
    self.nextCursor = nextCursor
  }
}

/// `GET /v1/claims/{id}`: the claim with all that happened to it.
package struct ClaimDetail: Codable, Hashable, Sendable {
  package var claim: ClaimResponse
  /// What late payment has come to today, where the policy names a rule.
  @Nullable package var late: LateResponse?
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
  @Nullable package var limitation: String?
  /// The same if every demand that went out has reached the debtor, where that is later and not
  /// proved; left out where it is not.
  package var limitationIfReceived: String?

  private enum CodingKeys: String, CodingKey {
    case rule
    case asOf = "as_of"
    case interest
    case compensation
    case total
    case provisional
    case limitation
    case limitationIfReceived = "limitation_if_received"
  }

  package init(
    rule: String, asOf: String, interest: String, compensation: String, total: String, provisional: Bool,
    limitation: String?, limitationIfReceived: String? = nil
  ) {
    self.rule = rule
    self.asOf = asOf
    self.interest = interest
    self.compensation = compensation
    self.total = total
    self.provisional = provisional
    self.limitation = limitation
    self.limitationIfReceived = limitationIfReceived
  }
}

/// What a complete list of what is open came to for a claim.
package struct ListChange: Codable, Hashable, Sendable {
  /// `paid`, `taken-back` (what lists had told before), `behind` (the list has not heard of a payment), `given-up`, `asked`
  /// (it is not on the list) or `settled`.
  package var kind: String
  package var amount: String?
  package var currency: String?
  package var followUp: String?

  private enum CodingKeys: String, CodingKey {
    case kind
    case amount
    case currency
    case followUp = "follow_up"
  }

  package init(_ kind: String, amount: String? = nil, currency: String? = nil, followUp: String? = nil) {
    self.kind = kind
    self.amount = amount
    self.currency = currency
    self.followUp = followUp
  }
}

/// One result line of `POST /v1/claims/batch`, in the order of the lines that came in.
package struct BatchResult: Codable, Hashable, Sendable {
  /// The line of the request, counted from 1; 0 of what a complete list does not name.
  package var line: Int
  /// 201 enqueued, 200 already known with the same content, else the status of the problem.
  package var status: Int
  package var id: String?
  package var reference: String?
  /// Of a claim that was there with other content and is now, or would be, what the line says: the fields that differed.
  package var corrected: [FieldDifference]?
  /// Of a complete list of what is open: what it changed, or would, besides.
  package var change: ListChange?
  /// What a person should know although the line was taken; left out where there is nothing.
  package var warnings: [String]?
  /// What would go out next about a claim that would be enqueued; left out where it is enqueued, or nothing would.
  package var next: ClaimResponse.Next?
  package var problem: Problem?

  package init(
    line: Int, status: Int, id: String? = nil, reference: String? = nil, corrected: [FieldDifference]? = nil,
    problem: Problem? = nil
  ) {
    self.line = line
    self.status = status
    self.id = id
    self.reference = reference
    self.corrected = corrected
    self.problem = problem
  }
}
