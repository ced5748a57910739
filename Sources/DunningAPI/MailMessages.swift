/// `POST /v1/mail`: what a message that came in is, and what was done about it.
package struct MailResponse: Codable, Hashable, Sendable {
  /// A recipient that a report speaks of.
  package struct Recipient: Codable, Hashable, Sendable {
    package var address: String
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
    package var action: String
    /// The enhanced status code (RFC 3463); null when nobody gave one.
    @Nullable package var status: String?
    /// The server's own words.
    @Nullable package var diagnostic: String?
    /// `address`, `mailbox`, `policy`, `content`, `route` or `unstated`; null for what has not failed.
    @Nullable package var cause: String?

    package init(address: String, action: String, status: String?, diagnostic: String?, cause: String?) {
      self.address = address
      self.action = action
      self.status = status
      self.diagnostic = diagnostic
      self.cause = cause
    }
  }

  /// The name of the file, where the client gave one.
  @Nullable package var file: String?
  /// `bounce`, `delay`, `delivered`, `relayed`, `auto-reply`, `reply`, `complaint` or `unknown`.
  package var kind: String
  package var recipients: [Recipient]
  /// `n7`; null when it is about no notice of this docket.
  @Nullable package var notice: String?
  /// The references of the claims that the notice is about.
  package var claims: [String]
  /// The number under which the message is kept; null when it is not.
  @Nullable package var mail: String?
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
}
