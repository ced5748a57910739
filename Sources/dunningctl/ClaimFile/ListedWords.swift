import DunningAPI

/// How a person is told what a complete list came to.
enum ListedWords {
  /// Whether a row is told of by its change, and not as known.
  static func isCounted(_ kind: String?) -> Bool { ["paid", "taken-back", "asked", "settled"].contains(kind) }

  /// `3 paid in whole or in part`, for the last line.
  static func counts(_ changes: [String: Int], isDryRun: Bool) -> [String] {
    let words = [
      ("paid", "with less open"), ("taken-back", "open again"), ("settled", "not on it and settled"),
      ("asked", "not on it and a question"),
    ]
    return words.compactMap { kind, words in changes[kind].map { "\($0) \(words)" } }
  }

  static func words(_ change: ListChange, isDryRun: Bool) -> String {
    let sum = [change.amount, change.currency].compactMap { $0 }.joined(separator: " ")
    return switch change.kind {
    case "paid": "\(sum) less is open: \(isDryRun ? "it would count as paid" : "it counts as paid")"
    case "taken-back": "\(sum) is open again that lists had told of as paid"
    case "behind": "\(sum) is paid that the list has not heard of; it stays paid"
    case "given-up": "it was given up, and stays so"
    case "asked":
      isDryRun
        ? "it is not on the list: a person would be asked whether it was paid"
        : "it is not on the list: \(change.followUp ?? "a follow-up") asks whether it was paid, and its reminders wait"
    case "settled": "it is not on the list: \(sum) \(isDryRun ? "would count" : "counts") as paid"
    default: change.kind
    }
  }
}
