/// `POST …/pause`, on a claim or a debtor.
package struct PauseRequest: Codable, Hashable, Sendable {
  /// The first day on which notices may go out again; left out: until resumed.
  package var until: String?
  package var reason: String
  /// Why the money did not come; see ``ClaimResponse/cause``.
  package var cause: String?

  package init(until: String? = nil, reason: String, cause: String? = nil) {
    self.until = until
    self.reason = reason
    self.cause = cause
  }
}

/// `POST …/resume`, on a claim or a debtor.
package struct ResumeRequest: Codable, Hashable, Sendable {
  package var reason: String?

  package init(reason: String? = nil) {
    self.reason = reason
  }
}

/// `POST …/promise`, on a claim or a debtor.
package struct PromiseRequest: Codable, Hashable, Sendable {
  /// The day by which the debtor will pay, or pay the first instalment.
  package var date: String
  /// How much, or how much each time; left out: all that is open.
  package var amount: String?
  /// Makes it a plan of instalments: how far they lie apart, e.g. `1mo`.
  package var every: String?
  /// How many instalments, where no amount is given.
  package var count: Int?
  package var reason: String?
  /// Why the money did not come; see ``ClaimResponse/cause``.
  package var cause: String?

  package init(
    date: String, amount: String? = nil, every: String? = nil, count: Int? = nil, reason: String? = nil,
    cause: String? = nil
  ) {
    self.date = date
    self.amount = amount
    self.every = every
    self.count = count
    self.reason = reason
    self.cause = cause
  }
}

/// `POST …/dispute`, on a claim or a debtor.
package struct DisputeRequest: Codable, Hashable, Sendable {
  package var reason: String
  /// `disputed` when left out.
  package var cause: String?

  package init(reason: String, cause: String? = nil) {
    self.reason = reason
    self.cause = cause
  }
}

/// `POST …/stop`, on a claim or a debtor: nobody may write to them any more.
package struct StopRequest: Codable, Hashable, Sendable {
  /// `insolvency`, `representation`, `deceased`, `cease-request` or `other`.
  package var because: String
  package var reason: String
  /// Why the money did not come; see ``ClaimResponse/cause``.
  package var cause: String?

  package init(because: String, reason: String, cause: String? = nil) {
    self.because = because
    self.reason = reason
    self.cause = cause
  }
}

/// `POST …/withdraw`, on a claim or a debtor.
package struct WithdrawRequest: Codable, Hashable, Sendable {
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

/// `POST /v1/claims/{id}/reopen`.
package struct ReopenRequest: Codable, Hashable, Sendable {
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

/// `POST /v1/claims/{id}/waive`: the creditor forgoes what is owed beside the sum, or a part of it.
package struct WaiveRequest: Codable, Hashable, Sendable {
  package var reason: String
  /// So much more than before, a decimal string in the claim's currency; nil is all of it.
  package var amount: String?
  /// Takes it back.
  package var undo: Bool?

  package init(reason: String, amount: String? = nil, undo: Bool? = nil) {
    self.reason = reason
    self.amount = amount
    self.undo = undo
  }
}

/// `POST …/write-off`, on a claim or a debtor.
package struct WriteOffRequest: Codable, Hashable, Sendable {
  package var reason: String
  /// Why the money did not come; see ``ClaimResponse/cause``.
  package var cause: String?

  package init(reason: String, cause: String? = nil) {
    self.reason = reason
    self.cause = cause
  }
}

/// Several claims that one call changed, e.g. all of a debtor.
package struct ClaimsChanged: Codable, Hashable, Sendable {
  package var claims: [ClaimResponse]

  package init(claims: [ClaimResponse]) {
    self.claims = claims
  }
}

/// A promise on record.
package struct PromiseResponse: Codable, Hashable, Sendable {
  /// `running`, `kept`, `partly-kept`, `broken` or `replaced`.
  package var state: String
  package var madeAt: String
  package var instalments: [Instalment]

  package struct Instalment: Codable, Hashable, Sendable {
    package var due: String
    package var amount: String
    /// `kept`, `partly-kept` or `broken`; null while its day has not passed.
    @Nullable package var outcome: String?

    private enum CodingKeys: String, CodingKey {
      case due
      case amount
      case outcome
    }

    package init(due: String, amount: String, outcome: String?) {
      self.due = due
      self.amount = amount
      self.outcome = outcome
    }
  }

  private enum CodingKeys: String, CodingKey {
    case state
    case madeAt = "made_at"
    case instalments
  }

  package init(state: String, madeAt: String, instalments: [Instalment]) {
    self.state = state
    self.madeAt = madeAt
    self.instalments = instalments
  }
}
