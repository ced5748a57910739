import Dunning
import DunningSQL

/// Sums that were booked as one.
extension KnownEntries {
  /// The part of a sum that was booked as one which it is.
  mutating func partTold(of wanted: Wanted) throws -> Stored? {
    guard wanted.entry.isMoved else { return nil }
    let stored = try partsOfDay(wanted.entry).filter(isFree)
    return stored.first { $0.names.values.contains(wanted.fingerprint.bytes) }
      ?? stored.first { $0.isOne(with: wanted, by: .transfer, in: format) }
      ?? stored.first { $0.isOne(with: wanted, by: .words, in: format) }
  }

  /// Which entries of their own each part of a sum is that was booked as one; nothing where it has none.
  ///
  /// The surest signs come first, for all parts, so that none is taken for another.
  mutating func partsKnown(of whole: MatchEntry) throws -> [Finding] {
    let items = whole.items
    guard items.count > 1, whole.isMoved else { return [] }
    let wanted = zip(items, whole.parts).map { item, part in
      var item = item
      // The number of the whole is none of the part's.
      item.bankReference = part.bankReference
      return Wanted(item, EntryFingerprint(item, account: account))
    }
    var findings = [Finding](repeating: .new, count: items.count)
    for sign in Sign.allCases {
      for (index, one) in wanted.enumerated() where findings[index] == .new {
        guard let stored = try single(like: one, by: sign) else { continue }
        use(EntryID(stored.id))
        findings[index] = sign == .doubt ? .doubtful(EntryID(stored.id)) : .known(EntryID(stored.id))
      }
      guard sign == .words else { continue }
      for (index, one) in wanted.enumerated() where findings[index] == .new {
        guard let unmoved = try unmoved(one) else { continue }
        unmoved.entry.map { use($0) }
        findings[index] = unmoved
      }
    }
    return findings
  }

  /// An entry of its own, or a part of a sum that another kind of file told of.
  private mutating func single(like wanted: Wanted, by sign: Sign) throws -> Stored? {
    let parts = try partsOfDay(wanted.entry).filter { $0.format != format }
    return try (sameDay(wanted.entry) + parts).first { stored in
      guard isFree(stored, wanted.entry.status) else { return false }
      return sign == .doubt ? stored.mayBe(wanted, in: format) : stored.isOne(with: wanted, by: sign, in: format)
    }
  }

  /// By what a part and an entry of its own are one, the surest first.
  enum Sign: CaseIterable {
    case transfer
    case words
    case doubt
  }

  /// Parts of the day and the amount.
  mutating func partsOfDay(_ entry: MatchEntry) throws -> [Stored] {
    let day = entry.bookingDay
    if parts[day] == nil {
      let stored = try sql.all(
        """
        SELECT \(Self.columns) FROM bank_entry AS whole JOIN bank_entry ON bank_entry.parent_id = whole.id
          JOIN statement ON statement.id = bank_entry.statement_id
        WHERE whole.account = ? AND whole.booked = ? AND whole.parent_id IS NULL AND whole.taken_as IS NULL
          AND bank_entry.status = 'booked' AND bank_entry.taken_as <> 'known'
        ORDER BY bank_entry.id
        """, .text(account), .text(day), read: read)
      parts[day] = Dictionary(grouping: stored, by: \.amount)
    }
    return parts[day]?[entry.amount] ?? []
  }
}
