package import Dunning

/// How a debtor means to pay, as it was said.
package enum PromiseTerms: Sendable, Hashable {
  /// By a day, so much of what is open; nil is all of it. The amount is a decimal string in the claim's currency.
  case day(CivilDate, amount: String?)
  /// From a day on, a span apart, so much each time or in so many parts.
  case instalments(first: CivilDate, every: Span, amount: String?, count: Int?)
  /// The instalments of a debtor's claims together, with the words in which they were promised.
  case divided([ClaimID: [Promise.Instalment]], first: CivilDate, words: String)

  /// The promise for a claim.
  ///
  /// - Throws: ``RuleError`` `.invalidPromise`, `.invalidAmount`, `.invalidDate` when the first day is past or the last
  ///   one beyond ``RuleLimits/promiseDaysMax``.
  func promise(for claim: Claim, today: CivilDate) throws(RuleError) -> Promise {
    guard firstDay >= today else {
      throw RuleError(.invalidDate, "\(firstDay.iso) is past", hint: "a promise names a day that is still to come")
    }
    let instalments = try instalments(of: claim)
    if let last = instalments.last?.due, last > today.adding(days: RuleLimits.promiseDaysMax) {
      throw RuleError(
        .invalidDate, "the promise would run until \(last.iso)",
        hint: "a promise ends within \(RuleLimits.promiseDaysMax / 365) years")
    }
    return Promise(instalments: instalments, paidBefore: claim.paid)
  }

  /// The same of all claims of a debtor: their instalments are paid to the claim first that was due first.
  ///
  /// - Throws: ``RuleError`` `.invalidPromise`, `.invalidAmount`.
  func divided(among claims: [Claim]) throws(RuleError) -> PromiseTerms {
    guard case .instalments(let first, let every, let amount, let count) = self, claims.count > 1 else { return self }
    var shares: [ClaimID: [Promise.Instalment]] = [:]
    for (currency, own) in Dictionary(grouping: claims, by: \.draft.amount.currency) {
      let ordered = own.sorted { ($0.draft.due.date(in: .utc), $0.id) < ($1.draft.due.date(in: .utc), $1.id) }
      let each = try amount.map { text throws(RuleError) in try Money(parsing: text, currency: currency) }
      let plan = try Promise.plan(
        for: Money.sum(ordered.map(\.outstanding), in: currency), first: first, every: every, amount: each, count: count
      )
      for (claim, share) in zip(ordered, Promise.shares(of: plan, among: ordered.map(\.outstanding))) {
        shares[claim.id] = share
      }
    }
    return .divided(shares, first: first, words: text)
  }

  private func instalments(of claim: Claim) throws(RuleError) -> [Promise.Instalment] {
    let open = claim.outstanding
    switch self {
    case .divided(let shares, _, _):
      guard let own = shares[claim.id], !own.isEmpty else {
        throw RuleError(
          .invalidPromise, "nothing of \(claim.draft.reference) is open that could be promised",
          hint: "promise it claim by claim")
      }
      return own
    case .day(let day, let amount):
      let sum = try amount.map { text throws(RuleError) in try Money(parsing: text, currency: open.currency) } ?? open
      guard sum.isPositive, sum.minorUnits <= open.minorUnits else {
        throw RuleError(
          .invalidPromise, "\(sum.decimal) was promised, but \(open.decimal) \(open.currency.code) is open",
          hint: "leave the amount out when all of it was promised")
      }
      return [Promise.Instalment(due: day, amount: sum)]
    case .instalments(let first, let every, let amount, let count):
      let each = try amount.map { text throws(RuleError) in try Money(parsing: text, currency: open.currency) }
      return try Promise.plan(for: open, first: first, every: every, amount: each, count: count)
    }
  }

  var hasAmount: Bool {
    switch self {
    case .day(_, let amount), .instalments(_, _, let amount, _): amount != nil
    case .divided: false
    }
  }

  private var firstDay: CivilDate {
    switch self {
    case .day(let day, _): day
    case .instalments(let first, _, _, _), .divided(_, let first, _): first
    }
  }

  /// As it stands in the journal.
  var text: String {
    switch self {
    case .day(let day, let amount): amount.map { "\($0) by \(day.iso)" } ?? day.iso
    case .instalments(let first, let every, let amount, let count):
      "from \(first.iso) every \(every.text), "
        + (amount.map { "\($0) each" } ?? "in \(count ?? 0) instalments")
    case .divided(_, _, let words): words
    }
  }
}

/// A promise as the docket knows it.
package struct RecordedPromise: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    case running
    case kept
    case partlyKept = "partly-kept"
    case broken
    /// Something else was said meanwhile.
    case replaced
  }

  package let promise: Promise
  package let madeAt: Instant
  package let state: State
  /// What became of each instalment; nil while its day has not passed.
  package let outcomes: [Promise.Outcome?]
}

extension Promise {
  /// As it stands in the journal, which binds its rows: `2026-12-01 60.00, 2027-01-01 60.00`.
  var journalled: [JournalKey: String] {
    let sums = instalments.map { "\($0.due.iso) \($0.amount.decimal)" }
    return [.instalments: sums.joined(separator: ", "), .paidBefore: paidBefore.decimal]
  }
}
