import FoundationEssentials

/// What a cloud mailer tells of a message in JSON, by mail: Amazon SES through SNS.
///
/// - Source: <https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html>
struct CloudNotification {
  let kind: IncomingMessage.Kind
  let recipients: [ReportedRecipient]
  /// The Message-IDs of the message that it is about, without brackets.
  let messageIDs: [String]

  /// Nil when the message is none.
  init?(in message: MIMEPart) {
    guard let text = message.leaves.first(where: { $0.type.hasPrefix("text/") })?.text,
      let notice = Self.notice(in: text)
    else { return nil }
    switch notice.word {
    case "bounce": self.init(.bounce, notice.bounce?.recipients ?? [], notice)
    case "complaint": self.init(.complaint, notice.complaint?.recipients ?? [], notice)
    case "delivery": self.init(.delivered, notice.delivery?.all ?? [], notice)
    case "deliverydelay": self.init(.delay, notice.deliveryDelay?.recipients ?? [], notice)
    default: return nil
    }
  }

  private init(_ kind: IncomingMessage.Kind, _ recipients: [ReportedRecipient], _ notice: Notice) {
    self.kind = kind
    self.recipients = Array(recipients.prefix(IncomingLimits.recipientsMax))
    let given = (notice.mail.headers ?? []).filter { $0.name.lowercased() == "message-id" }.compactMap(\.value)
    let ids = given + [notice.mail.commonHeaders?.messageId].compactMap { $0 }
    messageIDs = Array(ids.flatMap(NoticeTies.messageIDs).prefix(IncomingLimits.tiesMax))
  }

  /// The notice itself, or the one that an envelope of the messenger carries as a text.
  private static func notice(in text: String) -> Notice? {
    // Sendmail breaks a line that is too long for it with an exclamation mark, also inside a text.
    let text = text.replacing("!\r\n ", with: "").replacing("!\n ", with: "")
    let bytes = text.utf8.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard bytes.first == UInt8(ascii: "{"), let object = object(bytes.prefix(IncomingLimits.notificationBytesMax))
    else {
      return nil
    }
    // What is no notice is somebody's words.
    if let notice = try? JSONDecoder().decode(Notice.self, from: object) { return notice }
    guard let envelope = try? JSONDecoder().decode(Envelope.self, from: object) else { return nil }
    return try? JSONDecoder().decode(Notice.self, from: Data(envelope.message.utf8))
  }

  /// The bytes up to the brace that closes the first one; below them the messenger writes how to unsubscribe.
  private static func object(_ bytes: Substring.UTF8View.SubSequence) -> Data? {
    var (depth, isText, isEscaped) = (0, false, false)
    for index in bytes.indices {
      let byte = bytes[index]
      if isText {
        if !isEscaped, byte == UInt8(ascii: "\"") { isText = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth == 0 { return Data(bytes[...index]) }
      if depth > depthMax { return nil }
    }
    return nil
  }

  private static let depthMax = 32
}

extension CloudNotification {
  /// An envelope of the messenger.
  private struct Envelope: Decodable {
    let message: String

    private enum CodingKeys: String, CodingKey { case message = "Message" }
  }

  private struct Notice: Decodable {
    let notificationType: String?
    let eventType: String?
    let mail: Mail
    let bounce: Failure?
    let complaint: Complaint?
    let delivery: Delivery?
    let deliveryDelay: Delay?

    /// Which of them it is, in lower case.
    var word: String { (notificationType ?? eventType ?? "").lowercased() }
  }

  private struct Mail: Decodable {
    struct Field: Decodable {
      let name: String
      let value: String?
    }

    struct Common: Decodable { let messageId: String? }

    let headers: [Field]?
    let commonHeaders: Common?
  }

  private struct Recipient: Decodable {
    let emailAddress: String
    let status: String?
    let diagnosticCode: String?

    func reported(_ action: ReportedRecipient.Action, status other: String?, words: String?) -> ReportedRecipient? {
      guard let address = AddressScanner.addresses(in: emailAddress).last else { return nil }
      return ReportedRecipient(
        address: address, action: action, status: status.flatMap(EnhancedStatus.first) ?? other,
        diagnostic: diagnosticCode ?? words)
    }
  }

  private struct Failure: Decodable {
    let bounceType: String?
    let bounceSubType: String?
    let bouncedRecipients: [Recipient]?

    var recipients: [ReportedRecipient] {
      let words = [bounceType, bounceSubType].compactMap { $0 }.joined(separator: ": ")
      return (bouncedRecipients ?? []).compactMap {
        $0.reported(.failed, status: code, words: words.isEmpty ? nil : words)
      }
    }

    /// What passes is never permanent, and some say nothing but what sort it is of.
    private var code: String? {
      switch (bounceType, bounceSubType) {
      case ("Permanent", "NoEmail"): "5.1.1"
      case ("Permanent", _): nil
      case (_, "MailboxFull"): "4.2.2"
      case (_, "MessageTooLarge"): "4.3.4"
      case (_, "ContentRejected"), (_, "AttachmentRejected"): "4.6.0"
      default: "4.0.0"
      }
    }
  }

  private struct Complaint: Decodable {
    let complainedRecipients: [Recipient]?
    let complaintFeedbackType: String?

    var recipients: [ReportedRecipient] {
      (complainedRecipients ?? []).compactMap {
        $0.reported(.delivered, status: nil, words: "feedback type: \(complaintFeedbackType ?? "abuse")")
      }
    }
  }

  private struct Delivery: Decodable {
    let recipients: [String]?

    var all: [ReportedRecipient] {
      (recipients ?? []).flatMap(AddressScanner.addresses).map {
        ReportedRecipient(address: $0, action: .delivered, status: nil, diagnostic: nil)
      }
    }
  }

  private struct Delay: Decodable {
    let delayType: String?
    let delayedRecipients: [Recipient]?

    var recipients: [ReportedRecipient] {
      (delayedRecipients ?? []).compactMap { $0.reported(.delayed, status: "4.0.0", words: delayType) }
    }
  }
}
