import Dunning

/// A book of claims in memory, with the indexes that the docket has as tables.
struct MemoryBook: MatchBook {
  private(set) var claims: [ClaimID: MatchClaim] = [:]
  private var byKey: [String: [ClaimID]] = [:]
  private var byOpen: [Money: Set<ClaimID>] = [:]
  private var byName: [String: [ClaimID]] = [:]
  private var byDebtor: [String: [ClaimID]] = [:]
  /// Debtors whose account a person confirmed.
  var payers: [String: Set<String>] = [:]
  var payments: [MatchPayment] = []
  /// What each notice was about.
  var notices: [NoticeID: [ClaimID]] = [:]
  /// What was asked for in the notices that are demands.
  var asked: [NoticeID: [ClaimID: Money]] = [:]
  var hasCreditor = true
  private(set) var shapes: Set<ReferenceShape> = []

  init(_ claims: [MatchClaim] = []) { for claim in claims { add(claim) } }

  mutating func add(_ claim: MatchClaim) {
    claims[claim.id] = claim
    for key in ReferenceKey.keys(reference: claim.reference, paymentReferences: claim.paymentReferences) {
      byKey[key.stored, default: []].append(claim.id)
      shapes.insert(key.shape)
    }
    if let name = NameKey(claim.debtorName) { byName[name.text, default: []].append(claim.id) }
    byDebtor[claim.debtor, default: []].append(claim.id)
    if claim.state.isOpen { byOpen[claim.open, default: []].insert(claim.id) }
  }

  /// The book after what was booked.
  mutating func book(_ match: Match) {
    for allocation in match.allocations {
      guard let claim = claims[allocation.claim] else { continue }
      let units = claim.open.minorUnits - allocation.amount.minorUnits
      let open = Money(minorUnits: max(0, units), currency: claim.open.currency)
      byOpen[claim.open]?.remove(claim.id)
      let after = claim.with(open: open, state: units <= 0 ? .paid : claim.state)
      claims[claim.id] = after
      if after.state.isOpen { byOpen[open, default: []].insert(claim.id) }
    }
  }

  func claims(under keys: Set<ReferenceKey>) -> [ReferenceKey: [MatchClaim]] {
    var found: [ReferenceKey: [MatchClaim]] = [:]
    for key in keys {
      guard let ids = byKey[key.stored] else { continue }
      let all = ids.prefix(64).compactMap { claims[$0] }.sorted { $0.state.isOpen && !$1.state.isOpen }
      found[key] = Array(all.prefix(MatchLimits.claimsPerKeyMax))
    }
    return found
  }

  func claims(ofNotice notice: NoticeID) -> [MatchClaim] {
    (notices[notice] ?? []).compactMap { claims[$0] }.map { claim in
      asked[notice]?[claim.id].map(claim.owing) ?? claim
    }
  }

  func demands(about claim: ClaimID) -> [NoticeID] {
    notices.filter { asked[$0.key] != nil && $0.value.contains(claim) }.map(\.key).sorted { $0.number > $1.number }
  }

  func claims(opening sum: Money) -> [MatchClaim] { open(Array((byOpen[sum] ?? []).prefix(21))) }

  func claims(ofName key: NameKey) -> [MatchClaim] { open(byName[key.text] ?? []) }

  func claims(ofPayer account: String) -> [MatchClaim] {
    open((payers[account] ?? []).flatMap { byDebtor[$0] ?? [] }).map { $0.with(isPayerKnown: true) }
  }

  private func open(_ ids: [ClaimID]) -> [MatchClaim] {
    Array(ids.lazy.compactMap { claims[$0] }.filter(\.state.isOpen).prefix(MatchLimits.candidatesMax + 1))
  }

  func payments(returnedBy entry: MatchEntry) -> [MatchPayment] {
    payments.filter { payment in
      (entry.endToEnd != nil && payment.endToEnd == entry.endToEnd)
        || (entry.mandate != nil && payment.mandate == entry.mandate)
        || (entry.bankReference != nil && payment.bankReference == entry.bankReference)
        || (entry.gross != nil && entry.endToEnd != nil && payment.bankReference == entry.endToEnd)
    }
  }
}

extension MatchClaim {
  /// The same with another sum open, or another state.
  func with(open: Money? = nil, state: Claim.State? = nil, isPayerKnown: Bool = false) -> MatchClaim {
    MatchClaim(
      id: id, reference: reference, paymentReferences: paymentReferences, debtor: debtor, debtorName: debtorName,
      state: state ?? self.state, amount: amount, open: open ?? self.open, owed: open ?? owed, discount: discount,
      isPayerKnown: isPayerKnown)
  }
}
