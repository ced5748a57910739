/// What an entry counts for: what the debtor paid is not always what moved.
struct EntrySum {
  /// One way to count it.
  struct Choice {
    let money: Money
    /// What of it never came.
    let costs: Money?
    /// A clause; nil for what moved.
    let because: String?
  }

  /// The first counts where nothing speaks for another.
  let choices: [Choice]
  /// The day on which the money was there.
  let day: CivilDate
  /// Why the entry contradicts itself, a clause.
  let contradiction: String?

  /// What counts where nothing speaks for another way.
  var counted: Money { choices[0].money }

  init(_ entry: MatchEntry, today: CivilDate) {
    day = entry.day ?? today
    let moved = Choice(money: entry.amount, costs: nil, because: nil)
    let currency = entry.amount.currency
    var contradiction = entry.contradiction
    var choices = [moved]
    if let gross = entry.gross {
      if let fee = entry.fee?.magnitude ?? Self.difference(gross, entry.amount), Self.addsUp(gross, fee, entry.amount) {
        let words = "\(gross.words) was paid, of which \(fee.words) is the wallet's fee"
        choices = [Choice(money: gross, costs: fee.isPositive ? fee : nil, because: fee.isPositive ? words : nil)]
      } else {
        contradiction = contradiction ?? "gross, fee and sum do not add up"
      }
    } else if let charges = entry.charges?.magnitude, charges.currency == currency, charges.isPositive {
      let whole = Money(minorUnits: entry.amount.minorUnits + charges.minorUnits, currency: currency)
      let words = "\(whole.words) was ordered, of which \(charges.words) is stated as charges"
      let ordered = Choice(money: whole, costs: charges, because: words)
      choices = entry.instructed == whole ? [ordered, moved] : [moved, ordered]
    }
    (self.choices, self.contradiction) = (choices, contradiction)
  }

  private static func difference(_ gross: Money, _ amount: Money) -> Money? {
    guard gross.currency == amount.currency else { return nil }
    return Money(minorUnits: gross.minorUnits - amount.minorUnits, currency: gross.currency)
  }

  private static func addsUp(_ gross: Money, _ fee: Money, _ amount: Money) -> Bool {
    gross.currency == amount.currency && fee.currency == amount.currency && fee.minorUnits >= 0
      && gross.minorUnits - fee.minorUnits == amount.minorUnits
  }
}

extension Money {
  /// Without its sign.
  var magnitude: Money { Money(minorUnits: abs(minorUnits), currency: currency) }
}
