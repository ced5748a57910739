extension CashDiscount {
  /// A claim that may be paid with a discount.
  package struct Place: Hashable, Sendable {
    package let claim: ClaimID
    /// What is still owed of it.
    package let open: Money
    /// What is enough on the day; ``open`` where there is no discount, or it is over.
    package let enough: Money

    /// - Parameters:
    ///   - payments: all of the claim.
    ///   - day: on which the money came.
    package init(_ claim: Claim, payments: [Payment], on day: CivilDate) {
      (self.claim, open) = (claim.id, claim.outstanding)
      enough = Self.enough(claim, payments, on: day) ?? claim.outstanding
    }

    private static func enough(_ claim: Claim, _ payments: [Payment], on day: CivilDate) -> Money? {
      guard let discount = claim.draft.discount, discount.until >= day,
        claim.outstanding.minorUnits > discount.amount.minorUnits
      else { return nil }
      let rest = Money(
        minorUnits: claim.outstanding.minorUnits - discount.amount.minorUnits, currency: discount.amount.currency)
      let payment = Payment(externalID: nil, amount: rest, date: day, recordedAt: claim.enqueued)
      return (payments + [payment]).deserve(discount, on: claim.draft.amount) ? rest : nil
    }
  }

  /// Divides money among claims that it pays with their discounts: the first of them, in their order, or all.
  ///
  /// - Returns: nil where it is not exactly what is enough for them, or none has a discount.
  package static func shares(of money: Money, among places: [Place]) -> [(claim: ClaimID, amount: Money)]? {
    var left = money.minorUnits
    var shares: [(claim: ClaimID, amount: Money)] = []
    var isDiscounted = false
    for place in places where place.open.isPositive {
      guard place.open.currency == money.currency else { return nil }
      left -= place.enough.minorUnits
      shares.append((place.claim, place.enough))
      isDiscounted = isDiscounted || place.enough != place.open
      if left <= 0 { break }
    }
    return left == 0 && isDiscounted ? shares : nil
  }
}
