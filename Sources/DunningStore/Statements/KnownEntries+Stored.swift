import Dunning
import DunningSQL

extension KnownEntries {
  /// An entry that was taken in.
  final class Stored {
    let id: Int64
    let status: MatchEntry.Status
    let bankReference: String?
    let endToEnd: String?
    let structured: String?
    let text: String?
    let name: String?
    let amount: Money
    /// The other side's account: ``MatchClaim/payerKey(_:)``.
    let otherAccount: String?
    let format: String
    let fingerprint: [UInt8]
    /// Whether it waits for a person as a whole.
    let isAsked: Bool
    /// The fingerprints under which numbered entries of other files were this one, by the format of the file.
    let names: [String: [UInt8]]
    /// Worked out only where it decides.
    private(set) lazy var words = EntryFingerprint.words(structured, text)

    init(_ row: SQLRow, names: (Int64) throws -> [String: [UInt8]]) throws {
      guard let status = MatchEntry.Status(rawValue: row.text(1)) else {
        throw ClaimRecord.damaged("status of an entry")
      }
      (id, self.status, bankReference, endToEnd) = (row.number(0), status, row.textIfAny(2), row.textIfAny(3))
      (structured, text, format) = (row.textIfAny(4), row.textIfAny(5), row.text(6))
      (fingerprint, isAsked) = (row.bytes(7), row.number(8) == 1)
      name = row.textIfAny(9)
      amount = Money(minorUnits: row.number(10), currency: try ClaimRecord.currency(row.text(11)))
      otherAccount = row.textIfAny(12)
      self.names = try names(row.number(0))
    }
  }

  /// An entry that is looked for.
  final class Wanted {
    let entry: MatchEntry
    /// What is written down of it: of a sum with one part, or with parts that do not come to it, theirs is its own.
    let item: MatchEntry
    let fingerprint: EntryFingerprint
    private(set) lazy var words = EntryFingerprint.words(of: item)
    /// Also those of its parts, in order.
    private(set) lazy var allWords = ([entry] + entry.parts).map(EntryFingerprint.words(of:)).joined()

    init(_ entry: MatchEntry, _ fingerprint: EntryFingerprint) {
      (self.entry, self.fingerprint) = (entry, fingerprint)
      let items = entry.items
      item = items.count == 1 ? items[0] : entry
    }
  }
}

extension KnownEntries.Stored {
  /// Whether the bank calls both something, and something else.
  private func isNamedOtherwise(than entry: MatchEntry) -> Bool {
    guard let own = bankReference, let other = entry.bankReference else { return false }
    return own != other
  }

  func finding(_ entry: MatchEntry) -> KnownEntries.Finding {
    // The details of a sum that was booked as one often come later.
    isAsked && entry.parts.count > 1 ? .pending(EntryID(id)) : .known(EntryID(id))
  }

  /// What to remember of an entry that is this one: a number that this one goes by from now on in files of its format.
  func name(for wanted: KnownEntries.Wanted, in format: String) -> KnownEntries.Name? {
    guard wanted.entry.bankReference != nil, fingerprint != wanted.fingerprint.bytes, names[format] == nil else {
      return nil
    }
    return KnownEntries.Name(entry: EntryID(id), format: format, fingerprint: wanted.fingerprint)
  }

  /// Whether files of a format have another number for this one.
  private func isAnother(than wanted: KnownEntries.Wanted, in format: String) -> Bool {
    wanted.entry.bankReference != nil && names[format].map { $0 != wanted.fingerprint.bytes } ?? false
  }

  /// The same movement of the same day and amount, also as another format tells it.
  func isSame(as wanted: KnownEntries.Wanted, in format: String) -> Bool {
    let entry = wanted.item
    if let own = bankReference, own == entry.bankReference { return true }
    if isAnother(than: wanted, in: format) { return false }
    if isNamedOtherwise(than: entry) {
      // One report of the day may name it otherwise than another kind does.
      return format != self.format
        && (isOfOneTransfer(entry) || !wanted.words.isEmpty && wanted.words == words || isOfOneSide(wanted))
    }
    if format == self.format { return bankReference == nil && entry.bankReference == nil && wanted.words == words }
    return wanted.words == words || isOfOneTransfer(entry) || isPart(wanted.words)
  }

  /// Whether both may be one movement although they are told in other words.
  func isTold(otherwiseThan wanted: KnownEntries.Wanted, in format: String) -> Bool {
    let entry = wanted.entry
    // A bank that gives no number one day and one the next, in the same kind of file, may tell of one movement as well.
    return status == entry.status && !isAnother(than: wanted, in: format)
      && (format != self.format
        || (bankReference == nil) != (entry.bankReference == nil) && words == wanted.words)
  }

  /// The same movement on another day.
  func isLike(_ wanted: KnownEntries.Wanted, in format: String) -> Bool {
    let entry = wanted.item
    if difference(from: wanted, in: format) == .sure { return false }
    if let own = bankReference, own == entry.bankReference { return true }
    return isOfOneTransfer(entry) || !wanted.words.isEmpty && (wanted.words == words || isPart(wanted.words))
  }

  /// Whether both are with the same account of another, in words of which the one leaves out what the other has: a second
  /// transfer of the day would be told by each file.
  private func isOfOneSide(_ wanted: KnownEntries.Wanted) -> Bool {
    guard let other = otherAccount, let account = wanted.item.account, MatchClaim.payerKey(account) == other else {
      return false
    }
    return wanted.words == words || isPart(wanted.words)
  }

  /// Whether a part of a sum that was booked as one, and an entry of its own, are one movement by a sign. Numbers of the
  /// bank say nothing here: the one has that of the whole.
  func isOne(with wanted: KnownEntries.Wanted, by sign: KnownEntries.Sign, in format: String) -> Bool {
    let entry = wanted.item
    guard !isAnother(than: wanted, in: format), !differsInTransfer(from: entry), !differsInName(from: entry) else {
      return false
    }
    let isTold = !wanted.words.isEmpty && wanted.words == words
    // Files of one kind tell of a movement in the same words.
    if format == self.format { return isOfOneTransfer(entry) && isTold }
    return sign == .transfer ? isOfOneTransfer(entry) : isTold || isPart(wanted.words)
  }

  /// Whether they may be one, and nobody can tell.
  func mayBe(_ wanted: KnownEntries.Wanted, in format: String) -> Bool {
    format != self.format && status == wanted.entry.status && !isAnother(than: wanted, in: format)
      && difference(from: wanted, in: format) != .sure
  }

  func isOfOneTransfer(_ entry: MatchEntry) -> Bool { endToEnd != nil && endToEnd == entry.endToEnd }

  /// Formats leave out what others have.
  func isPart(_ other: String) -> Bool {
    let (short, long) = words.utf8.count < other.utf8.count ? (words, other) : (other, words)
    return short.utf8.count >= 6 && long.contains(short)
  }
}
