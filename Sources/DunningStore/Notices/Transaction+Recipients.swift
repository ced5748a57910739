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
    /// It has its turn with the next try.
    case waiting
    /// The mail server has taken it.
    case sent
    /// The mail server would not take it for this one.
    case refused
    /// It came back.
    case returned
    /// Nothing was sent to it: nobody whom the notice is for was taken, or it was overtaken before its turn.
    case unsent
    /// Nobody knows whether the mail server has taken it for this one.
    case inDoubt = "in-doubt"
  }

  package let part: Part
  package let addressee: Addressee
  package let fate: Fate
  /// The far side's words; nil while there are none.
  package let words: String?

  /// Whether nothing has come, or is to come, to this one.
  package var isMissed: Bool {
    switch fate {
    case .refused, .returned, .unsent: true
    case .waiting, .sent, .inDoubt: false
    }
  }

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

  /// Writes down what became of each recipient that an attempt was for: those who have not had their end before.
  ///
  /// - Parameter ofRest: whether it was for those alone whom a notice that is sent had not reached.
  /// - Returns: those who were not reached by it, as they stand now; nobody when all were, or there is but one.
  func setFates(
    of notice: NoticeID, by result: AttemptResult, ofRest: Bool = false
  ) throws -> [NoticeRecipient] {
    let answers = Dictionary(result.answers.map { ($0.address.lowercased(), $0) }) { first, _ in first }
    var missed: [Int] = []
    for (index, recipient) in try recipients(of: notice).enumerated() where recipient.fate == .waiting {
      let (fate, words) = result.fate(answers[recipient.addressee.address.text.lowercased()], ofRest: ofRest)
      try setFate(fate, words, of: notice, index + 1)
      if fate != .sent { missed.append(index) }
    }
    let now = try recipients(of: notice)
    return missed.map { now[$0] }
  }

  /// Nothing more is sent to those who still wait.
  ///
  /// - Returns: those, as they stand now.
  func endWaiting(
    of notice: NoticeID, as fate: NoticeRecipient.Fate, because words: String?
  ) throws -> [NoticeRecipient] {
    var ended: [Int] = []
    for (index, recipient) in try recipients(of: notice).enumerated() where recipient.fate == .waiting {
      try setFate(fate, words, of: notice, index + 1)
      ended.append(index)
    }
    let now = try recipients(of: notice)
    return ended.map { now[$0] }
  }

  private func setFate(_ fate: NoticeRecipient.Fate, _ words: String?, of notice: NoticeID, _ number: Int) throws {
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

extension [NoticeRecipient] {
  /// As the journal tells whom it was not sent to, a line for each; nil where there is nobody.
  var missed: String? {
    isEmpty ? nil : map { "\($0.addressee.address.text): \($0.words ?? $0.fate.rawValue)" }.joined(separator: "\n")
  }
}

extension AttemptResult {
  /// What it makes of a recipient.
  ///
  /// - Parameters:
  ///   - answer: what was said of this one; nil for nothing.
  ///   - ofRest: whether the notice is sent already, so that no more than this one waits for it.
  fileprivate func fate(_ answer: Answer?, ofRest: Bool) -> (NoticeRecipient.Fate, String?) {
    switch answer?.verdict {
    case .taken: return (.sent, nil)
    case .refused: return (.refused, answer?.words)
    case .putOff: return (isTriedAgain ? .waiting : .refused, answer?.words)
    case .withheld where isTriedAgain, .unheard where verdict == .inDoubt && !ofRest: return (.waiting, nil)
    case .withheld: return (.unsent, "not sent, for nobody whom it is for was taken: \(reply)")
    case .unheard: return (.inDoubt, answer?.words ?? reply)
    case nil: break
    }
    switch verdict {
    case .accepted: return (.sent, nil)
    case .refused: return (.refused, reply)
    case .inDoubt where ofRest: return (.inDoubt, reply)
    case .deferred, .inDoubt: return (.waiting, nil)
    }
  }

  /// Whether those who were put off have another turn.
  private var isTriedAgain: Bool {
    switch verdict {
    case .accepted: restAt != nil
    case .deferred, .inDoubt: true
    case .refused: false
    }
  }
}
