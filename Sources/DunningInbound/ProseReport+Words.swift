extension ProseReport {
  /// What says that a message was not delivered, and that its recipients follow or stand in the same line.
  static let announcements: [Phrase] = [
    // Sendmail, Postfix, Exim, qmail, Courier, and what follows their example.
    "following address*had", "following address*failed", "following addresses have delivery",
    "following recipient*failed",
    "following recipient*error", "could not be delivered to", "wasn't able to deliver", "was not able to deliver",
    "not able to deliver", "unable to deliver", "following address*not", "could not be sent",
    "has not yet been delivered",
    "could not be delivered", "couldn't be delivered", "cannot be delivered", "not be delivered", "undeliverable",
    "here is your list of failed recipients", "failed addresses follow", "failed recipient", "did not receive",
    "message not delivered to", "not delivered to", "delivery*failed", "del*very to the following recipients",
    "delivery has failed", "did not reach", "could not be reached", "failed to deliver", "has been delayed",
    "been delayed",
    "delivery error", "returned to the sender", "message was undeliverable", "was rejected", "rejected by",
    "automatically rejected",
    "trouble delivering", "delivery problem", "permanent error", "permanent fatal error", "transcript of session",
    "intended recipient", "undeliverable address", "mailbox is full", "mailbox*full", "invalid final delivery",
    "--> error description", "no such user here", "deliver program at", "email server at", "failed for",
    "error sending",
    "could not deliver", "unable to send", "not accept", "has been postponed", "your message to", "returned mail",
    "delivery status notification", "failure reasons", "unknown user", "user unknown", "unsent message",
    "did not exactly match",
    "addressed to", "delivery to the following", "was not delivered", "not deliver", "delivery attempt",
    "returned because",
    "message*returned", "message delivery fail", "error*occurred", "no valid recipients", "non-deliverable",
    "delivery unsuccessful",
    "refused", "failed recipients", "no mailbox here by that name", "mail error", "has failed due to",
    "not a valid user", "bounce notification",
    // Other languages.
    "konnte nicht zugestellt", "nicht zugestellt werden", "nicht übermittelt", "unzustellbar",
    "fehler bei der zustellung",
    "n'a pas pu être remis", "n'a pas pu être distribu", "non remis", "n'a pu être", "no se ha podido entregar",
    "no pudo ser entregado", "no se pudo entregar", "não pôde ser entregue", "non è stato possibile",
    "impossibile recapitare",
    "non recapitat", "kon niet worden bezorgd", "niet worden afgeleverd", "nie została dostarczona", "nie mogła zostać",
    "не может быть", "не было доставлено", "не доставлено", "не удалось доставить", "отвечать на него не нуж",
    "无法发送", "无法投递", "无法送达", "被退回", "退信", "投递失败", "发送失败", "配信できません", "送信できませんでした", "届けられません",
    "エラーが発生",
  ]

  /// What mail servers say of themselves, and nobody says of goods or cheques.
  static let formulas: [Phrase] = [
    "created automatically by mail delivery software", "this message was created automatically", "non-delivery report",
    "failed recipients ---", "mail system at host", "mail delivery software", "mail delivery subsystem",
    "permanent fatal error", "transcript of session", "qmail-send program", "generating server",
    "your message with subject:*could not be delivered to the following", "this is the mailer-daemon",
    "this is an automatically generated delivery", "your message with subject:",
  ]

  /// What says that it goes on being tried.
  static let delays: [Phrase] = [
    "has not yet been delivered", "not yet been delivered", "warning message only", "just a warning",
    "this is a warning",
    "has been delayed", "been delayed", "delivery attempts will continue", "will be retried", "will keep trying",
    "continue to be made", "still trying", "do not need to resend", "not need to resend", "will continue trying",
    "delivery*delayed", "has been postponed", "could not be delivered for*hours", "delay*delivery", "will try again",
    "will retry",
    "advisory-only", "has not been delivered yet", "noch nicht zugestellt", "verzögert", "retard", "queued for*retry",
    "message will be retried",
  ]

  /// What says that it was given up after all.
  static let finals: [Phrase] = [
    "failed permanently", "permanent error", "permanent fatal", "given up", "giving up", "i've given up", "no further",
    "returned to sender", "was not delivered", "permanent failure", "will not be retried", "not retry",
    "has been returned",
    "retry timeout exceeded", "retry time not reached", "retries exceeded",
  ]

  /// Where the returned message begins.
  static let originals: [Phrase] = [
    "original message follows", "original message is", "original message -", "original message:", "-- original message",
    "----- original message", "unsent message follows", "unsent message below", "message text follows",
    "returned mail follows",
    "returned message ----", "start of returned message", "returned mail ----", "copy of the message",
    "a copy of your message follows",
    "is a copy of your message", "copy of the original", "this is a copy", "message header follows",
    "message headers follow", "message header*follow",
    "header of the original", "headers of the original", "below this line is", "below the next line is", "old message:",
    "your message reads", "included is a copy", "-- the header", "original message attached",
    "original message details",
    "mensaje original adjunto", "returned message below", "original-nachricht", "ursprüngliche nachricht",
    "kopie ihrer nachricht", "copie du message", "原邮件", "原始邮件", "original headers",
    "message contents follow", "message follows ---", "body of message", "--- returned message", "undelivered message",
    "first * lines of the original", "begin message", "message as received", "content of your message",
  ]

  /// Words before an address that make it a recipient.
  static let labels: [Phrase] = [
    "rcpt to", "sent <<< rcpt to", "recipient", "failed recipient", "error-for:", "addressed to", "user's mailbox",
    "intended recipient", "undeliverable address", "for ", "delivery to", "unknown user", "your message to", "invalid",
    "address:", "user ", "smtp:", "c=us", "c=", "<<<", "(generated from", "(expanded from", "could not deliver",
    "unable to deliver", "sorry",
    "message to ", "email address", "addressee",
  ]

  /// Lines that name other people.
  static let asides: [Phrase] = [
    "contact", "postmaster@", "abuse@", "helpdesk", "questions", "assistance", "mail from", "sender", "from:",
    "reply-to",
    "subject:", "message-id", "message id", "in-reply-to", "forward this", "further", "please send", "send mail to",
    "was received from", "if you", "list-", "help@", "try emailing", "we have", "envelope-from",
    "original message was received", "mail to ", "e.g. ", "list of ", "for help", "bei fragen", "hilfe", "support team",
  ]

  /// What stands before the @ of those who help.
  static let helpers: Set<Substring> = [
    "support", "help", "helpdesk", "help.desk", "care", "customercare", "customer.care", "customer-care", "service",
    "servicedesk", "hotline", "hilfe", "assistance", "abuse", "postmaster", "noc", "antispam", "admin", "webmaster",
  ]
}
