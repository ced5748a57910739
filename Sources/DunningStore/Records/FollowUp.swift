package import Dunning
import DunningSQL

/// Something that comes back on a day: a note to the creditor, or a promise that the daemon judges.
package struct FollowUp: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case note
    case promise
    /// The day after which the debtor may refuse to pay comes near.
    case limitation
    /// A notice has waited for its approval for a day.
    case approval
    /// A list of what is open has the claim no more: was it paid?
    case gone
    /// Every step of the ladder has gone out, and the time of the last one is over.
    case ladderOver = "ladder-over"
  }

  package enum State: String, Sendable, CaseIterable {
    case waiting
    /// It came back, and nobody has said yet that it is done.
    case due
    case done
  }

  package let id: FollowUpID
  package let claim: ClaimID
  package let reference: String
  package let creditor: String
  package let debtor: String
  package let kind: Kind
  package let state: State
  /// The day on which it comes back, by the creditor's zone.
  package let day: CivilDate
  package internal(set) var note: String
  /// Who was spoken to, e.g. at a bank's or wallet's support.
  package internal(set) var contact: String?
  package internal(set) var staffNumber: String?
  /// The day by which they promised to reply.
  package let replyBy: CivilDate?

  /// What is known before it is kept.
  package struct Draft: Hashable, Sendable {
    package let kind: Kind
    package let note: String
    package let day: CivilDate
    package let contact: String?
    package let staffNumber: String?
    package let replyBy: CivilDate?

    package init(
      kind: Kind = .note, note: String, day: CivilDate, contact: String? = nil, staffNumber: String? = nil,
      replyBy: CivilDate? = nil
    ) {
      self.kind = kind
      self.note = note
      self.day = day
      self.contact = contact
      self.staffNumber = staffNumber
      self.replyBy = replyBy
    }
  }
}

extension FollowUp {
  /// What ``init(_:)`` reads.
  static let selection = """
    SELECT follow_up.id, follow_up.claim_id, claim.reference, claim.creditor, debtor.name, follow_up.kind,
      follow_up.state, follow_up.day, follow_up.note, follow_up.contact, follow_up.staff_number, follow_up.reply_by
    FROM follow_up JOIN claim ON claim.id = follow_up.claim_id JOIN debtor ON debtor.id = claim.debtor_id
    """

  init(_ row: SQLRow) throws {
    guard let kind = Kind(rawValue: row.text(5)), let state = State(rawValue: row.text(6)) else {
      throw ClaimRecord.damaged("follow-up")
    }
    self.init(
      id: FollowUpID(row.number(0)), claim: ClaimID(row.number(1)), reference: row.text(2), creditor: row.text(3),
      debtor: row.text(4), kind: kind, state: state, day: try CivilDate(parsing: row.text(7)), note: row.text(8),
      contact: row.textIfAny(9), staffNumber: row.textIfAny(10),
      replyBy: try row.textIfAny(11).map(CivilDate.init(parsing:)))
  }
}
