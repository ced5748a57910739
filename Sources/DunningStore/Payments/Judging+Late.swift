package import Dunning
import DunningSQL

extension Reading {
  /// What of the paid sums of claims came by credit notes.
  func credited(_ claims: [Claim]) throws -> [ClaimID: Money] {
    let pairs = try claims.map { claim in
      (claim.id, try payments(of: claim).credited(in: claim.draft.amount.currency))
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension [Payment] {
  /// What came by credit notes.
  func credited(in currency: Currency) -> Money {
    Money.sum(filter { $0.kind.isGivenUp }.map(\.amount), in: currency)
  }
}

extension Judging {
  /// A demand asks for interest and compensation; before it nobody is threatened with them.
  func late(_ claims: [Claim], tone: Step.Tone, at moment: Instant) throws -> [ClaimID: InterestStatement] {
    guard tone == .demand else { return [:] }
    return try late(claims) { (rulebook.zone(for: $0) ?? .utc).date(at: moment) }
  }

  /// What a notice asked for beside what was open of its claims, by what was known when it was opened; nil where that was
  /// nothing.
  func asked(by notice: Notice) throws -> AskedSums? {
    guard notice.tone == Step.Tone.demand.rawValue, notice.total.isPositive else { return nil }
    let claims = try notice.claims.map { try record($0).claim }
    let statements = try late(claims, knownAt: notice.openedAt) {
      (rulebook.zone(for: $0) ?? .utc).date(at: notice.openedAt)
    }.values
    let currency = notice.total.currency
    let sums = AskedSums(
      open: notice.total, interest: Money.sum(statements.map(\.interestLeft), in: currency),
      costs: Money.sum(statements.map(\.costsLeft), in: currency))
    return sums.total == sums.open ? nil : sums
  }

  /// The same on a day.
  func late(_ claims: [Claim], asOf day: CivilDate) throws -> [ClaimID: InterestStatement] {
    try late(claims) { _ in day }
  }

  private func late(
    _ claims: [Claim], knownAt moment: Instant? = nil, asOf day: (Claim) -> CivilDate
  ) throws -> [ClaimID: InterestStatement] {
    let pairs = try claims.compactMap { claim -> (ClaimID, InterestStatement)? in
      let payments = try payments(of: claim).filter { payment in moment.map { payment.recordedAt <= $0 } ?? true }
      let history = try history(of: claim.id).map(\.completion).filter { sent in moment.map { sent.at <= $0 } ?? true }
      return rulebook.late(claim, payments: payments, history: history, asOf: day(claim)).map { (claim.id, $0) }
    }
    return InterestStatement.sharingFixedSum(Dictionary(pairs) { first, _ in first })
  }

  /// Why the late sum of some of these claims cannot be worked out for a demand; nil when all are known, or none is asked.
  func lateUnknown(_ claims: [Claim], tone: Step.Tone, at moment: Instant) throws -> String? {
    guard tone == .demand else { return nil }
    let reasons = try claims.compactMap { claim in
      rulebook.lateSum(
        of: claim, payments: try payments(of: claim), history: try history(of: claim.id).map(\.completion),
        asOf: (rulebook.zone(for: claim) ?? .utc).date(at: moment)
      ).unknownBecause.map { "\(claim.draft.reference): \($0)" }
    }
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }
}

/// What a demand asks for.
package struct AskedSums: Hashable, Sendable {
  /// What was open of its claims.
  package let open: Money
  package let interest: Money
  /// The fixed sum and costs.
  package let costs: Money

  package var total: Money { Money.sum([open, interest, costs], in: open.currency) }
}
