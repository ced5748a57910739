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
      if let kept = Self.kept(of: gross, entry) {
        choices = [Choice(money: gross, costs: kept.isPositive ? kept : nil, because: Self.words(gross, kept))]
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

  /// What a wallet kept, below zero where it gave its fee back with what went back; nil where gross, fee and sum do not add
  /// up.
  private static func kept(of gross: Money, _ entry: MatchEntry) -> Money? {
    guard gross.currency == entry.amount.currency else { return nil }
    let kept = Money(minorUnits: gross.minorUnits - entry.amount.minorUnits, currency: gross.currency)
    guard let fee = entry.fee?.magnitude else { return entry.amount.isPositive && kept.minorUnits < 0 ? nil : kept }
    // A fee comes back with what went back, and with what was taken back by mistake.
    let isOneWay = (entry.amount.minorUnits < 0) == (gross.minorUnits < 0)
    return fee == kept || isOneWay && fee == kept.magnitude ? kept : nil
  }

  private static func words(_ gross: Money, _ kept: Money) -> String? {
    guard kept.minorUnits != 0 else { return nil }
    if kept.isPositive, gross.isPositive {
      return "\(gross.words) was paid, of which \(kept.words) is the wallet's fee"
    }
    if gross.isPositive {
      return "\(gross.words) was paid, and the wallet gave \(kept.magnitude.words) of its fee back"
    }
    let went = "\(gross.magnitude.words) went back"
    return kept.isPositive
      ? "\(went), and the wallet took \(kept.words) for it"
      : "\(went), of which \(kept.magnitude.words) is the wallet's fee"
  }
}

extension Money {
  /// Without its sign.
  var magnitude: Money { Money(minorUnits: abs(minorUnits), currency: currency) }
}
