import Dunning
import DunningSQL

extension KnownEntries {
  /// Whether two entries of one day and sum are two movements, although they may be called alike.
  enum Difference: Int, Comparable {
    /// Nothing says so.
    case none
    /// Nobody can tell.
    case doubtful
    case sure

    static func < (left: Difference, right: Difference) -> Bool { left.rawValue < right.rawValue }
  }

  /// Also by what sums that were booked as one consist of.
  func difference(_ stored: Stored, _ wanted: Wanted) throws -> Difference {
    let own = stored.difference(from: wanted, in: format)
    guard own != .sure, wanted.entry.parts.count > 1 else { return own }
    let parts = try self.parts(of: stored)
    let isNumbered = stored.isNumbered(as: wanted)
    guard parts.isEmpty else {
      return tell(parts, ofOneWith: wanted.entry.parts) ? own : max(own, isNumbered ? .doubtful : .sure)
    }
    guard stored.format == format else { return own }
    if stored.tellsOtherWords(than: wanted.allWords) { return max(own, isNumbered ? .doubtful : .sure) }
    // Without details and without a number it may be any sum of the day.
    return isNumbered || stored.words == wanted.allWords ? own : max(own, .doubtful)
  }

  private func parts(of stored: Stored) throws -> [Stored] {
    try sql.all(
      """
      SELECT \(Self.columns) FROM bank_entry JOIN statement ON statement.id = bank_entry.statement_id
      WHERE bank_entry.parent_id = ? ORDER BY bank_entry.id
      """, .number(stored.id), read: read)
  }

  /// Whether each part of the one can be one of the other.
  private func tell(_ stored: [Stored], ofOneWith parts: [MatchEntry]) -> Bool {
    guard stored.count == parts.count else { return false }
    var left = stored
    for part in parts {
      let wanted = Wanted(part, EntryFingerprint(part, account: account))
      let differences = left.map { $0.amount == part.amount ? $0.difference(from: wanted, in: format) : .sure }
      let most = stored.contains { $0.format == format } ? Difference.none : .doubtful
      guard let least = differences.min(), least <= most, let index = differences.firstIndex(of: least) else {
        return false
      }
      left.remove(at: index)
    }
    return true
  }
}

extension KnownEntries.Stored {
  /// What both say of the transfer, and each says otherwise.
  ///
  /// A file of the same kind tells of a movement as the one before did; another kind may write a field in its own way, and
  /// so one field alone is a question there, and none where a number is the same.
  func difference(from wanted: KnownEntries.Wanted, in format: String) -> KnownEntries.Difference {
    let item = wanted.item
    let (transfer, account) = (differsInTransfer(from: item), differsInAccount(from: item))
    if format == self.format {
      if transfer || account { return isNumbered(as: wanted) ? .doubtful : .sure }
      return differsInName(from: item) || tellsOtherWords(than: wanted.words) ? .doubtful : .none
    }
    let signs = [transfer, account, sharesNoName(with: item)].count { $0 }
    if isNumbered(as: wanted) || isOfOneTransfer(item) { return signs > 1 ? .doubtful : .none }
    return signs > 1 ? .sure : signs == 1 ? .doubtful : .none
  }

  /// Whether the bank calls both the same: banks have numbers that are none.
  fileprivate func isNumbered(as wanted: KnownEntries.Wanted) -> Bool {
    bankReference != nil && bankReference == wanted.item.bankReference
  }

  func differsInTransfer(from entry: MatchEntry) -> Bool {
    guard let endToEnd, let other = entry.endToEnd else { return false }
    return endToEnd != other
  }

  private func differsInAccount(from entry: MatchEntry) -> Bool {
    guard let otherAccount, let other = entry.account else { return false }
    return otherAccount != MatchClaim.payerKey(other)
  }

  func differsInName(from entry: MatchEntry) -> Bool {
    guard let name, let other = entry.name else { return false }
    return !NameKey.agrees(name, with: other) && !NameKey.agrees(other, with: name)
  }

  private func sharesNoName(with entry: MatchEntry) -> Bool {
    guard let name, let other = entry.name else { return false }
    return !NameKey.share(name, other)
  }

  fileprivate func tellsOtherWords(than other: String) -> Bool {
    !words.isEmpty && !other.isEmpty && words != other && !isPart(other)
  }
}
