/// Messages as servers and people write them, short but in their real shape.
enum Samples {
  /// The Message-ID of the notice that all of them are about.
  static let messageID = "dn.00112233445566778899aabbccddeeff@acme.example"

  /// A report in the form of RFC 3464.
  static func report(
    action: String, status: String, diagnostic: String, type: String = "message/delivery-status",
    contentType: String = "multipart/report; report-type=delivery-status; boundary=b"
  ) -> String {
    """
    Return-Path: <>
    From: MAILER-DAEMON@mx.example (Mail Delivery System)
    To: buchhaltung@acme.example
    Subject: Undelivered Mail Returned to Sender
    Content-Type: \(contentType)

    --b
    Content-Type: text/plain

    I'm sorry to have to inform you that your message could not be delivered.

    --b
    Content-Type: \(type)

    Reporting-MTA: dns; mx.example
    Original-Envelope-Id: dn.00112233445566778899aabbccddeeff

    Original-Recipient: rfc822;ap+2Binvoices@mueller.example
    Final-Recipient: rfc822; someone.else@mueller.example
    Action: \(action)
    Status: \(status)
    Diagnostic-Code: smtp; \(diagnostic)

    --b
    Content-Type: text/rfc822-headers

    From: ACME <buchhaltung@acme.example>
    To: ap@mueller.example
    Message-ID: <\(messageID)>
    X-Dunning-Notice: n7

    --b--
    """
  }

  static let qmail = """
    Return-Path: <>
    From: MAILER-DAEMON@mx.example
    To: buchhaltung@acme.example
    Subject: failure notice

    Hi. This is the qmail-send program at mx.example.
    I'm afraid I wasn't able to deliver your message to the following addresses.
    This is a permanent error; I've given up. Sorry it didn't work out.

    <ap@mueller.example>:
    Sorry, no mailbox here by that name. (#5.1.1)

    --- Below this line is a copy of the message.

    From: ACME <buchhaltung@acme.example>
    To: ap@mueller.example
    Message-ID: <\(messageID)>

    Dear Sir or Madam, 550 reasons to contact other@elsewhere.example
    """

  static let germanFull = """
    From: Mail Delivery System <mailer-daemon@kundenserver.example>
    To: buchhaltung@acme.example
    Subject: Mail delivery failed: returning message to sender
    Content-Type: text/plain; charset=utf-8

    Diese Nachricht wurde automatisch erstellt. Ihre E-Mail konnte nicht zugestellt werden:

    ap@mueller.example:
    552 5.2.2 Das Postfach ist voll, kein Speicherplatz mehr

    --- The header of the original message is following. ---
    Message-ID: <\(messageID)>
    """

  /// GB 18030 in base64: "邮件无法投递 … 用户不存在".
  static let chinese = """
    From: PostMaster@qq.example
    To: buchhaltung@acme.example
    Subject: =?utf-8?B?57O757uf6YCA5L+h?=
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    抱歉，您的邮件被退回，以下收件人无法投递：

    ap@mueller.example
    550 用户不存在

    原邮件
    Message-ID: <\(messageID)>
    """

  static let eximDelay = """
    From: Mail Delivery System <Mailer-Daemon@mx.example>
    To: buchhaltung@acme.example
    Subject: Warning: message 1abc delayed 24 hours
    Auto-Submitted: auto-replied

    This message was created automatically by mail delivery software.
    A message that you sent has not yet been delivered to one or more of its
    recipients after more than 24 hours on the queue on mx.example.

    The address to which the message has not yet been delivered is:

      ap@mueller.example

    No action is required on your part. Delivery attempts will continue for
    some time, and this warning may be repeated at intervals.
    """

  static let complaint = """
    From: feedback@isp.example
    To: buchhaltung@acme.example
    Subject: FW: Reminder
    Content-Type: multipart/report; report-type=feedback-report; boundary=b

    --b
    Content-Type: text/plain

    This is an email abuse report.

    --b
    Content-Type: message/feedback-report

    Feedback-Type: abuse
    User-Agent: Feedback/1.0
    Original-Rcpt-To: ap@mueller.example

    --b
    Content-Type: message/rfc822

    From: ACME <buchhaltung@acme.example>
    Message-ID: <\(messageID)>
    Subject: Reminder

    Hello
    --b--
    """

  static func answer(_ header: String, subject: String = "Re: Reminder", body: String = "I have paid on Monday.")
    -> String
  {
    """
    From: Anna Müller <ap@mueller.example>
    To: buchhaltung@acme.example
    Subject: \(subject)
    In-Reply-To: <\(messageID)>
    References: <older@acme.example> <\(messageID)>
    \(header)

    \(body)
    """
  }
}
