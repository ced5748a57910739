/// What a debtor has with a creditor in one currency: paid and set against no claim, paid too much, credited.
package enum Credit {
  /// What becomes of a claim that a credit of its debtor's would pay, in whole or in part.
  package enum Use: String, Sendable, CaseIterable {
    /// Nothing is written about it until a person decides.
    case hold
    /// The credit is set against it at once, and what is left is dunned.
    case net
  }

  /// A claim in the order in which money is set against it.
  package struct Place: Hashable, Sendable {
    package let claim: ClaimID
    /// The day that it fell due; of a deadline that is a moment, the day in UTC, whatever the calendar.
    package let due: CivilDate
    /// What is still owed of it.
    package let open: Money

    package init(claim: ClaimID, due: CivilDate, open: Money) {
      self.claim = claim
      self.due = due
      self.open = open
    }
  }

  /// Divides money among claims: the one that was due first gets as much as is open of it, then the next; of one day's the
  /// one that was enqueued first.
  ///
  /// - Parameter sum: nothing is divided unless it is more than nothing.
  /// - Returns: the shares that are more than nothing, in that order.
  package static func shares(of sum: Money, among places: [Place]) -> [(claim: ClaimID, amount: Money)] {
    var left = max(0, sum.minorUnits)
    var shares: [(claim: ClaimID, amount: Money)] = []
    for place in places.sorted(by: { ($0.due, $0.claim) < ($1.due, $1.claim) }) where left > 0 {
      let share = min(left, place.open.minorUnits)
      guard share > 0 else { continue }
      left -= share
      shares.append((place.claim, Money(minorUnits: share, currency: sum.currency)))
    }
    return shares
  }
}

extension Money {
  /// One of a currency, e.g. 1.00 EUR or 1 JPY.
  package static func unit(of currency: Currency) -> Money {
    Money(minorUnits: (0..<currency.exponent).reduce(1) { unit, _ in unit * 10 }, currency: currency)
  }
}
