import Dunning
import DunningSQL

/// Two debtors who were put together and parted again, as one of them may know of it: what was written down meanwhile for
/// both is told without the other.
struct Parting {
  /// The words by which the other is known, folded.
  let names: [String]
  /// The entries of the journal that were written while they were one.
  let entries: ClosedRange<Int64>
  /// Whether the one who asks went over to the other, whose data their claims had meanwhile.
  let wentOver: Bool
  /// What was said meanwhile that stands with claims of the other as well.
  let shared: Set<Said>

  /// Something that was said of a claim.
  struct Said: Hashable {
    let event: String
    let at: Instant
    let words: String

    /// Nil where it has no words.
    init?(_ event: RecordedEvent) {
      guard let words = event.data[.text] ?? event.data[.reason] else { return nil }
      (self.event, at) = (event.event, event.at)
      self.words = Self.bare(words)
    }

    /// Without the remark that it was said of the debtor.
    static func bare(_ words: String) -> String {
      words.hasPrefix(ClaimReplay.ofDebtor) ? String(words.dropFirst(ClaimReplay.ofDebtor.count)) : words
    }
  }

  /// What stands in the place of what is about the other.
  static let blank = "(about another debtor)"
}

extension Reading {
  /// Of a debtor who was put together with others and parted from them again.
  func partings(of debtor: Int64) throws -> [Parting] {
    let kinds = [Event.Kind.debtorMerged, .debtorParted].map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let told = try sql.all(
      "\(RecordedEvent.selection) WHERE claim_id IS NULL AND event IN (\(kinds)) ORDER BY id", read: RecordedEvent.init)
    var begun: [[String]: RecordedEvent] = [:]
    var partings: [Parting] = []
    for event in told {
      guard let gone = event.data[.debtor], let other = event.data[.other] else { continue }
      guard [gone, other].contains(String(debtor)) else { continue }
      if event.event == Event.Kind.debtorMerged.rawValue {
        begun[[gone, other]] = event
      } else if let first = begun.removeValue(forKey: [gone, other]), let one = Int64(gone), let two = Int64(other) {
        partings.append(
          try parting(
            of: debtor, from: one == debtor ? two : one, first.id...last(with: event), wentOver: one == debtor))
      }
    }
    return partings
  }

  /// The last entry that was written with one, at the same moment.
  private func last(with event: RecordedEvent) throws -> Int64 {
    try sql.first(
      """
      SELECT max(id) FROM (SELECT id, at FROM event WHERE id >= ? ORDER BY id LIMIT \(2 * DocketLimits.debtorClaimsMax))
      WHERE at = ?
      """, .number(event.id), .number(event.at.milliseconds)
    ) { $0.number(0) } ?? event.id
  }

  private func parting(
    of debtor: Int64, from other: Int64, _ entries: ClosedRange<Int64>, wentOver: Bool
  ) throws -> Parting {
    let own = try debtorRow(debtor).map(\.debtor.names) ?? []
    let others = try sql.all(
      "\(DebtorRow.selection) FROM debtor WHERE (id = ?1 OR merged_into = ?1) AND erased_at IS NULL", .number(other)
    ) { try DebtorRow($0).debtor.names }
    let shared = try sql.all(
      """
      \(RecordedEvent.selection) WHERE id BETWEEN ? AND ? AND claim_id IN (SELECT id FROM claim WHERE debtor_id = ?)
      """, .number(entries.lowerBound), .number(entries.upperBound), .number(other), read: RecordedEvent.init)
    return Parting(
      names: Set(others.flatMap { $0 }).subtracting(own).sorted(), entries: entries, wentOver: wentOver,
      shared: Set(shared.compactMap(Parting.Said.init)))
  }
}

extension Debtor {
  /// The words by which they are known, folded.
  fileprivate var names: [String] {
    let addresses = (email.map { [$0] } ?? []) + contacts.map(\.addressee.address)
    // A town is many people's.
    let place = address.filter { $0.contains(where: \.isNumber) && $0.contains(where: \.isLetter) }
    return ([name, vatID ?? ""] + addresses.map(\.text) + place).map(\.folded).filter { !$0.isEmpty }
  }
}

extension [Parting] {
  /// A text, or what stands in its place.
  func told(_ text: String) -> String { isAboutOther(text) ? Parting.blank : text }

