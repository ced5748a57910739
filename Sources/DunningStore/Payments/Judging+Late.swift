import Dunning
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

  /// The same on a day.
  func late(_ claims: [Claim], asOf day: CivilDate) throws -> [ClaimID: InterestStatement] {
    try late(claims) { _ in day }
  }

  private func late(_ claims: [Claim], asOf day: (Claim) -> CivilDate) throws -> [ClaimID: InterestStatement] {
    let pairs = try claims.compactMap { claim -> (ClaimID, InterestStatement)? in
      rulebook.lateSum(
        of: claim, payments: try payments(of: claim), history: try history(of: claim.id).map(\.completion),
        asOf: day(claim)
      ).statement.map { (claim.id, $0) }
    }
    let shared = InterestStatement.sharingFixedSum(Dictionary(pairs) { first, _ in first })
    let parts = Dictionary(claims.map { ($0.id, $0.draft.waiver.part) }) { first, _ in first }
    return Dictionary(shared.map { ($0.key, $0.value.forgoing(parts[$0.key] ?? nil)) }) { first, _ in first }
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
