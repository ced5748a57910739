import Dunning
import DunningSQL

extension Judging {
  /// A demand asks for interest and compensation; before it nobody is threatened with them.
  func late(_ claims: [Claim], tone: Step.Tone, at moment: Instant) throws -> [ClaimID: InterestStatement] {
    guard tone == .demand else { return [:] }
    let pairs = try claims.compactMap { claim -> (ClaimID, InterestStatement)? in
      rulebook.late(
        claim, payments: try payments(of: claim),
        history: try history(of: claim.id).map(\.completion),
        asOf: (rulebook.zone(for: claim) ?? .utc).date(at: moment)
      ).map { (claim.id, $0) }
    }
    return InterestStatement.sharingFixedSum(Dictionary(pairs) { first, _ in first })
  }
}