  private func isAboutOther(_ text: String) -> Bool {
    guard !text.isEmpty else { return false }
    let folded = text.folded
    return contains { $0.names.contains { folded.hasWords($0) } }
  }

  /// A claim as the one may know of it.
  ///
  /// - Parameter isOwn: whether a claim is theirs.
  func told(_ file: ClaimFile, isOwn: (ClaimID) -> Bool) -> ClaimFile {
    guard !isEmpty else { return file }
    var hidden: Set<String> = []
    let written = Set(file.events.filter(isOthersNotice).compactMap(\.notice))
    let events = file.events.map { told($0, &hidden) }
    func said(_ text: String?) -> String? {
      text.map { hidden.contains(Parting.Said.bare($0)) ? Parting.blank : told($0) }
    }
    var record = file.record
    record.reason = said(record.reason)
    return ClaimFile(
      record: record, payments: file.payments,
      notices: file.notices.filter { $0.claims.allSatisfy(isOwn) }.map { told($0, isOthers: written.contains($0.id)) },
      events: events, promises: file.promises,
      followUps: file.followUps.map { followUp in
        var followUp = followUp
        let isHidden = hidden.contains(followUp.note)
        followUp.note = said(followUp.note) ?? ""
        followUp.contact = isHidden ? nil : followUp.contact.map { told($0) }
        if isHidden { followUp.staffNumber = nil }
        return followUp
      }, history: file.history)
  }

  /// The notices about a claim that went to the other.
  func othersNotices(_ file: ClaimFile) -> Set<NoticeID> {
    Set(file.events.filter(isOthersNotice).compactMap(\.notice))
  }

  private func isOthersNotice(_ event: RecordedEvent) -> Bool {
    event.event == Event.Kind.noticeOpened.rawValue && contains { $0.wentOver && $0.entries.contains(event.id) }
  }

  private func told(_ notice: Notice, isOthers: Bool) -> Notice {
    var notice = notice
    notice.debtor = isOthers ? Parting.blank : told(notice.debtor)
    notice.recipient = isOthers ? Parting.blank : told(notice.recipient)
    notice.lastReply = isOthers ? nil : notice.lastReply.map { told($0) }
    return notice
  }

  // MARK: The journal

  /// - Parameter hidden: gets the words that are not told.
  private func told(_ event: RecordedEvent, _ hidden: inout Set<String>) -> RecordedEvent {
    let meanwhile = filter { $0.entries.contains(event.id) }
    let wentOver = meanwhile.contains(where: \.wentOver)
    var event = event
    switch Event.Kind(rawValue: event.event) {
    case .debtorMerged:
      event.hide([.after, .reason])
    case .debtorParted where contains(where: \.wentOver):
      event.hide([.before, .reason])
    case .debtorChanged where wentOver:
      event.hide([.before, .after, .reason])
    case .claimRegistered where wentOver:
      event.hide(Debtor.registeredKeys)
    default: break
    }
    if wentOver, let said = Parting.Said(event), meanwhile.contains(where: { $0.shared.contains(said) }) {
      hidden.insert(said.words)
      event.hide([.text, .reason, .contact, .staffNumber])
    }
    for (key, text) in event.data { event.data[key] = toldMembers(text) ?? told(text) }
    return event
  }

  /// The same of a JSON object of texts, member by member; nil of another text.
  private func toldMembers(_ text: String) -> String? {
    // Words of a person may begin with a brace as well.
    guard text.hasPrefix("{"), let members = try? Journal.decode(text) else { return nil }
    return Journal.json(members.mapValues { told($0) })
  }
}

extension RecordedEvent {
  /// Takes away what some members say, and leaves that they are there.
  fileprivate mutating func hide(_ keys: [JournalKey]) {
    for key in keys where data[key] != nil { data[key.rawValue] = Parting.blank }
  }
}

extension String {
  /// Whether words stand in it as a whole.
  fileprivate func hasWords(_ words: String) -> Bool {
    var start = startIndex
    while let found = self[start...].firstRange(of: words) {
      let before = found.lowerBound > startIndex ? self[index(before: found.lowerBound)] : " "
      let after = found.upperBound < endIndex ? self[found.upperBound] : " "
      if !before.isLetter, !before.isNumber, !after.isLetter, !after.isNumber { return true }
      start = found.upperBound
    }
    return false
  }
}
