import Dunning
import Synchronization

/// What the rows of one list have said of debtors so far: of each thing the first row decides, so that rows that disagree
/// about a debtor change nothing, however often the list comes.
///
/// They grow with the list, so they are in one place and never copied; a word is known by its hash.
package final class DebtorWords: Sendable {
  private let first = Mutex<[Int64: [JournalKey: Int]]>([:])

  package init() {}

  /// Takes note of what a row said.
  func hear(_ draft: ClaimDraft, _ outcome: ListedOutcome) {
    guard let debtor = outcome.debtor else { return }
    let words = Self.words(of: draft).mapValues(\.hashValue)
    first.withLock { $0[debtor, default: [:]].merge(words) { first, _ in first } }
  }

  /// Whether a row says otherwise of its debtor than one before it.
  func contradict(_ draft: ClaimDraft, of debtor: Int64) -> Bool {
    guard let first = first.withLock({ $0[debtor] }) else { return false }
    return Self.words(of: draft).contains { key, word in first[key].map { $0 != word.hashValue } ?? false }
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
