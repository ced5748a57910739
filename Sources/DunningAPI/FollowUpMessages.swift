/// `POST …/notes`, on a claim or a debtor.
package struct NoteRequest: Codable, Hashable, Sendable {
  package var text: String
  /// The day on which it comes back to the creditor, by mail and on `status`.
  package var remindOn: String?
  /// Who was spoken to, e.g. at a bank's or wallet's support.
  package var contact: String?
  package var staffNumber: String?
  /// The day by which they promised to reply.
  package var replyBy: String?
  /// Why the money did not come; see ``ClaimResponse/cause``.
  package var cause: String?

  private enum CodingKeys: String, CodingKey {
    case text
    case remindOn = "remind_on"
    case contact
    case staffNumber = "staff_number"
    case replyBy = "reply_by"
    case cause
  }

  package init(
    text: String, remindOn: String? = nil, contact: String? = nil, staffNumber: String? = nil, replyBy: String? = nil,
    cause: String? = nil
  ) {
    self.text = text
    self.remindOn = remindOn
    self.contact = contact
    self.staffNumber = staffNumber
    self.replyBy = replyBy
    self.cause = cause
  }
}

/// The answer to a note.
package struct NoteResponse: Codable, Hashable, Sendable {
  package var claims: [ClaimResponse]
  /// The number under which it comes back; null when it does not.
  @Nullable package var followUp: String?

  private enum CodingKeys: String, CodingKey {
    case claims
    case followUp = "follow_up"
  }

  package init(claims: [ClaimResponse], followUp: String?) {
    self.claims = claims
    self.followUp = followUp
  }
}

/// Something that comes back to the creditor on a day.
package struct FollowUpResponse: Codable, Hashable, Sendable {
  package var id: String
  package var claim: String
  package var reference: String
  package var creditor: String
  package var debtor: String
  /// `note` or `limitation`.
  package var kind: String
  /// `waiting`, `due` or `done`.
  package var state: String
  /// By the creditor's calendar.
  package var day: String
  package var note: String
  @Nullable package var contact: String?
  @Nullable package var staffNumber: String?
  @Nullable package var replyBy: String?

  private enum CodingKeys: String, CodingKey {
    case id
    case claim
    case reference
    case creditor
    case debtor
    case kind
    case state
    case day
    case note
    case contact
    case staffNumber = "staff_number"
    case replyBy = "reply_by"
  }

  package init(
    id: String, claim: String, reference: String, creditor: String, debtor: String, kind: String, state: String,
    day: String, note: String, contact: String?, staffNumber: String?, replyBy: String?
  ) {
    self.id = id
    self.claim = claim
    self.reference = reference
    self.creditor = creditor
    self.debtor = debtor
    self.kind = kind
    self.state = state
    self.day = day
    self.note = note
    self.contact = contact
    self.staffNumber = staffNumber
    self.replyBy = replyBy
  }
}

/// `GET /v1/follow-ups`: one page, and the cursor of the next one while there is one.
package struct FollowUpList: Codable, Hashable, Sendable {
  package var followUps: [FollowUpResponse]
  @Nullable package var nextCursor: String?

  private enum CodingKeys: String, CodingKey {
    case followUps = "follow_ups"
    case nextCursor = "next_cursor"
  }

  package init(followUps: [FollowUpResponse], nextCursor: String?) {
    self.followUps = followUps
    self.nextCursor = nextCursor
  }
}
