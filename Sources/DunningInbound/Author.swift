/// Who seems to have written a message: a mail server, another machine, or a person.
struct Author {
  /// The address of `From`, as it is written: not what stands beside it. Nil when there is none, or more than one.
  let address: String?
  /// Whether its address is one that nobody but a mail server has.
  let isDaemon: Bool
  /// Whether its address is one that mail servers have, be it that a person may have it too: `postmaster`.
  let isMailServer: Bool
  /// Whether the part before the @ of its address is a mail server's, whatever stands beside it.
  private let hasServerAddress: Bool
  /// Whether the envelope names a mailbox that is neither a mail server's nor its own.
  private let isSentByAnother: Bool
  /// Whether there was no word of the envelope.
  private let isSentByUnknown: Bool
  /// The domain that the envelope names; nil where it names none.
  private let senderDomain: String?
  /// Whether nothing in `From` looks like an address.
  private let isNameless: Bool
  /// Whether the envelope had no sender, as with all that no answer may come to.
  ///
  /// - Source: RFC 5321 4.5.5.
  let hasNullSender: Bool
  /// Whether the subject is one that mail servers give to reports. People give it to disputes, so that it is no sign.
  let hasReportSubject: Bool
  /// Whether the message is in answer to another or passes one on, by its subject.
  let isAnswerOrForward: Bool

  init(_ message: MIMEPart) {
    let from = message.field("from") ?? message.field("sender") ?? ""
    let field = FromField(message.writtenFrom ?? message.fields("from"))
    address = field.address
    // What a message is is told by all that looks like a server; what it may do, by what is one.
    let shown = AddressScanner.addresses(in: from).last ?? ""
    isNameless = shown.isEmpty
    let locals = [shown, String(from.split(separator: "<").last ?? "")].filter { !$0.isEmpty }.map { text in
      String(text.lowercased().prefix { $0 != "@" && $0 != "\\" })
    }
    isDaemon = locals.contains { Self.isName($0, of: Self.daemons) || Self.exchange.begins(Array($0.utf8)) }
    isMailServer =
      isDaemon || locals.contains { Self.isName($0, of: Self.offices) } || Self.isServerName(from, beside: shown)
    hasServerAddress = field.local.map { Self.isServerLocal($0) } ?? false
    let path = message.field("return-path")?.trimmed.lowercased()
    let isNullPath = path.map { $0.isEmpty || $0 == "<>" || $0.hasPrefix("<mailer-daemon") } ?? false
    hasNullSender = isNullPath || shown.isEmpty && from.contains("<>")
    let sender = path.map { text in text.filter { !"<> ".contains($0) } }
    let isOwn = sender == field.address?.lowercased() || sender.map { Self.isServerLocal($0) } ?? true
    isSentByUnknown = sender == nil
    isSentByAnother = !isNullPath && !isOwn
    isSentWithoutSender = isNullPath
    senderDomain = sender?.split(separator: "@").last.map(String.init)
    let subject = Array((message.field("subject") ?? "").lowercased().trimmed.utf8)
    isAnswerOrForward = Self.answerPrefixes.contains { $0.begins(subject) }
    hasReportSubject = !isAnswerOrForward && Self.reportSubjects.occur(in: subject)
  }

  /// Whether a machine has sent it, whatever it says: no person's mail goes without a sender.
  var isMachine: Bool { isDaemon || hasNullSender || isNameless }

  /// Whether the envelope had no sender, which nobody's mailbox lets out.
  private let isSentWithoutSender: Bool

  /// Whether it has a mail server's own sign: no sender, or an address that is a mail server's and no envelope that says
  /// otherwise. A name beside the address is none, and no author is none either: that much anybody writes, or leaves out.
  var isSignedServer: Bool { isSentWithoutSender || hasServerAddress && !isSentByAnother }

  /// Whether nothing speaks against a machine: it is a server by its signs, or nobody's mailbox has sent it.
  var isUnsigned: Bool { isSignedServer || isSentByUnknown }

  /// Whether it comes from the messenger of a cloud, as far as the envelope tells.
  ///
  /// - Source: <https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html>
  var isCloudMessenger: Bool { isUnsigned || senderDomain.map(Self.isOfCloud) == true }

