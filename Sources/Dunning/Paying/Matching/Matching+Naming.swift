// Stages 3 to 5: references that stand in the entry.

extension Matching {
  /// References that lost their letters or noughts: one alone, or several that come to the sum.
  func lost(_ named: [Finding], _ loose: [Finding]) -> Match? {
    let claims = distinct(supportable(loose))
    let agreeing = claims.filter { fits($0) }
    if agreeing.count == 1, let only = agreeing.first, isWithoutRival(only, in: named + loose) { return alone(only) }
    return agreeing.isEmpty ? several(claims) : nil
  }

  /// One claim for each, by its best finding.
  func distinct(_ findings: [Finding]) -> [Finding] {
    var best: [ClaimID: Finding] = [:]
    var order: [ClaimID] = []
    for finding in findings {
      if let other = best[finding.claim.id] {
        if finding.needs < other.needs { best[finding.claim.id] = finding }
      } else {
        order.append(finding.claim.id)
        best[finding.claim.id] = finding
      }
    }
    return order.compactMap { best[$0] }
  }

  /// Those that can be believed once the sum agrees.
  func supportable(_ findings: [Finding]) -> [Finding] {
    findings.filter { $0.needs < .amountAndDebtor || ($0.needs == .amountAndDebtor && isDebtor($0.claim)) }
  }

  /// One claim that is named beyond doubt; it may be paid in part.
  ///
  /// Where something else is named besides, the sum must say for what it is: nil when it does not.
  func single(_ finding: Finding, among named: [Finding]) throws -> Match? {
    guard isPayable(finding.claim) else { return nil }
    let others = distinct(supportable(named)).filter { $0.claim.id != finding.claim.id }
    let isListed = others.contains { $0.how == .completed }
    if fits(finding), !isListed { return alone(finding) }
    if !others.isEmpty, let match = several([finding] + others) { return match }
    if isListed { return nil }
    let lost = distinct(
      try search.loose(besides: named).filter { $0.needs == .amount && $0.claim.id != finding.claim.id })
    if !lost.isEmpty { return several([finding] + lost) }
    // What is named and not in the book may have been paid for by a part.
    let isShort = sum.counted.minorUnits < finding.claim.open.minorUnits
    if isShort, search.hasStranger(besides: named) { return nil }
    return booked(Settlement.part(of: finding.claim, sum), [finding.words])
  }

  /// References that are too short to be believed alone.
  func supported(_ named: [Finding]) -> Match? {
    let claims = distinct(supportable(named))
    let agreeing = claims.filter { fits($0) }
    let isListed = claims.contains { $0.how == .completed }
    if !isListed, agreeing.count == 1, let only = agreeing.first, isWithoutRival(only, in: named) { return alone(only) }
    guard isListed || agreeing.isEmpty else { return nil }
    if let match = several(claims) { return match }
    guard claims.count == 1, let only = claims.first, only.needs == .amountOrDebtor, isDebtor(only.claim),
      isPayable(only.claim), isWithoutRival(only, in: named)
    else { return nil }
    return booked(Settlement.part(of: only.claim, sum), [only.words, "who paid is \(only.claim.debtorName)"])
  }

  /// Whether nothing else that may be meant has the same sum open.
  private func isWithoutRival(_ finding: Finding, in findings: [Finding]) -> Bool {
    !findings.contains { $0.claim.id != finding.claim.id && $0.claim.isOpen && fits($0) }
  }

  /// The sum is exactly what is open on one claim.
  private func alone(_ finding: Finding) -> Match? {
    guard let settlement = Settlement.exact([finding.claim], sum, rules) else { return nil }
    let debtor = finding.needs == .amountAndDebtor ? ["who paid is \(finding.claim.debtorName)"] : []
    return booked(settlement, [finding.words] + debtor)
  }

  /// Several claims that are all named and come to the sum.
  func several(_ findings: [Finding]) -> Match? {
    let claims = findings.map(\.claim).filter(\.isOpen)
    guard claims.count > 1, findings.allSatisfy({ isPayable($0.claim) || !$0.claim.isOpen }),
      let settlement = Settlement.exact(claims, sum, rules)
    else { return nil }
    return booked(settlement, findings.filter { $0.claim.isOpen }.map(\.words))
  }

  private func fits(_ finding: Finding) -> Bool {
    isPayable(finding.claim) && Settlement.exact([finding.claim], sum, rules) != nil
  }

  private func isPayable(_ claim: MatchClaim) -> Bool {
    claim.isOpen && claim.open.currency == sum.counted.currency
  }

  /// Whether who paid is the claim's debtor: by name, by a confirmed account, or because the text says so.
  func isDebtor(_ claim: MatchClaim) -> Bool {
    claim.isPayerKnown || entry.name.map { NameKey.agrees($0, with: claim.debtorName) } ?? false
      || entry.text.map { NameKey.stands(claim.debtorName, in: $0) } ?? false
  }

  /// What the configuration may switch on: one claim of the debtor of a confirmed account has exactly this sum open.
  func byAccount() throws -> Match? {
    guard let account = entry.account else { return nil }
    let claims = try book.claims(ofPayer: MatchClaim.payerKey(account))
    let agreeing = claims.filter { isPayable($0) && $0.open == sum.counted }
    guard claims.count <= MatchLimits.candidatesMax, Set(claims.map(\.debtor)).count == 1, agreeing.count == 1,
      let claim = agreeing.first, let settlement = Settlement.exact([claim], sum, rules)
    else { return nil }
    return booked(settlement, ["a person confirmed the account for \(claim.debtorName)"])
  }
}
