// Stage 2: money that went.

extension Matching {
  func returnOrOutgoing() throws -> Match {
    if entry.status != .booked { return over(.ignored, "money that may go: nothing is owed because of it yet") }
    let isReturn = entry.isReversal || entry.returnReason != nil || [.back, .given].contains(walletWord)
    let originals = try book.payments(returnedBy: entry)
    if let contradiction = sum.contradiction, isReturn { return try proposal(because: contradiction) }
    if walletWord == .given { return givenBack(originals) }
    if isReturn, let (original, how) = original(among: originals) { return taking(original, back: how) }
    if walletWord == .own { return over(.ignored, "the creditor's own money, moved at the wallet") }
    if isReturn || !originals.isEmpty || isOfTransaction { return unknownReturn(originals) }
    let named = try search.named().filter { $0.needs == .nothing }
    guard !named.isEmpty else { return over(.ignored, "money that went out, and no payment that came back") }
    return try proposal(because: "money went to a debtor, perhaps a refund", named: named)
  }

  /// Whether a wallet tells of it as of something that became of another transaction.
  private var isOfTransaction: Bool { entry.gross != nil && (entry.endToEnd != nil || walletWord != nil) }

  /// What a wallet calls what went: its rows have no sign for it but words.
  private enum WalletWord {
    /// The payment was taken back.
    case back
    /// The creditor gave it back.
    case given
    /// It is kept for a while, or is a fee of its own: no payment went back by that.
    case beside
    /// It is the creditor's, exchanged or taken off.
    case own
  }

  private var walletWord: WalletWord? {
    guard entry.gross != nil, let text = entry.text else { return nil }
    let words = SquashedText(text).runs.map(\.text)
    if words.contains(where: Self.besideWords.contains) { return .beside }
    if words.contains(where: { word in Self.givenWords.contains { word.hasSuffix($0) } }) { return .given }
    if words.contains(where: { word in Self.backWords.contains { word.hasSuffix($0) } }) { return .back }
    return words.contains(where: Self.ownWords.contains) ? .own : nil
  }

  private static let backWords = [
    "REVERSAL", "CHARGEBACK", "DISPUTE", "RÜCKBUCHUNG", "RÜCKLASTSCHRIFT", "STORNIERUNG", "STORNO",
  ]

  private static let givenWords = [
    "REFUND", "REFUNDED", "RÜCKZAHLUNG", "RÜCKERSTATTUNG", "ERSTATTUNG", "REMBOURSEMENT", "REEMBOLSO", "RIMBORSO", "退款",
  ]

  private static let besideWords: Set<String> = [
    "HOLD", "HOLDS", "RELEASE", "RESERVE", "CANCELLATION", "CANCELLED", "FEE", "FEES", "EINBEHALT", "EINBEHALTUNG",
    "RESERVIERUNG", "AUFHEBUNG", "GEBÜHR", "GEBÜHREN",
  ]

  private static let ownWords: Set<String> = ["CONVERSION", "WÄHRUNGSUMRECHNUNG", "WITHDRAWAL", "PAYOUT"]

  /// What was ordered the first time, as far as the entry says.
  private var instructed: [Int64] {
    let went = entry.amount.magnitude.minorUnits
    var sums: [Int64] = []
    if let ordered = entry.instructed, ordered.currency == entry.amount.currency { sums.append(ordered.minorUnits) }
    // At a wallet what counted was the gross sum.
    if let gross = entry.gross { return sums + [gross.magnitude.minorUnits] }
    sums.append(went)
    if let charges = entry.charges?.magnitude, charges.currency == entry.amount.currency {
      sums.append(went - charges.minorUnits)
    }
    return sums
  }

  /// The one payment that it can be, by the first of the signs that finds any.
  private func original(among payments: [MatchPayment]) -> (MatchPayment, String)? {
    let fitting = payments.filter {
      instructed.contains($0.amount.minorUnits) && $0.amount.currency == entry.amount.currency
    }
    let signs: [(String?, KeyPath<MatchPayment, String?>, String)] = [
      (entry.endToEnd, \.endToEnd, "end-to-end id"), (entry.mandate, \.mandate, "mandate and sum"),
      (entry.bankReference, \.bankReference, "bank's reference"),
      (entry.gross == nil ? nil : entry.endToEnd, \.bankReference, "transaction that it names"),
    ]
    for (said, key, words) in signs {
      guard let said else { continue }
      let found = fitting.filter { $0[keyPath: key] == said }
      if found.count == 1, let only = found.first {
        return (only, "the \(words) is that of the payment of \(only.booked.iso)")
      }
      if found.count > 1 { return nil }
    }
    return nil
  }

  /// All that was set against claims is open again; what the bank took for it is the creditor's cost.
  private func taking(_ original: MatchPayment, back how: String) -> Match {
    let negative = Money(minorUnits: -original.amount.minorUnits, currency: original.amount.currency)
    var match = Match(.booked, sum: negative, because: [how, reasonWords].compactMap { $0 })
    let charges = entry.amount.magnitude.minorUnits - original.amount.minorUnits
    if charges > 0 {
      let costs = Money(minorUnits: charges, currency: original.amount.currency)
      match.costs = costs
      match.because.append("the \(entry.gross == nil ? "bank" : "wallet") took \(costs.words) for it")
    } else if charges < 0 {
      match.because.append(
        "the wallet gave \(Money(minorUnits: -charges, currency: original.amount.currency).words) back")
    }
    match.allocations = original.allocations.map {
      .init(claim: $0.claim, reference: $0.reference, amount: $0.amount, kind: .chargeback)
    }
    let opened = Money.sum(original.allocations.map(\.amount), in: original.amount.currency)
    match.unallocated = Money(minorUnits: opened.minorUnits - original.amount.minorUnits, currency: opened.currency)
    match.returned = original
    return match
  }

  private var reasonWords: String? { entry.returnReason.map { "the bank's reason is \($0)" } }

  /// Whoever gives money back mostly does not want it again: it is a person who says so, and nobody is reminded of it before.
  private func givenBack(_ payments: [MatchPayment]) -> Match {
    guard let (original, how) = original(among: payments) else { return unknownReturn(payments) }
    var match = unknownReturn([original])
    match.because = [how, "the creditor gave it back; whether it is owed again a person says"]
    return match
  }

  /// A person has to say which payment it takes back.
  private func unknownReturn(_ payments: [MatchPayment]) -> Match {
    let words = payments.isEmpty ? "the payment that it takes back is not known" : "it may take back several payments"
    let isLikeOne = payments.count == 1 ? "one payment is like it, but the sum or the kind differs" : words
    var match = Match(.proposed, sum: sum.counted, because: [isLikeOne, reasonWords].compactMap { $0 })
    for payment in payments {
      for part in payment.allocations where match.candidates.count < MatchLimits.candidatesMax {
        let because = "the payment of \(payment.booked.iso) was for it"
        match.candidates.append(.init(claim: part.claim, reference: part.reference, because: because))
      }
    }
    return match
  }
}
