/// Which claim was meant by a movement of the creditor's account: **the one decision about money that came in**.
///
/// The first stage that decides does; nothing is weighed or scored. By itself it books nothing but what a reference that
/// stands whole in the entry names, a return of a payment that it knows, and what the configuration switched on. All
/// else waits for a person, and holds the reminders of all it may concern.
package struct Matching {
  let entry: MatchEntry
  let book: any MatchBook
  let rules: MatchRules
  let today: CivilDate
  let sum: EntrySum
  let search: ReferenceSearch

  /// Decides about one item of an entry (``MatchEntry/items``).
  ///
  /// - Parameter today: the creditor's; holds are counted from it.
  /// - Throws: what the book throws.
  package static func decide(
    _ entry: MatchEntry, book: any MatchBook, rules: MatchRules, today: CivilDate
  ) throws -> Match {
    let matching = Matching(
      entry: entry, book: book, rules: rules, today: today, sum: EntrySum(entry, today: today),
      search: ReferenceSearch(entry, book: book))
    return try matching.decide()
  }

  private func decide() throws -> Match {
    if let match = withoutLooking() { return match }
    if let booked = entry.booked, isToCome(booked) {
      return try proposal(because: "it is booked on \(booked.iso), a day to come")
    }
    if entry.amount.minorUnits < 0 { return try returnOrOutgoing() }
    if entry.isReversal || entry.returnReason != nil {
      return try proposal(because: "money that the creditor sent comes back")
    }
    if let contradiction = sum.contradiction { return try proposal(because: contradiction) }
    if search.isTooLong { return try proposal(because: "its text is too long to be searched") }
    return try byReferences()
  }

  /// Whether a booking day says that the money is not there yet. It is tomorrow already in half of the world's zones, and
  /// what came on Friday evening is booked on the next day on which banks work.
  private func isToCome(_ booked: CivilDate) -> Bool {
    let tomorrow = today.adding(days: 1)
    let isThere = entry.value.map { $0 <= tomorrow } ?? false
    return booked > (isThere ? today.adding(days: Self.bankHolidaysMax) : tomorrow)
  }

  /// Days in a row on which banks do not work, with the one after them: Easter, and golden weeks.
  private static let bankHolidaysMax = 9

  /// What takes no look into the book.
  private func withoutLooking() -> Match? {
    if !book.hasCreditor { return over(.refused, "no creditor has this account: add it to the creditor's accounts") }
    switch entry.prior {
    case .known: return over(.known, "it was taken in before")
    case .decided: return over(.known, "a person has decided about it")
    case .none, .pending: break
    }
    if entry.status == .void { return over(.ignored, "it was closed or cancelled: no money moved") }
    if entry.amount.minorUnits == 0 { return over(.ignored, "no money moved") }
    if let account = entry.account, rules.ownAccounts.contains(MatchClaim.payerKey(account)) {
      return over(.ignored, "it is between the creditor's own accounts")
    }
    return nil
  }

  /// A verdict that leaves nothing to do.
  func over(_ verdict: Match.Verdict, _ reason: String) -> Match {
    var match = Match(verdict, sum: sum.counted, because: [reason])
    match.unallocated = Money(minorUnits: 0, currency: sum.counted.currency)
    return match
  }

  /// Money that came in: named claims first, then a known account, else a person.
  private func byReferences() throws -> Match {
    if entry.status != .booked { return try held() }
    let named = resolved(try search.named())
    let sure = distinct(named.filter { $0.needs == .nothing })
    if sure.count > 1 { return try several(sure) ?? several(distinct(supportable(named))) ?? proposal(named: named) }
    if let only = sure.first { return try single(only, among: named) ?? proposal(named: named) }
    if let match = try supported(named) { return match }
    if let match = try byNotices(try quotedNotices(), named) { return match }
    let loose = try search.loose(besides: named)
    if let match = try lost(named, loose) { return match }
    if named.isEmpty, loose.isEmpty, rules.evidence == .accountAndAmount, let match = try byAccount() { return match }
    return try proposal(named: named + loose)
  }

  private func held() throws -> Match {
    let named = try search.named()
    if entry.status == .information, named.isEmpty { return over(.ignored, "the bank only tells of it") }
    return try proposal(named: named + (try search.loose(besides: named)))
  }

  /// A settlement as a booking.
  func booked(_ settlement: Settlement, _ reasons: [String]) -> Match {
    var match = Match(.booked, sum: settlement.sum, because: reasons + settlement.because)
    match.costs = settlement.costs
    match.allocations = settlement.allocations
    match.unallocated = settlement.unallocated
    return match
  }
}
