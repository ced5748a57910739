// Stages 3 to 5: references that stand in the entry.

extension Matching {
  /// References that lost their letters or noughts: one alone, or several that come to the sum.
  func lost(_ named: [Finding], _ loose: [Finding]) throws -> Match? {
    let claims = distinct(supportable(loose))
    let agreeing = try claims.filter(fits)
    if agreeing.count == 1, let only = agreeing.first, try isWithoutRival(only, in: named + loose) {
      return try alone(only, among: claims)
    }
    return try agreeing.isEmpty ? several(claims) : nil
  }

  /// Where one place reads as the references of several claims, the one whose debtor paid; of theirs, that which is cut as
  /// it is written; and where that leaves none or several, none without a person.
  func resolved(_ named: [Finding]) -> [Finding] {
    named.map { finding in
      guard finding.isShared else { return finding }
      let alike = named.filter { $0.isShared && $0.segment == finding.segment && $0.range == finding.range }
      let theirs = alike.filter { $0.claim.isOpen && isDebtor($0.claim) }
      let meant = theirs.count > 1 ? theirs.filter(\.isCutSo) : theirs
      var finding = finding
      if meant.count != 1 || Set(theirs.map(\.claim.debtor)).count > 1 {
        finding.require(.person, "several claims are called so, and who paid does not tell which")
      } else if let only = meant.first, only.claim.id != finding.claim.id {
        finding.yield(to: only.claim.debtorName)
      }
      return finding
    }
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
    if try fits(finding), !isListed { return try alone(finding, among: [finding] + others) }
    if !others.isEmpty, let match = try several([finding] + others) { return match }
    if isListed { return nil }
    let lost = distinct(
      try search.loose(besides: named).filter { $0.needs == .amount && $0.claim.id != finding.claim.id })
    if !lost.isEmpty { return try several([finding] + lost) }
    // What is named and not in the book may have been paid for by a part.
    let isShort = sum.counted.minorUnits < finding.claim.open.minorUnits
    if isShort, search.hasStranger(besides: named) { return nil }
    if let doubt = try mistaken(finding.claim) { return try proposal(because: doubt, named: named) }
    return part(of: finding, among: named)
  }

  /// What is more than the claim owes is left for what else is named, when that comes into the book.
  private func part(of finding: Finding, among named: [Finding]) -> Match {
    var match = booked(Settlement.part(of: finding.claim, sum), [finding.words])
    match.namesMore = match.unallocated.isPositive && search.hasStranger(besides: named)
    if match.namesMore {
      match.because.append("another number of the same kind stands in it, and what is left may be for that")
    }
    return match
  }

  /// References that are too short to be believed alone.
  func supported(_ named: [Finding]) throws -> Match? {
    let claims = distinct(supportable(named))
    let agreeing = try claims.filter(fits)
    let isListed = claims.contains { $0.how == .completed }
    if !isListed, agreeing.count == 1, let only = agreeing.first, try isWithoutRival(only, in: named) {
      return try payerOwesOther(than: [only.claim]) ? nil : alone(only, among: claims)
    }
    guard isListed || agreeing.isEmpty else { return nil }
    if let match = try several(claims) { return match }
    guard claims.count == 1, let only = claims.first, only.needs == .amountOrDebtor, isDebtor(only.claim),
      isPayable(only.claim), try isWithoutRival(only, in: named)
    else { return nil }
    return booked(Settlement.part(of: only.claim, sum), [only.words, "who paid is \(only.claim.debtorName)"])
  }

  /// Whether nothing else that may be meant has the same sum open.
  private func isWithoutRival(_ finding: Finding, in findings: [Finding]) throws -> Bool {
    let others = findings.filter { $0.claim.id != finding.claim.id && !$0.isOutdone && $0.claim.isOpen }
    return try !others.contains(where: fits)
  }

  /// The sum is exactly what is owed on one claim.
  ///
  /// - Parameter named: all that is named. What a demand about all of it asked for may be what one about this alone did.
  private func alone(_ finding: Finding, among named: [Finding]) throws -> Match? {
    if finding.claim.open != sum.counted, let match = try several(named) { return match }
    guard let found = try exact([finding.claim]) else { return nil }
    let debtor = finding.needs == .amountAndDebtor ? ["who paid is \(finding.claim.debtorName)"] : []
    return booked(found.settlement, [finding.words] + debtor + found.because)
  }

