/// `GET /v1/debtors/{debtor}/export`: what is held about a debtor, for the person themselves.
package struct DebtorExport: Codable, Hashable, Sendable {
  /// The debtor as a creditor knows them.
  package struct Person: Hashable, Sendable {
    package var creditor: String
    package var debtorId: String
    package var name: String
    package var email: String
    /// What else is known, such as `language` or `country`, each a member of its own; null where it is not.
    package var details: [String: String?]
    /// Line by line.
    package var address: [String]

    package init(
      creditor: String, debtorId: String, name: String, email: String, details: [String: String?], address: [String]
    ) {
      self.creditor = creditor
      self.debtorId = debtorId
      self.name = name
      self.email = email
      self.details = details
      self.address = address
    }
  }

  /// A message that came in about one of the notices.
  package struct Mail: Codable, Hashable, Sendable {
    package var id: String
    package var notice: String
    package var kind: String
    package var receivedAt: String
    @Nullable package var sender: String?
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

extension DebtorExport.Person: Codable {
  private enum CodingKeys: String, CodingKey {
    case creditor
    case debtorId = "debtor_id"
    case name
    case email
    case address
  }

  package init(from decoder: any Decoder) throws {
    let own = try decoder.container(keyedBy: CodingKeys.self)
    creditor = try own.decode(String.self, forKey: .creditor)
    debtorId = try own.decode(String.self, forKey: .debtorId)
    name = try own.decode(String.self, forKey: .name)
    email = try own.decode(String.self, forKey: .email)
    address = try own.decode([String].self, forKey: .address)
    let all = try decoder.container(keyedBy: WireName.self)
    details = [:]
    for name in all.allKeys where CodingKeys(stringValue: name.stringValue) == nil {
      details[name.stringValue] = .some(try all.decodeIfPresent(String.self, forKey: name))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var own = encoder.container(keyedBy: CodingKeys.self)
    try own.encode(creditor, forKey: .creditor)
    try own.encode(debtorId, forKey: .debtorId)
    try own.encode(name, forKey: .name)
    try own.encode(email, forKey: .email)
    try own.encode(address, forKey: .address)
    var all = encoder.container(keyedBy: WireName.self)
    for (name, text) in details { try all.encode(text, forKey: WireName(name)) }
  }
}
