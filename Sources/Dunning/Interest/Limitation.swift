/// When a claim becomes barred by limitation.
package struct Limitation: Hashable, Sendable {
  package enum Beginning: String, Sendable, CaseIterable {
    /// The due date, which a creditor knows.
    case due
    /// The end of the year in which the claim fell due (BGB § 199 (1)).
    case endOfYear = "end-of-year"
  }

  /// What a demand that reached the debtor does.
  package enum DemandEffect: String, Sendable, CaseIterable {
    case none
    /// The whole time runs anew (CN Civil Code 195, CC 1973, c.c. 2943, BW 3:317, preskriptionslagen 5 §).
    case restart
    /// It cannot end within six months of the demand; a second demand adds nothing (JP Civil Code 150).
    case graceOfSixMonths = "grace_6m_once"
  }

  package let years: Int
  package let from: Beginning
  package let demand: DemandEffect

  package init(years: Int, from: Beginning, demand: DemandEffect) {
    self.years = years
    self.from = from
    self.demand = demand
  }

  /// The last day on which the claim is certainly not barred: never moved to a working day, and lengthened by nothing
  /// but a demand received after the due date and in time.
  package func lastDay(due: CivilDate, demand received: CivilDate?) -> CivilDate {
    let own = due.adding(months: 12 * years)
    let last = from == .due ? own : own.nextYear.adding(days: -1)
    guard let received, due < received, received <= last else { return last }
    switch demand {
    case .none: return last
    case .restart: return received.adding(months: 12 * years)
    case .graceOfSixMonths: return max(last, received.adding(months: 6))
    }
  }
}
