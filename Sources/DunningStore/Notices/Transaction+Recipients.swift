package import Dunning
import DunningSQL

// Whom the message of a notice goes to, where it is not one alone: each has a fate of its own.

/// One of several recipients of a notice, as it was written.
package struct NoticeRecipient: Hashable, Sendable {
  package enum Part: String, Sendable, CaseIterable {
    case to
    case cc
    /// The creditor's own copy, which nobody else sees.
    case copy
  }

  package enum Fate: String, Sendable, CaseIterable {
    case waiting
    /// The mail server has taken it.
    case sent
    /// The mail server would not take it for this one.
    case refused
    /// It came back.
    case returned
  }

  package let part: Part
  package let addressee: Addressee
  package let fate: Fate
  /// The far side's words; nil while there are none.
  package let words: String?

  /// Whether nothing has come, or is to come, to this one.
  package var isMissed: Bool { fate == .refused || fate == .returned }

  /// As the journal tells whom a notice was opened for.
  var text: String { "\(part.rawValue) \(addressee.text)" }

  static let selection = "SELECT part, address, name, fate, words FROM recipient"

  init(_ row: SQLRow) throws {
    guard let part = Part(rawValue: row.text(0)), let fate = Fate(rawValue: row.text(3)) else {
      throw ClaimRecord.damaged("recipient")
    }
    (self.part, self.fate, words) = (part, fate, row.textIfAny(4))
    addressee = Addressee(address: try EmailAddress(parsing: row.text(1)), name: row.textIfAny(2))
  }
}

extension Reading {
  /// Those of a notice that goes to several; none of one that goes to one alone.
  func recipients(of notice: NoticeID) throws -> [NoticeRecipient] {
    try sql.all(
      "\(NoticeRecipient.selection) WHERE notice_id = ? ORDER BY number", .number(notice.number),
      read: NoticeRecipient.init)
  }

  /// To whom a notice goes, as it was written.
  ///
  /// - Parameter text: the addresses that stand in its row.
  func mailing(of notice: NoticeID, to text: String) throws -> (mailing: Mailing, copies: [Addressee]) {
    let recipients = try recipients(of: notice)
    guard !recipients.isEmpty else { return (Mailing(to: try Addressee.list(parsing: text)), []) }
    func those(_ part: NoticeRecipient.Part) -> [Addressee] {
      recipients.filter { $0.part == part }.map(\.addressee)
    }
    return (Mailing(to: those(.to), cc: those(.cc)), those(.copy))
  }
}

extension Writing {
  /// Writes down whom a notice goes to, where it is not one alone.
  ///
  /// - Returns: what the journal says of it.
  func insertRecipients(_ mailing: Mailing, _ copies: [Addressee], of notice: NoticeID) throws -> String? {
    let all =
      mailing.to.map { (NoticeRecipient.Part.to, $0) } + mailing.cc.map { (.cc, $0) } + copies.map { (.copy, $0) }
    guard all.count > 1 else { return nil }
    for (index, (part, addressee)) in all.enumerated() {
      try sql.run(
        "INSERT INTO recipient (notice_id, number, part, address, name, fate) VALUES (?, ?, ?, ?, ?, ?)",
        .number(notice.number), .number(Int64(index + 1)), .text(part.rawValue), .text(addressee.address.text),
        SQLValue(addressee.name), .text(NoticeRecipient.Fate.waiting.rawValue))
    }
    return all.map { "\($0.0.rawValue) \($0.1.text)" }.joined(separator: "\n")
  }

  /// Writes down what became of each recipient.
  ///
  /// - Returns: what the journal says of those who were not reached; nil when all were, or there is but one.
  func setFates(of notice: NoticeID, by result: AttemptResult) throws -> String? {
    let recipients = try recipients(of: notice)
    guard !recipients.isEmpty else { return nil }
    let missed = Dictionary(result.missed.map { ($0.address.lowercased(), $0.words) }) { first, _ in first }
    let rest: NoticeRecipient.Fate =
      switch result.verdict {
      case .accepted: .sent
      case .refused: .refused
      case .deferred, .inDoubt: .waiting
      }
    var told: [String] = []
    for (index, recipient) in recipients.enumerated() {
      let words = missed[recipient.addressee.address.text.lowercased()]
      let isRefused = words != nil && rest != .waiting
      try setFate(isRefused ? .refused : rest, words ?? (rest == .refused ? result.reply : nil), of: notice, index + 1)
      if isRefused, let words { told.append("\(recipient.addressee.address.text): \(words)") }
    }
    return told.isEmpty ? nil : told.joined(separator: "\n")
  }

  func setFate(_ fate: NoticeRecipient.Fate, _ words: String?, of notice: NoticeID, _ number: Int) throws {
    try sql.run(
      "UPDATE recipient SET fate = ?, words = ? WHERE notice_id = ? AND number = ?", .text(fate.rawValue),
      SQLValue(words), .number(notice.number), .number(Int64(number)))
  }

  /// Marks those whose copy came back.
  ///
  /// - Parameter dead: their addresses, in lower case.
  /// - Returns: all recipients as they stand now.
  func setReturned(_ dead: Set<String>, _ words: String, of notice: NoticeID) throws -> [NoticeRecipient] {
    for (index, recipient) in try recipients(of: notice).enumerated()
    where dead.contains(recipient.addressee.address.text.lowercased()) {
      try setFate(.returned, words, of: notice, index + 1)
    }
    return try recipients(of: notice)
  }
}