  /// Several claims that are all named and come to the sum.
  func several(_ findings: [Finding]) throws -> Match? {
    let claims = findings.map(\.claim).filter(\.isOpen)
    guard claims.count > 1, findings.allSatisfy({ isPayable($0.claim) || !$0.claim.isOpen }),
      let found = try exact(claims)
    else { return nil }
    return booked(found.settlement, findings.filter { $0.claim.isOpen }.map(\.words) + found.because)
  }

  private func fits(_ finding: Finding) throws -> Bool {
    try isPayable(finding.claim) && exact([finding.claim]) != nil
  }

  /// The sum as what is owed on these claims: what is open, or what a demand about just these asked for.
  private func exact(_ claims: [MatchClaim]) throws -> (settlement: Settlement, because: [String])? {
    if let settlement = Settlement.exact(claims, sum, rules) { return (settlement, []) }
    let open = claims.reduce(0) { $0 + $1.open.minorUnits }
    guard let first = claims.first, claims.allSatisfy(isPayable),
      sum.choices.contains(where: { $0.money.minorUnits > open })
    else { return nil }
    for demand in try book.demands(about: first.id) {
      let asked = try book.claims(ofNotice: demand).filter(\.isOpen)
      if Set(asked.map(\.id)) == Set(claims.map(\.id)), let settlement = Settlement.exact(asked, sum, rules) {
        return (settlement, ["\(demand) asked for it, with interest and costs"])
      }
    }
    return nil
  }

  private func isPayable(_ claim: MatchClaim) -> Bool {
    claim.isOpen && claim.open.currency == sum.counted.currency
  }

  /// Whether who paid is the claim's debtor: by name, by a confirmed account, or because the text says so.
  func isDebtor(_ claim: MatchClaim) -> Bool {
    claim.isPayerKnown || entry.name.map { NameKey.agrees($0, with: claim.debtorName) } ?? false
      || entry.text.map { NameKey.stands(claim.debtorName, in: $0) } ?? false
  }

  /// Why a claim that is named, and of which the sum is not what is open, may be named by mistake; nil when nothing says so:
  /// somebody else pays, and owes just this sum.
  func mistaken(_ claim: MatchClaim) throws -> String? {
    guard try exact([claim]) == nil, !isDebtor(claim), try payerOwesOther(than: [claim]) else { return nil }
    return "who paid owes just this sum on another claim than \(claim.reference)"
  }

  /// Whether who paid owes just this sum on a claim that is none of some debtors': it may be for that one.
  func payerOwesOther(than claims: [MatchClaim]) throws -> Bool {
    let debtors = Set(claims.map(\.debtor))
    var theirs = try entry.account.map { try book.claims(ofPayer: MatchClaim.payerKey($0)) } ?? []
    if let key = entry.name.flatMap(NameKey.init) { theirs += try book.claims(ofName: key) }
    return theirs.contains { !debtors.contains($0.debtor) && isPayable($0) && $0.open == sum.counted }
  }

  /// What the configuration may switch on: one claim of the debtor of a confirmed account has exactly this sum open, and
  /// neither a name nor the text speaks for somebody else who owes it.
  func byAccount() throws -> Match? {
    guard let account = entry.account else { return nil }
    let claims = try book.claims(ofPayer: MatchClaim.payerKey(account))
    let agreeing = claims.filter { isPayable($0) && $0.open == sum.counted }
    guard claims.count <= MatchLimits.candidatesMax, Set(claims.map(\.debtor)).count == 1, agreeing.count == 1,
      let claim = agreeing.first, let settlement = Settlement.exact([claim], sum, rules),
      try !isSaidOfOther(than: claim)
    else { return nil }
    return booked(settlement, ["a person confirmed the account for \(claim.debtorName)"])
  }

  /// Whether the name of who paid, or the text, is that of another debtor who owes just this sum.
  private func isSaidOfOther(than claim: MatchClaim) throws -> Bool {
    if try payerOwesOther(than: [claim]) { return true }
    return try book.claims(opening: sum.counted).contains { other in
      other.debtor != claim.debtor
        && ((entry.name.map { NameKey.agrees($0, with: other.debtorName) } ?? false)
          || (entry.text.map { NameKey.isNamed(other.debtorName, in: $0) } ?? false))
    }
  }
}
