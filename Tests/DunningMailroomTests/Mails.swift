import DunningStore

/// Messages that come back about a notice.
enum Mails {
  static func report(to notice: Notice, action: String, _ status: String, _ diagnostic: String) -> String {
    """
    From: MAILER-DAEMON@mx.example
    To: buchhaltung@acme.example
    Subject: Delivery Status Notification
    Content-Type: multipart/report; report-type=delivery-status; boundary=b

    --b
    Content-Type: text/plain

    What became of your message follows.

    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example

    Final-Recipient: rfc822; \(notice.recipient)
    Action: \(action)
    Status: \(status)
    Diagnostic-Code: smtp; \(diagnostic)

    --b
    Content-Type: text/rfc822-headers

    From: ACME <buchhaltung@acme.example>
    Message-ID: <\(notice.messageID)>

    --b--
    """
  }

  static func reply(to notice: Notice, _ header: String = "X-A: b") -> String {
    """
    From: \(notice.recipient)
    To: buchhaltung@acme.example
    Subject: Re: Reminder
    Message-ID: <answer-\(header.count)@kunde.example>
    In-Reply-To: <\(notice.messageID)>
    \(header)

    I have paid on Monday.
    """
  }

  static func complaint(about notice: Notice) -> String {
    """
    From: feedback@isp.example
    Content-Type: multipart/report; report-type=feedback-report; boundary=b

    --b
    Content-Type: message/feedback-report

    Feedback-Type: abuse

    --b
    Content-Type: message/rfc822

    Message-ID: <\(notice.messageID)>

    Hello
    --b--
    """
  }
}
