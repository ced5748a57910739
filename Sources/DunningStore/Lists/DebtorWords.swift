package import Dunning

/// What the rows of one list have said of debtors so far: of each thing the first row decides, so that rows that disagree
/// about a debtor change nothing, however often the list comes.
package struct DebtorWords: Sendable {
  private var first: [Int64: [JournalKey: String]] = [:]

  package init() {}

  /// Takes note of what a row said.
  package mutating func hear(_ draft: ClaimDraft, _ outcome: ListedOutcome) {
    guard let debtor = outcome.debtor else { return }
    first[debtor, default: [:]].merge(Self.words(of: draft)) { first, _ in first }
  }

  /// Whether a row says otherwise of its debtor than one before it.
  func contradict(_ draft: ClaimDraft, of debtor: Int64) -> Bool {
    guard let first = first[debtor] else { return false }
    return Self.words(of: draft).contains { key, word in first[key].map { $0 != word } ?? false }
  }

  private static func words(of draft: ClaimDraft) -> [JournalKey: String] {
    var words = draft.debtor.registered.mapValues(\.composed)
    if !draft.debtor.hasKeyOfItsOwn { words[.debtorID] = nil }
    // People know addresses by whom the reminders go to.
    let to = draft.contacts.addressees(.reminders)
    if !to.isEmpty { words[.email] = to.text.lowercased() }
    return words
  }
}
