package import Dunning

/// All that a notice may say. Templates see these facts, formatted, and nothing else.
package struct NoticeFacts: Sendable {
  /// With the account for the currency of the items, if there is one.
  package let creditor: Creditor
  package let debtor: Debtor
  /// A language tag; ``TemplateCatalog/language(for:)`` tells which templates speak for it.
  package let language: String
  /// ``Step/name``: templates of this name come before those of the tone.
  package let step: String
  package let tone: Step.Tone
  /// At least one but in a statement of account, all in one currency.
  package let items: [Item]
  /// The last day on which the debtor may pay without anything else happening; printed in the notice.
  package let payBy: CivilDate?
  /// When the notice is written: it decides what "today" and "overdue" mean in it.
  package let now: Instant
  /// The debtor's zone, by whose clock all dates are printed.
  package let zone: ZoneRules
  /// The notice's number as it is printed.
  package let number: String
  /// What is quoted for all of the items where that is one number; nil for those of the items.
  package let groupReference: PaymentReference?
  /// A page on which the debtor can pay all of the items.
  package let paymentLink: String?
  /// The days of earlier notices about the same items, oldest first.
  package let previous: [CivilDate]
  /// The names of the debtors of all claims in it: they must be one person's.
  package let debtorNames: [String]
  /// True for a letter that travels with a proof of posting or of delivery.
  package let isRegistered: Bool
  /// True for a letter in the form of content-certified mail.
  package let isContentCertified: Bool
  /// The date of ``now`` in the debtor's zone.
  package let today: CivilDate
  /// What a statement of account tells besides the items, which are all that is open; nil for every other notice.
  package var account: Account?

  package init(
    creditor: Creditor, debtor: Debtor, language: String, step: String, tone: Step.Tone, items: [Item],
    payBy: CivilDate? = nil, now: Instant, zone: ZoneRules, number: String, paymentLink: String? = nil,
    previous: [CivilDate] = [], debtorNames: [String] = [], isRegistered: Bool = false,
    isContentCertified: Bool = false, groupReference: PaymentReference? = nil, currency: Currency? = nil
  ) {
    // Nobody is asked to pay into an account for other money.
    self.creditor = (currency ?? items.first?.amount.currency).map(creditor.paid) ?? creditor
    self.debtor = debtor
    self.language = language
    self.step = step
    self.tone = tone
    self.items = items
    self.payBy = payBy
    self.now = now
    self.zone = zone
    self.number = number
    self.paymentLink = paymentLink
    self.previous = previous
    self.debtorNames = debtorNames
    self.isRegistered = isRegistered
    self.isContentCertified = isContentCertified
    self.groupReference = groupReference
    today = zone.date(at: now)
  }

  /// How a debtor's account stands.
  package struct Account: Hashable, Sendable {
    /// What is open in all.
    package let outstanding: Money
    /// What the debtor has with the creditor.
    package let credit: Money
    /// The first day of which ``movements`` tell.
    package let since: CivilDate
    /// Oldest first.
    package let movements: [Movement]

    /// Money that came in or went back, or was given up, or what of it went to interest and costs.
    package struct Movement: Hashable, Sendable {
      package enum Kind: Hashable, Sendable {
        case money(Payment.Kind)
        /// What of the money before it the law owes as interest and costs.
        case charges
      }

      package let date: CivilDate
      /// More than nothing, whichever way money went; charges are less than nothing where money went back that had paid them.
      package let amount: Money
      package let kind: Kind

      package init(date: CivilDate, amount: Money, kind: Kind) {
        (self.date, self.amount, self.kind) = (date, amount, kind)
      }
    }

    package init(outstanding: Money, credit: Money, since: CivilDate, movements: [Movement]) {
      (self.outstanding, self.credit, self.since, self.movements) = (outstanding, credit, since, movements)
    }

    /// Less than nothing where the creditor owes.
    var balance: Money { Money.sum([outstanding, credit.negated], in: outstanding.currency) }
  }

  /// One claim in the notice.
  package struct Item: Hashable, Sendable {
    package let reference: String
    /// What is to be quoted for it.
    package let paymentReference: PaymentReference
    /// The day of the invoice.
    package let issued: CivilDate?
    package let contract: String?
    /// The day the contract was made.
    package let contracted: CivilDate?
    package let due: Deadline
    /// ``Rulebook/lastDayInTime(of:)``; nil is the day of the deadline.
    package let lastDayInTime: CivilDate?
    package let amount: Money
    package let paid: Money
    /// What of it was given up with credit notes: nobody has paid that.
    package let credited: Money
    /// What of ``outstanding`` stays owed of an earlier demand, where this notice works out nothing; nil where there is
    /// nothing.
    package var demanded: Money?
    /// What of the cost of late payment the creditor forgoes; nil where that is nothing.
    package var waived: Money?
    /// What is left of the sum itself: where a law has payments go to costs and interest first, by that law's working.
    package let outstanding: Money
    /// What became of each payment, by the law's working; empty where all of it went to the sum itself.
    package let applied: [InterestStatement.Allocation]
    /// What late payment has come to on the day of the notice; nil when nothing is asked for it.
    package let late: LateCharge?
    /// The fixed sum that a demand has to announce; nil where the law knows none, or none any more.
    package let ahead: FixedSumAhead?
    /// The last day on which the claim is certainly not barred by limitation; nil when that is not known.
    package let limitation: CivilDate?
    /// A page on which the debtor can pay this claim; printed where there is none for all of them.
    package let paymentLink: String?

    package init(
      reference: String, issued: CivilDate? = nil, contract: String? = nil, due: Deadline,
      lastDayInTime: CivilDate? = nil, amount: Money, paid: Money, credited: Money? = nil, outstanding: Money,
      applied: [InterestStatement.Allocation] = [], late: LateCharge? = nil, ahead: FixedSumAhead? = nil,
      limitation: CivilDate? = nil, contracted: CivilDate? = nil, paymentLink: String? = nil,
      paymentReference: PaymentReference? = nil
    ) {
      self.reference = reference
      self.paymentReference = paymentReference ?? .own(reference)
      self.issued = issued
      self.contract = contract
      self.contracted = contracted
      self.due = due
      self.lastDayInTime = lastDayInTime
      self.amount = amount
      self.paid = paid
      self.credited = credited ?? Money(minorUnits: 0, currency: amount.currency)
      self.outstanding = outstanding
      self.applied = applied
      self.late = late
      self.ahead = ahead
      self.limitation = limitation
      self.paymentLink = paymentLink
    }

    /// - Parameters:
    ///   - credited: what of ``Claim/paid`` came by credit notes.
    ///   - quoted: what is to be quoted for it; nil for its reference.
    package init(
      _ claim: Claim, credited: Money? = nil, lastDayInTime: CivilDate? = nil, late: InterestStatement? = nil,
      limitation: CivilDate? = nil, quoted: PaymentReference? = nil
    ) {
      // Of a credit note that was paid out again as much is left as still counts.
      let credited = Money(
        minorUnits: min(credited?.minorUnits ?? 0, claim.paid.minorUnits), currency: claim.paid.currency)
      let charge = late.flatMap(LateCharge.init)
      let applied = charge == nil ? [] : late?.paid ?? []
      self.init(
        reference: claim.draft.reference, issued: claim.draft.issued, contract: claim.draft.contract,
        due: claim.draft.due, lastDayInTime: lastDayInTime, amount: claim.draft.amount,
        paid: Money.sum([claim.paid, credited.negated], in: claim.paid.currency), credited: credited,
        outstanding: (charge == nil ? nil : late?.principalLeft) ?? claim.outstanding,
        applied: applied.contains { $0.toCosts.isPositive || $0.toInterest.isPositive } ? applied : [], late: charge,
        ahead: late?.fixedSumAhead, limitation: limitation, contracted: claim.draft.contracted,
        paymentLink: claim.draft.paymentLink, paymentReference: quoted)
      demanded = charge == nil && claim.beyond.isPositive ? claim.beyond : nil
      waived = charge == nil ? nil : late?.forgone
    }

    /// The outstanding sum with what late payment costs; nil when 64 bits do not hold it.
    var total: Money? {
      var sum = outstanding
      for charge in [late?.interest, late?.compensation].compactMap({ $0 }) {
        let (units, overflow) = sum.minorUnits.addingReportingOverflow(charge.minorUnits)
        guard charge.currency == sum.currency, !overflow else { return nil }
        sum.minorUnits = units
      }
      return sum
    }
  }

  /// What late payment of one claim has come to, and why so much.
  package struct LateCharge: Hashable, Sendable {
    package struct Period: Hashable, Sendable {
      package let rate: Percent
      package let from: CivilDate
      package var until: CivilDate
      /// As the day count has them.
      package var days: Int
      /// What bears the interest.
      package let base: Money

      package init(rate: Percent, from: CivilDate, until: CivilDate, days: Int, base: Money) {
        self.rate = rate
        self.from = from
        self.until = until
        self.days = days
        self.base = base
      }

      /// This span and the next as one; nil when rate, base or a day between them differ.
      func joined(_ next: Period) -> Period? {
        guard rate == next.rate, base == next.base, until.adding(days: 1) == next.from else { return nil }
        var both = self
        (both.until, both.days) = (next.until, days + next.days)
        return both
      }
    }

    /// What is left of it after what was paid on it.
    package let interest: Money
    /// The fixed sum of the law, less what was paid on it; nought where there is none.
    package let compensation: Money
    package let periods: [Period]
    /// The statutes.
    package let basis: String
    /// ``InterestRule/citations``.
    package let citations: [String: String]
    /// What one day more will add; nil when no interest is running.
    package let daily: DailyInterest?
    /// True when a rate that it needs is not in its table yet.
    package let isProvisional: Bool

    /// Nil when nothing is owed for being late.
    init?(_ statement: InterestStatement) {
      guard statement.interest.isPositive || statement.compensation.isPositive else { return nil }
      interest = statement.interestLeft
      compensation = statement.costsLeft
      periods = statement.segments.map {
        Period(rate: $0.rate, from: $0.from, until: $0.until, days: $0.days, base: $0.base)
      }
      basis = statement.terms.rule.basis
      citations = statement.citations
      daily = statement.daily
      isProvisional = statement.isProvisional
    }

    package init(
      interest: Money, compensation: Money, periods: [Period], basis: String, citations: [String: String] = [:],
      daily: DailyInterest? = nil, isProvisional: Bool
    ) {
      self.interest = interest
      self.compensation = compensation
      self.periods = periods
      self.basis = basis
      self.citations = citations
      self.daily = daily
      self.isProvisional = isProvisional
    }
  }

  /// How the deadline lies to the moment of the notice.
  package enum Timing: Sendable {
    /// On a later day.
    case ahead
    /// Today, and not over yet.
    case today
    case overdue
  }

  /// Overdue when any item is; else due today when any is.
  package var timing: Timing {
    let timings = items.map(timing(of:))
    if timings.contains(.overdue) { return .overdue }
    return timings.contains(.today) ? .today : .ahead
  }

  package func timing(of item: Item) -> Timing {
    let last = lastDayInTime(of: item)
    if now >= item.due.end(in: zone, lastDayInTime: last) { return .overdue }
    return last == today ? .today : .ahead
  }

  /// Whole days since the last one on which payment was in time, as many as bear interest; 0 on that day and before.
  package func daysLate(of item: Item) -> Int { max(0, today.dayNumber - lastDayInTime(of: item).dayNumber) }

  /// The day that the words about the deadline name: the due day as it was agreed, or, from that day on until it is
  /// over, the working day that it has rolled on to.
  func namedDueDate(of item: Item) -> CivilDate {
    let due = item.due.date(in: zone)
    return today < due || timing(of: item) == .overdue ? due : lastDayInTime(of: item)
  }

  private func lastDayInTime(of item: Item) -> CivilDate { item.lastDayInTime ?? item.due.date(in: zone) }

  /// The sum of what is owed, with what late payment costs; nil when there are no items, several currencies, or more than
  /// 64 bits hold.
  package var total: Money? { account?.outstanding ?? sum(\.total) }

  /// The sum of the items alone.
  var principal: Money? { sum(\.outstanding) }

  var interest: Money? { sum { $0.late?.interest ?? nothing(in: $0) } }

  var compensation: Money? { sum { $0.late?.compensation ?? nothing(in: $0) } }

  /// What one day more of late payment will add to the total; nil when no interest is running.
  var daily: Money? {
    guard let currency = items.first?.outstanding.currency else { return nil }
    return DailyInterest.sum(of: items.compactMap(\.late?.daily), in: currency).flatMap { $0.isPositive ? $0 : nil }
  }

  /// What will be owed besides, and after how many days, unless the demand is met.
  var costsAhead: (sum: Money, days: Int)? {
    let parts = items.compactMap(\.ahead)
    guard let sum = FixedSumAhead.sum(of: parts), sum.isPositive, let days = parts.first?.days else { return nil }
    return (sum, days)
  }

  /// The tag that was asked for, with its region: ``language`` names only the templates.
  var wantedLanguage: String { debtor.language ?? creditor.language }

  /// True when an earlier notice went out after one of the deadlines.
  var isReminded: Bool {
    previous.contains { day in items.contains { lastDayInTime(of: $0) < day } }
  }

  private func nothing(in item: Item) -> Money { Money(minorUnits: 0, currency: item.outstanding.currency) }

  private func sum(_ part: (Item) -> Money?) -> Money? {
    guard let currency = items.first?.outstanding.currency else { return nil }
    var sum = Money(minorUnits: 0, currency: currency)
    for item in items {
      guard let money = part(item), money.currency == currency else { return nil }
      let (units, overflow) = sum.minorUnits.addingReportingOverflow(money.minorUnits)
      guard !overflow else { return nil }
      sum.minorUnits = units
    }
    return sum
  }
}
