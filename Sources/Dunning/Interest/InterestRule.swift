/// The law of one jurisdiction for one kind of debt, as its file in `rules/` has it.
package struct InterestRule: Hashable, Sendable {
  /// What a sum of money is owed as.
  package enum Part: String, Sendable, CaseIterable {
    /// What was spent on collecting, and the fixed sum.
    case costs
    case interest
    case principal
  }

  package enum Compounding: String, Sendable, CaseIterable {
    case none
    /// On each anniversary of the first interest day (BW 6:119 (2)).
    case yearly
    /// Each month from the first interest day on (MSMED Act s. 16).
    case monthly

    var months: Int? {
      switch self {
      case .none: nil
      case .yearly: 12
      case .monthly: 1
      }
    }
  }

  /// What becomes of a due date on a day that is not worked.
  package enum DueOnHoliday: String, Sendable, CaseIterable {
    /// The next working day counts (BGB § 193).
    case moves
    case stays
    /// The next working day counts where a place of payment is named, as by custom or agreement.
    case agreed
  }

  /// The first interest day, so many days after something.
  package enum Start: Hashable, Sendable {
    case due(Int)
    /// After the later of due date and demand; no interest without a demand.
    case demand(Int)
    /// After receipt, but not before the day after the due date.
    case received(Int)
  }

  /// A rate that the parties agreed.
  package struct Agreed: Hashable, Sendable {
    package let isRequired: Bool
    package let floor: RateFormula?
    package let cap: RateFormula?
    /// What counts instead of a rate that is only stated per month or day (Interest Act (Canada) s. 4).
    package let unlessYearly: Percent?

    package init(
      isRequired: Bool = false, floor: RateFormula? = nil, cap: RateFormula? = nil, unlessYearly: Percent? = nil
    ) {
      self.isRequired = isRequired
      self.floor = floor
      self.cap = cap
      self.unlessYearly = unlessYearly
    }
  }

  /// E.g. `DE-B2B`: the name of its file.
  package let id: String
  package let jurisdiction: String
  /// Between whom it applies.
  package let who: String
  /// The debtors whose debts it is for.
  package let audience: Audience
  /// The statutes in short.
  package let basis: String
  /// The statutes as a letter cites them, by the tag of its language: `§ 288 Abs. 2 und 5 BGB` for `de`. A language that
  /// is not here reads ``basis``.
  package let citations: [String: String]
  /// The same where no fixed sum is asked, by the same tags: `§ 288 Abs. 2 BGB`. A language that is not here reads
  /// ``citations``.
  package let interestCitations: [String: String]
  /// The rate by law; nil where only an agreed one counts.
  package let rate: RateFormula?
  /// The largest factor that may be chosen instead of that of the rate.
  package let upliftMax: Factor?
  /// Nil where the law takes no account of an agreed rate.
  package let agreed: Agreed?
  package let compounding: Compounding
  package let dayCount: DayCount
  package let start: Start
  /// What puts the debtor in default where the creditor alone has set the due day.
  package let defaultBy: DefaultBy
  /// Days of grace after receipt of the invoice when no date was agreed; nil where the rule knows none.
  package let withoutDate: Int?
  /// Whether they run only where the invoice has pointed them out (BGB § 286 (3), of consumers).
  package let withoutDateNeedsNotice: Bool
  package let dueOnHoliday: DueOnHoliday
  /// The calendar of the place of payment when none is named.
  package let calendar: String?
  package let fixedSum: FixedSum?
  /// The full days that a demand must give before the fixed sum is owed; nil when it is owed with the first interest.
  package let demandDays: Int?
  /// What a payment goes to, in this order.
  package let allocation: [Part]
  package let limitation: Limitation?
  package let source: String
  package let checkedOn: CivilDate
  /// The last day on which the law is known to be this; nil where no change is in sight.
  package let validTo: CivilDate?
  /// False when part of it was written down from memory and awaits a look at the source.
  package let isVerified: Bool
  /// What a reader of the statement should know.
  package let notes: [String]

  package init(
    id: String, jurisdiction: String, who: String, audience: Audience = .anybody, basis: String,
    citations: [String: String] = [:], interestCitations: [String: String] = [:], rate: RateFormula?,
    upliftMax: Factor? = nil, agreed: Agreed? = nil, compounding: Compounding = .none,
    dayCount: DayCount = .actual365, start: Start = .due(1), defaultBy: DefaultBy = .due, withoutDate: Int? = nil,
    withoutDateNeedsNotice: Bool = false, dueOnHoliday: DueOnHoliday = .agreed, calendar: String? = nil,
    fixedSum: FixedSum? = nil, demandDays: Int? = nil, allocation: [Part] = [.costs, .interest, .principal],
    limitation: Limitation? = nil,
    source: String, checkedOn: CivilDate, validTo: CivilDate? = nil, isVerified: Bool = true, notes: [String] = []
  ) {
    self.id = id
    self.jurisdiction = jurisdiction
    self.who = who
    self.audience = audience
    self.basis = basis
    self.citations = citations
    self.interestCitations = interestCitations
    self.rate = rate
    self.upliftMax = upliftMax
    self.agreed = agreed
    self.compounding = compounding
    self.dayCount = dayCount
    self.start = start
    self.defaultBy = defaultBy
    self.withoutDate = withoutDate
    self.withoutDateNeedsNotice = withoutDateNeedsNotice
    self.dueOnHoliday = dueOnHoliday
    self.calendar = calendar
    self.fixedSum = fixedSum
    self.demandDays = demandDays
    self.allocation = allocation
    self.limitation = limitation
    self.source = source
    self.checkedOn = checkedOn
    self.validTo = validTo
    self.isVerified = isVerified
    self.notes = notes
  }

  /// Every rate that it may have to look up.
  package var formulas: [RateFormula] { [rate, agreed?.floor, agreed?.cap].compactMap { $0 } }
}
