import Dunning

/// A step that went out, with the Message-ID that later notices refer to.
struct SentStep {
  let completion: Completion
  let messageID: String
  /// Of the claims that are asked about, those it spoke of.
  let claims: Set<ClaimID>

  /// Each notice once, oldest first, however many claims it spoke of.
  static func distinct(_ steps: [SentStep]) -> [SentStep] {
    let claims = Dictionary(steps.map { ($0.messageID, $0.claims) }) { $0.union($1) }
    var known: Set<String> = []
    return steps.sorted { $0.completion.at < $1.completion.at }.filter { known.insert($0.messageID).inserted }.map {
      SentStep(completion: $0.completion, messageID: $0.messageID, claims: claims[$0.messageID] ?? [])
    }
  }
}
