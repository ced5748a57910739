/// `POST /v1/mail`: what a message that came in is, and what was done about it.
package struct MailResponse: Codable, Hashable, Sendable {
  /// A recipient that a report speaks of.
  package struct Recipient: Codable, Hashable, Sendable {
    package var address: String
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
    package var action: String
    /// The enhanced status code (RFC 3463); null when nobody gave one.
    package var status: String?
    /// The server's own words.
    package var diagnostic: String?
    /// `address`, `mailbox`, `policy`, `content`, `route` or `unstated`; null for what has not failed.
    package var cause: String?

    package init(address: String, action: String, status: String?, diagnostic: String?, cause: String?) {
      self.address = address
      self.action = action
      self.status = status
      self.diagnostic = diagnostic
      self.cause = cause
    }

    /// Every key is there, with null where there is no value.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(address, forKey: .address)
      try container.encode(action, forKey: .action)
      try container.encode(status, forKey: .status)
      try container.encode(diagnostic, forKey: .diagnostic)
      try container.encode(cause, forKey: .cause)
    }
  }

  /// The name of the file, where the client gave one.
  package var file: String?
  /// `bounce`, `delay`, `delivered`, `relayed`, `auto-reply`, `reply`, `complaint` or `unknown`.
  package var kind: String
  package var recipients: [Recipient]
  /// `n7`; null when it is about no notice of this docket.
  package var notice: String?
  /// The references of the claims that the notice is about.
  package var claims: [String]
  /// The number under which the message is kept; null when it is not.
  package var mail: String?
  /// What was done, or would be.
  package var action: String

  package init(
    file: String?, kind: String, recipients: [Recipient], notice: String?, claims: [String], mail: String?,
    action: String
  ) {
    self.file = file
    self.kind = kind
    self.recipients = recipients
    self.notice = notice
    self.claims = claims
    self.mail = mail
    self.action = action
  }

  /// Every key is there, with null where there is no value.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(kind, forKey: .kind)
    try container.encode(recipients, forKey: .recipients)
    try container.encode(notice, forKey: .notice)
    try container.encode(claims, forKey: .claims)
    try container.encode(mail, forKey: .mail)
    try container.encode(action, forKey: .action)
  }
}
