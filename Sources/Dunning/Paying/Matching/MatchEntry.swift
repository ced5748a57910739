/// One movement of a creditor's account as the rule sees it; nil is what the bank does not say.
package struct MatchEntry: Hashable, Sendable {
  package enum Status: String, Sendable, CaseIterable {
    case booked
    /// It will move, or may: also what a wallet keeps until the buyer has confirmed.
    case pending
    /// The bank only tells of it.
    case information
    /// It did not move and will not.
    case void
  }

  /// What is known of it already.
  package enum Prior: Sendable, Hashable {
    case none
    /// It was taken in before, with the same status.
    case known
    /// It was taken in as pending, and is booked now.
    case pending
    /// A person has decided about it.
    case decided
  }

  /// Plus is money that came in.
  package var amount: Money
  package var booked: CivilDate?
  package var value: CivilDate?
  package var status = Status.booked
  package var prior = Prior.none
  /// Whether it takes an earlier entry back.
  package var isReversal = false
  /// The bank's code, e.g. `MD06`.
  package var returnReason: String?
  /// What the one who paid wrote; a newline is where the bank broke a line, with or without a blank.
  package var text: String?
  /// A reference in a field of its own, as it is written.
  package var structured: String?
  package var endToEnd: String?
  /// Of a direct debit.
  package var mandate: String?
  /// What the bank calls the entry.
  package var bankReference: String?
  /// The other side.
  package var name: String?
  /// The other side's.
  package var account: String?
  /// What was ordered, never below zero, perhaps in another currency.
  package var instructed: Money?
  /// What the bank kept of it, or took for it.
  package var charges: Money?
  /// At a wallet: what the other side paid.
  package var gross: Money?
  /// At a wallet: what it kept.
  package var fee: Money?
  /// What a sum that was booked as one consists of.
  package var parts: [MatchEntry] = []
  /// Whether parts or sums that come with it contradict it, in words.
  package var contradiction: String?

  package init(amount: Money) { self.amount = amount }

  /// The day on which the money was there: the value day, else the booking day.
  package var day: CivilDate? { value ?? booked }

  /// What is decided about one by one, in order: the parts of a batch where they add up to it, else the entry itself.
  ///
  /// Between two of them the book must learn what became of the first.
  package var items: [MatchEntry] {
    guard !parts.isEmpty else { return [self] }
    guard partsAddUp else {
      var whole = self
      whole.contradiction = "its parts come to \(partsSum.decimal), not to \(amount.decimal) \(amount.currency.code)"
      whole.text = ([text] + parts.flatMap { [$0.structured, $0.text] }).compactMap { $0 }.joined(separator: " ; ")
      return [whole]
    }
    return parts.map(inheriting)
  }

  private var partsSum: Money { Money.sum(parts.map(\.amount), in: amount.currency) }

  /// Whether they come to the sum, perhaps before the charges that the bank states for the batch.
  private var partsAddUp: Bool {
    guard parts.allSatisfy({ $0.amount.currency == amount.currency }) else { return false }
    let missing = partsSum.minorUnits - amount.minorUnits
    return missing == 0 || (missing > 0 && missing == charges?.minorUnits && charges?.currency == amount.currency)
  }

  /// A part says what is its own; the rest is that of the whole.
  private func inheriting(_ part: MatchEntry) -> MatchEntry {
    var part = part
    part.booked = part.booked ?? booked
    part.value = part.value ?? value
    part.status = status
    part.prior = part.prior == .none ? prior : part.prior
    part.isReversal = part.isReversal || isReversal
    part.returnReason = part.returnReason ?? returnReason
    part.bankReference = part.bankReference ?? bankReference
    part.contradiction = part.contradiction ?? contradiction
    if parts.count == 1 {
      part.text = part.text ?? text
      part.structured = part.structured ?? structured
      part.endToEnd = part.endToEnd ?? endToEnd
      part.name = part.name ?? name
      part.account = part.account ?? account
      part.charges = part.charges ?? charges
    }
    return part
  }
}
