// Stage 6: a person decides, and the reminders of all it may concern wait.

extension Matching {
  /// What a person is to decide about, with all that may be meant.
  ///
  /// - Parameters:
  ///   - reason: why it is not booked; nil where that follows from what was found.
  ///   - named: what was found; nil searches now.
  func proposal(because reason: String? = nil, named: [Finding]? = nil) throws -> Match {
    let findings = try named ?? search.named()
    let candidates = try candidates(findings)
    let isHeld = entry.status != .booked
    var match = Match(isHeld ? .held : .proposed, sum: sum.counted, because: [])
    match.costs = sum.choices[0].costs
    match.because = [isHeld ? heldWords : reason ?? words(of: findings, candidates)].compactMap { $0 }
    match.candidates = Array(candidates.list.prefix(MatchLimits.candidatesMax))
    if let more = candidates.tooMany { match.because.append(more) }
    let open = Array(candidates.open.prefix(MatchLimits.candidatesMax))
    if !open.isEmpty {
      match.hold = .init(claims: open, until: today.adding(days: isHeld ? rules.holdPending : rules.holdUnmatched))
    }
    return match
  }

  private var heldWords: String {
    entry.status == .pending ? "the money has not moved yet" : "the bank only tells of it"
  }

  private func words(of findings: [Finding], _ candidates: Candidates) -> String {
    let sure = findings.filter { $0.needs == .nothing }
    let claims = Set(sure.map(\.claim.id))
    if claims.count > 1 { return "several claims are named, and what is open on them is not the sum" }
    if let only = sure.first?.claim {
      if only.open.currency != sum.counted.currency { return "the sum is in another currency than \(only.reference)" }
      return only.isOpen
        ? "something else is named besides \(only.reference)"
        : "nothing is open on \(only.reference): it is \(only.state.rawValue)"
    }
    if let doubt = findings.first(where: { $0.doubt != nil })?.doubt { return "no reference is beyond doubt: \(doubt)" }
    return candidates.list.isEmpty ? "nothing in it names a claim" : "no reference stands whole in it"
  }

  private func candidates(_ findings: [Finding]) throws -> Candidates {
    var candidates = Candidates()
    for finding in findings { candidates.add(finding.claim, finding.candidateWords(sum)) }
    for notice in try quotedNotices() {
      for claim in notice.claims { candidates.add(claim, notice.words) }
    }
    let sure = findings.first {
      $0.needs == .nothing && $0.claim.isOpen && $0.claim.open.currency == sum.counted.currency
    }
    if let sure, try mistaken(sure.claim) == nil { return candidates }
    if entry.amount.minorUnits < 0 { return candidates }
    try addOfDebtor(to: &candidates)
    // What names a claim that is over is for its debtor, and not for whoever owes as much.
    if findings.contains(where: { $0.needs == .nothing }) { return candidates }
    for claim in try search.alike() { candidates.add(claim, "its reference is nearly what stands in it") }
    try addOfSum(to: &candidates)
    return candidates
  }

  private func addOfDebtor(to candidates: inout Candidates) throws {
    if let account = entry.account {
      for claim in try book.claims(ofPayer: MatchClaim.payerKey(account)) {
        candidates.add(claim, "\(claim.debtorName) has paid from this account\(sumWords(claim))")
      }
    }
    if let key = entry.name.flatMap(NameKey.init) {
      for claim in try book.claims(ofName: key) { candidates.add(claim, "the name is the debtor's\(sumWords(claim))") }
    }
  }

  private func addOfSum(to candidates: inout Candidates) throws {
    let claims = try book.claims(opening: sum.counted)
    if claims.count > MatchLimits.candidatesMax {
      candidates.tooMany =
        "more than \(MatchLimits.candidatesMax) claims have this sum open: none is held for that alone"
      return
    }
    for claim in claims { candidates.add(claim, openWords(claim) ?? "this sum is open without interest and costs") }
  }

  private func sumWords(_ claim: MatchClaim) -> String { openWords(claim).map { ", and \($0)" } ?? "" }

  /// In which way the sum is what is open, a clause; nil when it is not.
  private func openWords(_ claim: MatchClaim) -> String? { claim.words(forSum: sum) }
}

/// Claims that may be meant, each once, the likeliest first.
private struct Candidates {
  private(set) var list: [Match.Candidate] = []
  /// Those whose reminders wait.
  private(set) var open: [ClaimID] = []
  /// Why some are left out, a clause.
  var tooMany: String?
  private var seen: Set<ClaimID> = []

  mutating func add(_ claim: MatchClaim, _ because: String) {
    guard seen.insert(claim.id).inserted else { return }
    list.append(.init(claim: claim.id, reference: claim.reference, because: because))
    if claim.state.isOpen { open.append(claim.id) }
  }
}

extension Finding {
  /// Why it may be meant, and why that is not enough, a clause.
  fileprivate func candidateWords(_ sum: EntrySum) -> String {
    if claim.open.currency != sum.counted.currency { return "\(words), but it is in \(claim.open.currency.code)" }
    if !claim.isOpen { return "\(words), but nothing is open on it" }
    if let doubt { return "\(words), but \(doubt)" }
    return claim.words(forSum: sum).map { "\(words), and \($0)" } ?? "\(words); \(claim.open.words) is open"
  }
}

extension MatchClaim {
  /// In which way a sum is what is open, a clause; nil when it is not.
  fileprivate func words(forSum sum: EntrySum) -> String? {
    if open == sum.counted { return "exactly this sum is open" }
    guard let cashDiscount, discounted == sum.counted else { return nil }
    let isOver = cashDiscount.until < sum.day
    return "exactly this sum is open with the discount of \(cashDiscount.amount.words), "
      + (isOver ? "which ended on \(cashDiscount.until.iso)" : "which lasts until \(cashDiscount.until.iso)")
  }
}
