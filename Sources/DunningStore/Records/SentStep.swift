import Dunning

/// A step that went out, with the Message-ID that later notices refer to.
struct SentStep {
  let completion: Completion
  let messageID: String

  /// Each notice once, oldest first, however many claims it spoke of.
  static func distinct(_ steps: [SentStep]) -> [SentStep] {
    var known: Set<String> = []
    return steps.sorted { $0.completion.at < $1.completion.at }.filter { known.insert($0.messageID).inserted }
  }
}
