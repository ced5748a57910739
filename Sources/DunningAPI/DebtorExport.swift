/// `GET /v1/debtors/{debtor}/export`: what is held about a debtor, for the person themselves.
package struct DebtorExport: Codable, Hashable, Sendable {
  /// The debtor as a creditor knows them.
  package struct Person: Codable, Hashable, Sendable {
    package var creditor: String
    package var debtorId: String
    package var name: String
    package var email: String
    package var language: String?
    package var timeZone: String?
    package var calendar: String?
    /// `consumer` or `business`.
    package var kind: String?
    package var country: String?
    /// Line by line.
    package var address: [String]

    private enum CodingKeys: String, CodingKey {
      case creditor
      case debtorId = "debtor_id"
      case name
      case email
      case language
      case timeZone = "time_zone"
      case calendar
      case kind
      case country
      case address
    }

    package init(
      creditor: String, debtorId: String, name: String, email: String, language: String?, timeZone: String?,
      calendar: String?, kind: String?, country: String?, address: [String]
    ) {
      self.creditor = creditor
      self.debtorId = debtorId
      self.name = name
      self.email = email
      self.language = language
      self.timeZone = timeZone
      self.calendar = calendar
      self.kind = kind
      self.country = country
      self.address = address
    }

    /// Every key is there, with null where there is no value.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(creditor, forKey: .creditor)
      try container.encode(debtorId, forKey: .debtorId)
      try container.encode(name, forKey: .name)
      try container.encode(email, forKey: .email)
      try container.encode(language, forKey: .language)
      try container.encode(timeZone, forKey: .timeZone)
      try container.encode(calendar, forKey: .calendar)
      try container.encode(kind, forKey: .kind)
      try container.encode(country, forKey: .country)
      try container.encode(address, forKey: .address)
    }
  }

  /// A message that came in about one of the notices.
  package struct Mail: Codable, Hashable, Sendable {
    package var id: String
    package var notice: String
    package var kind: String
    package var receivedAt: String
    package var sender: String?
    package var subject: String

    private enum CodingKeys: String, CodingKey {
      case id
      case notice
      case kind
      case receivedAt = "received_at"
      case sender
      case subject
    }

    package init(id: String, notice: String, kind: String, receivedAt: String, sender: String?, subject: String) {
      self.id = id
      self.notice = notice
      self.kind = kind
      self.receivedAt = receivedAt
      self.sender = sender
      self.subject = subject
    }

    /// Every key is there, with null where there is no value.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(notice, forKey: .notice)
      try container.encode(kind, forKey: .kind)
      try container.encode(receivedAt, forKey: .receivedAt)
      try container.encode(sender, forKey: .sender)
      try container.encode(subject, forKey: .subject)
    }
  }

  package var madeAt: String
  package var people: [Person]
  package var claims: [ClaimDetail]
  package var mails: [Mail]
  package var attachments: [AttachmentResponse]

  private enum CodingKeys: String, CodingKey {
    case madeAt = "made_at"
    case people
    case claims
    case mails
    case attachments
  }

  package init(
    madeAt: String, people: [Person], claims: [ClaimDetail], mails: [Mail], attachments: [AttachmentResponse]
  ) {
    self.madeAt = madeAt
    self.people = people
    self.claims = claims
    self.mails = mails
    self.attachments = attachments
  }
}
