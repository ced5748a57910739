import Dunning

/// A day of the samples.
let matchDay = CivilDate(dayNumber: 20_850)

/// A claim of the samples: `RE-2026-0207 100.00 Müller GmbH`, also with a currency behind the sum.
func matchClaim(
  _ number: Int64, _ reference: String, _ sum: String = "100.00", debtor: String = "Müller GmbH",
  currency: String = "EUR", state: Claim.State = .open, open: String? = nil, owed: String? = nil,
  references: [PaymentReference] = [], discount: MatchClaim.Discount? = nil
) throws -> MatchClaim {
  MatchClaim(
    id: ClaimID(number), reference: reference, paymentReferences: references, debtor: debtor, debtorName: debtor,
    state: state, amount: try money(sum, currency), open: try open.map { try money($0, currency) },
    owed: try owed.map { try money($0, currency) }, discount: discount)
}

/// An entry of the samples: money that came in, with a text.
func matchEntry(
  _ sum: String, _ text: String? = nil, name: String? = nil, structured: String? = nil, currency: String = "EUR"
) throws -> MatchEntry {
  let isOut = sum.hasPrefix("-")
  let amount = try money(isOut ? String(sum.dropFirst()) : sum, currency)
  var entry = MatchEntry(
    amount: Money(minorUnits: isOut ? -amount.minorUnits : amount.minorUnits, currency: amount.currency))
  entry.booked = matchDay
  entry.text = text
  entry.name = name
  entry.structured = structured
  return entry
}

/// What the rule says.
func matched(
  _ entry: MatchEntry, _ book: MemoryBook, rules: MatchRules = MatchRules()
) throws -> Match {
  try Matching.decide(entry, book: book, rules: rules, today: matchDay)
}

extension Match {
  /// `RE-1 100.00, RE-2 20.00 credit-note`.
  var told: String {
    allocations.map { "\($0.reference) \($0.amount.decimal)\($0.kind == .payment ? "" : " \($0.kind.rawValue)")" }
      .joined(separator: ", ")
  }

  var candidateReferences: [String] { candidates.map(\.reference) }
}
