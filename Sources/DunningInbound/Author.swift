/// Who seems to have written a message: a mail server, another machine, or a person.
struct Author {
  /// The address of `From`, as it is written; empty when there is none.
  let address: String
  /// Whether a mail server's own name stands in it.
  let isMailServer: Bool
  /// Whether the envelope had no sender, as with all that no answer may come to.
  ///
  /// - Source: RFC 5321 4.5.5.
  let hasNullSender: Bool
  /// Whether the subject is one that mail servers give to reports.
  let hasReportSubject: Bool
  /// Whether the message is in answer to another or passes one on, by its subject.
  let isAnswerOrForward: Bool

  init(_ message: MIMEPart) {
    let from = message.field("from") ?? message.field("sender") ?? ""
    address = AddressScanner.addresses(in: from).last ?? ""
    let name = Array(from.lowercased().utf8)
    let local = Array((address.isEmpty ? from : address).lowercased().prefix { $0 != "@" }.utf8)
    isMailServer = Self.serverNames.occur(in: name) || Self.serverAddresses.contains { $0.begins(local) }
    let path = message.field("return-path")?.trimmed.lowercased()
    let isNullPath = path.map { $0.isEmpty || $0 == "<>" || $0.hasPrefix("<mailer-daemon") } ?? false
    hasNullSender = isNullPath || address.isEmpty && from.contains("<>")
    let subject = Array((message.field("subject") ?? "").lowercased().trimmed.utf8)
    isAnswerOrForward = Self.answerPrefixes.contains { $0.begins(subject) }
    hasReportSubject = !isAnswerOrForward && Self.reportSubjects.occur(in: subject)
  }

  private static let serverAddresses: [Phrase] = [
    "mailer-daemon", "mailer_daemon", "mailerdaemon", "mailer.daemon", "postmaster", "post_master", "mail-daemon",
    "maildaemon", "mdaemon", "mailadm", "mail.delivery", "mail-delivery", "maildelivery", "bounce", "imss", "mmdf",
    "smtp-", "microsoftexchange", "mailsweeper", "daemon",
  ]

  private static let serverNames: [Phrase] = [
    "mail delivery", "mail deliver system", "mailer-daemon", "mailer daemon", "mail administrator", "mail system",
    "jetmail",
    "delivery subsystem", "internet mail delivery", "delivery system", "ndr administrator", "postmaster",
    "microsoft outlook", "system administrator", "mailsystem", "mail server",
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
