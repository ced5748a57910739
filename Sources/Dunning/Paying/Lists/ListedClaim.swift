/// What is known of a claim that a complete list of what is open may name, and what the list means for it: **the one
/// decision about lists**.
///
/// The list comes from another program, which learns of money sooner or later than the docket does: less open is money
/// that came in, more open is mostly money that the program has not heard of yet, and never a reason to dun for it.
package struct ListedClaim: Hashable, Sendable {
  /// A payment that is known from such a list alone.
  package struct Told: Hashable, Sendable {
    package let payment: PaymentID
    package let amount: Money

    package init(payment: PaymentID, amount: Money) {
      self.payment = payment
      self.amount = amount
    }
  }

  package let state: Claim.State
  package let amount: Money
  package let outstanding: Money
  /// Whether any money has come in for it and counts.
  package let isPaidInPart: Bool
  /// What lists have told of it and still counts, the newest first.
  package let told: [Told]

  package init(
    state: Claim.State, amount: Money, outstanding: Money, isPaidInPart: Bool, told: [Told]
  ) {
    self.state = state
    self.amount = amount
    self.outstanding = outstanding
    self.isPaidInPart = isPaidInPart
    self.told = told
  }

  package enum Verdict: Hashable, Sendable {
    /// So much is open here and there.
    case same
    /// So much less is open than is known: it was paid.
    case paid(Money)
    /// The list has taken back what lists told before.
    case takenBack([PaymentID], Money)
    /// The list has not heard of so much that is known to have been paid.
    case behind(Money)
    /// The sum itself is more.
    case raised(Money)
    /// More is open than the claim ever was about, and something was paid for it: only a person knows.
    case contradicts
    /// A person has given the claim up, which the list has not heard of.
    case givenUp
  }

  /// What it means that so much of the claim is open on the list.
  ///
  /// - Parameter listed: in the claim's currency.
  package func verdict(listed: Money) -> Verdict {
    guard !Claim.State.gaveUp.contains(state) else { return .givenUp }
    let more = listed.minorUnits - outstanding.minorUnits
    func money(_ units: Int64) -> Money { Money(minorUnits: units, currency: amount.currency) }
    if more == 0 { return .same }
    if more < 0 { return .paid(money(-more)) }
    var (sum, payments) = (Int64(0), [PaymentID]())
    for one in told where sum < more {
      sum += one.amount.minorUnits
      payments.append(one.payment)
    }
    if sum == more, !payments.isEmpty { return .takenBack(payments, money(more)) }
    if listed.minorUnits <= amount.minorUnits { return .behind(money(more)) }
    return isPaidInPart ? .contradicts : .raised(listed)
  }

  /// How much of a payment on a statement lists have told already, so that it does not count twice: what was told as that
  /// very sum, or came in no later than the list was taken in. What pays just what is open is new.
  ///
  /// - Parameters:
  ///   - payment: the whole sum of the entry.
  ///   - isLater: whether it was booked after the day of the newest list.
  package func explained(by payment: Money, isLater: Bool) -> Money {
    let sum = Money.sum(told.map(\.amount), in: amount.currency)
    let nothing = Money(minorUnits: 0, currency: amount.currency)
    guard sum.isPositive, payment.currency == amount.currency else { return nothing }
    if let one = told.first(where: { $0.amount == payment }) { return one.amount }
    if payment == sum || payment.minorUnits == sum.minorUnits + outstanding.minorUnits { return sum }
    if payment == outstanding || isLater { return nothing }
    return Money(minorUnits: min(payment.minorUnits, sum.minorUnits), currency: amount.currency)
  }
}

extension Claim.State {
  /// What a list that still has the claim does not change.
  fileprivate static let gaveUp: [Claim.State] = [.withdrawn, .writtenOff]
}