  private static func isOfCloud(_ domain: String) -> Bool {
    ["amazonses.com", "amazonaws.com", "amazonaws.com.cn"].contains { domain == $0 || domain.hasSuffix("." + $0) }
  }

  /// - Parameter text: an address, or the part before its @.
  private static func isServerLocal(_ text: String) -> Bool {
    let local = String(text.lowercased().prefix { $0 != "@" })
    return isName(local, of: daemons) || isName(local, of: offices) || exchange.begins(Array(local.utf8))
  }

  /// Whether the part before the @ is one of these names, or begins with it and a mark that ends it: `bounce+abc`, but
  /// not `bouncer`.
  private static func isName(_ local: String, of names: [String]) -> Bool {
    names.contains { name in
      guard local.hasPrefix(name) else { return false }
      return local.utf8.dropFirst(name.utf8.count).first.map(marks.contains) ?? true
    }
  }

  /// Whether the name beside the address, as a whole, is one that mail servers give themselves.
  private static func isServerName(_ from: String, beside address: String) -> Bool {
    let whole = from.lowercased()
    let name = (address.isEmpty ? whole : whole.replacing(address.lowercased(), with: "")).filter {
      !"<>\"()".contains($0)
    }
    return serverNames.contains(name.trimmed)
  }

  private static let marks = Set("-_.+=".utf8)

  /// What a mail server is called, and nobody else.
  private static let daemons = [
    "mailer-daemon", "mailer_daemon", "mailerdaemon", "mailer.daemon", "mail-daemon", "maildaemon", "mdaemon", "mmdf",
    "microsoftexchange",
  ]

  /// What a mail server is called, or whoever looks after it.
  private static let offices = [
    "postmaster", "post_master", "mailadm", "ndr", "bounce", "bounces", "daemon", "mail.delivery", "mail-delivery",
    "maildelivery", "mailsweeper", "imss",
  ]

  /// Exchange puts a number behind its name: `MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@…`.
  private static let exchange: Phrase = "microsoftexchange3"

  private static let serverNames: Set<String> = [
    "mail delivery subsystem", "mail delivery system", "mail deliver system", "mail delivery service", "mailer-daemon",
    "mailer daemon", "mail delivery agent", "internet mail delivery", "postmaster", "ndr administrator", "jetmail",
    "mail administrator", "delivery subsystem",
  ]

  static let answerPrefixes: [Phrase] = [
    "re:", "re :", "aw:", "fw:", "fwd:", "wg:", "antw:", "sv:", "vs:", "tr:", "rv:", "r:", "i:", "odp:", "ynt:",
    "回复:", "回复：", "答复:", "答复：", "转发:", "转发：", "ha:", "res:", "enc:", "doorst:", "vl:", "vb:", "betr:",
  ]

  private static let reportSubjects: [Phrase] = [
    "delivery status notification", "undeliver", "returned mail", "mail delivery fail", "mail delivery problem",
    "mail delivery error", "mail system error", "mail error", "failure notice", "delivery fail", "delivery error",
    "delivery report", "delivery notification", "delivery has failed", "could not be delivered",
    "couldn't be delivered",
    "not delivered", "non-delivery", "non delivery", "nondeliverable", "non remis", "returning message",
    "returned to sender",
    "return to sender", "mail failed", "failed mail", "message delay", "delivery delay", "delayed mail",
    "delivery warning",
    "message delivery", "warning: message", "warning: could not send", "still being retried", "permanent delivery",
    "mail delivery", "mail failure", "nicht zugestellt", "unzustellbar", "zustellfehler", "nicht zustellbar",
    "zustellung fehlgeschlagen", "non recapitabile", "mancato recapito", "échec de la remise", "echec de la remise",
    "non distribué", "no se puede entregar", "no entregado", "error de entrega", "não entregue", "onbestelbaar",
    "niet bezorgd", "niedostarcz", "nie dostarcz", "недоставлен", "не доставлен", "退信", "投递失败", "无法投递", "邮件发送失败",
    "系统退信", "送信エラー", "配信不能", "メールエラー通知", "error sending your mail", "processing error", "bounce", "user unknown",
    "email delivery failure", "message status", "cannot be delivered", "rejected:", "delivery failed",
    "unable to deliver",
    "problem delivering", "mail could not", "status notification",
  ]
}
