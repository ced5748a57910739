/// All that goes into one message, before it is bytes.
package struct MailMessage: Sendable, Hashable {
  /// A moment and the offset that the reader of the Date header sees.
  package struct Timestamp: Sendable, Hashable {
    /// Seconds since 1970-01-01 00:00 UTC.
    package let unixSeconds: Int64
    /// Minutes east of UTC.
    package let utcOffsetMinutes: Int

    /// Names a moment.
    package init(unixSeconds: Int64, utcOffsetMinutes: Int) {
      self.unixSeconds = unixSeconds
      self.utcOffsetMinutes = utcOffsetMinutes
    }
  }

  /// One more header field, such as `Auto-Submitted: auto-generated`.
  package struct Header: Sendable, Hashable {
    package let name: String
    package let value: String

    /// Holds a field; ``MailMessage/encoded()`` checks it.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The author shown to the reader.
  package var from: Mailbox
  /// The readers, at least one.
  package var to: [Mailbox]
  /// Those who get a copy that everybody sees.
  package var cc: [Mailbox] = []
  /// Where answers go if not to `from`.
  package var replyTo: Mailbox?
  /// The subject, of any length and script.
  package var subject: String
  /// The Date header.
  package var date: Timestamp
  /// The Message-ID without its brackets; the boundaries derive from it.
  package var messageID: String
  /// The Message-ID that this message answers, without brackets.
  package var inReplyTo: String?
  /// The Message-IDs of the thread, oldest first, without brackets.
  package var references: [String] = []
  /// Further header fields in their order.
  package var headers: [Header] = []
  /// The plain text; it must be complete on its own.
  package var text: String
  /// The same in HTML.
  package var html: String?
  /// What the HTML shows; nothing without HTML.
  package var images: [InlineImage] = []
  /// Files.
  package var attachments: [MailAttachment] = []
  /// The language of the text as a BCP 47 tag, for Content-Language.
  package var language: String?

  /// A message with what every message has; the rest are properties.
  package init(
    from: Mailbox, to: Mailbox, subject: String, date: Timestamp, messageID: String, text: String
  ) {
    self.init(from: from, to: [to], subject: subject, date: date, messageID: messageID, text: text)
  }

  /// The same to several.
  package init(
    from: Mailbox, to: [Mailbox], subject: String, date: Timestamp, messageID: String, text: String
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.date = date
    self.messageID = messageID
    self.text = text
  }

  /// The message as RFC 5322 bytes: CRLF line ends, ASCII only (but for SMTPUTF8 addresses), the same for the same
  /// value.
  ///
  /// - Throws: ``MailError`` with code `.invalidHeader` if a header value has a control character in it or is none,
  ///   `.invalidMessage` if a body has a NUL or a lone CR in it or the whole is larger than ``MailLimits`` allow.
  /// - Source: RFC 5322, 2045, 2046, 2047, 2231, 6532.
  package func encoded() throws(MailError) -> [UInt8] {
    try checkHeaders()
    let bytes = try MessageEncoder(message: self).encode()
    _ = try OutgoingMessage(bytes)
    return bytes
  }

  /// The fields that this type writes itself.
  private static let ownHeaders: Set<String> = [
    "from", "sender", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "in-reply-to", "references",
    "mime-version", "return-path", "received",
  ]

  private func checkHeaders() throws(MailError) {
    guard !to.isEmpty else { throw MailError(.invalidHeader, "the message is to nobody") }
    try HeaderCheck.check(subject, as: "the subject", bytesMax: MailLimits.headerValueBytesMax)
    for id in [messageID] + images.map(\.contentID) + references + (inReplyTo.map { [$0] } ?? []) {
      try HeaderCheck.checkMessageID(id)
    }
    guard references.count <= MailLimits.referencesMax else {
      throw MailError(.invalidHeader, "there are more than \(MailLimits.referencesMax) references")
    }
    guard headers.count <= MailLimits.extraHeadersMax, attachments.count <= MailLimits.attachmentsMax else {
      throw MailError(.invalidMessage, "there are too many headers or attachments")
    }
    for header in headers {
      try HeaderCheck.checkName(header.name)
      try HeaderCheck.check(header.value, as: "\(header.name)", bytesMax: MailLimits.headerValueBytesMax)
      let name = header.name.lowercased()
      guard !Self.ownHeaders.contains(name), !name.hasPrefix("content-") else {
        throw MailError(.invalidHeader, "\(header.name) is written from the message and cannot be set twice")
      }
    }
    if let language, !isLanguageTag(language) {
      throw MailError(.invalidHeader, "the language is not a BCP 47 tag")
    }
    guard abs(date.utcOffsetMinutes) < 24 * 60 else {
      throw MailError(.invalidHeader, "the date's offset is a day or more")
    }
  }

  private func isLanguageTag(_ tag: String) -> Bool {
    tag.utf8.count <= 35
      && tag.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
        (1...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
  }
}
