import Testing

@testable import DunningInbound

/// Who has written a message is who its address says; a name, a comment and what stands in quotes say nothing.
@Suite("Who has written a message")
struct AuthorTests {
  private func read(_ header: String, body: String = "I do not owe this.") -> IncomingMessage {
    IncomingMessage(reading: Array("\(header)\nIn-Reply-To: <\(Samples.messageID)>\n\n\(body)".utf8))
  }

  private static let authors: [(String, String?)] = [
    ("eve@evil.example", "eve@evil.example"), ("Eve <eve@evil.example>", "eve@evil.example"),
    ("<eve@evil.example> (ap@debtor.example)", "eve@evil.example"),
    ("eve@evil.example (ap@debtor.example)", "eve@evil.example"),
    ("eve@evil.example (a (ap@debtor.example) b)", "eve@evil.example"),
    ("eve@evil.example (\\) <ap@debtor.example>)", "eve@evil.example"),
    ("(ap@debtor.example) eve@evil.example", "eve@evil.example"),
    ("eve(ap@debtor.example)@evil.example", nil),
    ("\"eve@evil.example, <ap@debtor.example>\" <eve@evil.example>", "eve@evil.example"),
    ("\"x\\\" <ap@debtor.example>\" <eve@evil.example>", "eve@evil.example"),
    ("ap@debtor.example <eve@evil.example>", "eve@evil.example"),
    ("=?utf-8?q?x_=3Cap=40debtor.example=3E?= <eve@evil.example>", "eve@evil.example"),
    ("=?utf-8?b?IiA8YXBAZGVidG9yLmV4YW1wbGU+?= <eve@evil.example>", "eve@evil.example"),
    ("<@ap@debtor.example:eve@evil.example>", "eve@evil.example"),
    ("<\"ap@debtor.example\"@evil.example>", "\"apdebtor.example\"@evil.example"),
    ("Müller, Anna <anna@kunde.example>", "anna@kunde.example"), ("<\"a..b\"@docomo.example>", "a..b@docomo.example"),
    ("Eve <eve@evil.example>, ap@debtor.example", nil), ("eve@evil.example, <ap@debtor.example>", nil),
    ("x <ap@debtor.example> <eve@evil.example>", nil), ("eve@evil.example ap@debtor.example", nil),
    ("firm: ap@debtor.example, eve@evil.example;", nil), ("\"eve <ap@debtor.example>", nil),
    ("eve@evil.example (ap@debtor.example", nil), ("ap@debtor.example\nFrom: eve@evil.example", nil),
    ("eve@evil.example\nFrom: ap@debtor.example", nil), ("Eve", nil), ("", nil), ("<>", nil),
  ]

  @Test("the address alone counts; of two nobody is the author", arguments: authors)
  func author(from: String, expected: String?) {
    let message = read("From: \(from)\nReturn-Path: <eve@evil.example>\nTo: buchhaltung@acme.example")
    #expect(message.from == expected)
    #expect(message.from?.hasSuffix("@debtor.example") != true)
    #expect(!message.isByMachine)
    // What cannot be parsed is read from its header alone, by the same rule.
    let header = IncomingMessage(unparsed: Array("From: \(from)\n\nx".utf8))
    #expect(header.from?.hasSuffix("@debtor.example") != true)
  }

  /// What stands in `From` and `Return-Path` of a report, and whether it counts as a mail server's.
  private static let reports: [(from: String, path: String?, counts: Bool)] = [
    ("MAILER-DAEMON@mx.example (Mail Delivery System)", "<>", true), ("office@mx.example", "<>", true),
    ("MAILER-DAEMON@mx.example", nil, true), ("Mail Delivery Subsystem <MAILER-DAEMON@mx.example>", nil, true),
    ("postmaster@mx.example", "<postmaster@mx.example>", true),
    ("MAILER-DAEMON@mx.example", "<bounces+1@mx.example>", true),
    ("MAILER-DAEMON", nil, true), ("MAILER-DAEMON@mx.example", "<MAILER-DAEMON>", true),
    ("\"MAILER-DAEMON\" <eve@evil.example>", "<eve@evil.example>", false),
    ("\"MAILER-DAEMON\" <eve@evil.example>", nil, false), ("eve@evil.example (MAILER-DAEMON)", nil, false),
    ("eve@evil.example (MAILER-DAEMON)", "<eve@evil.example>", false),
    ("eve@evil.example (MAILER-DAEMON@evil.example)", "<eve@evil.example>", false),
    ("\"mailer-daemon@evil.example\" <eve@evil.example>", "<eve@evil.example>", false),
    ("Mail Delivery System <eve@evil.example>", "<eve@evil.example>", false),
    ("MAILER-DAEMON@evil.example", "<eve@evil.example>", false),
    ("postmaster@evil.example", "<eve@evil.example>", false),
    ("MAILER-DAEMON@evil.example, eve@evil.example", "<eve@evil.example>", false),
    ("eve@evil.example", "<eve@evil.example>\nReturn-Path: <>", false), ("", "<eve@evil.example>", false),
    ("", nil, false),
  ]

  @Test(
    "a report counts by an empty sender, or by an address of a mail server that no envelope speaks against",
    arguments: reports, ["failed", "delivered", "delayed"])
  func report(_ report: (from: String, path: String?, counts: Bool), action: String) {
    let text = Samples.report(action: action, status: "5.1.1", diagnostic: "550 no such user").replacing(
      "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)",
      with: (report.path.map { "Return-Path: \($0)\n" } ?? "") + "From: \(report.from)")
    let message = IncomingMessage(reading: Array(text.utf8))
    #expect(message.kind != .reply)
    #expect(message.isByMachine == report.counts)
    #expect(message.countsFromDebtorAlone == !report.counts)
  }

  @Test("a report in somebody's letter is that somebody's")
  func wrapped() {
    let inner = Samples.report(action: "failed", status: "5.1.1", diagnostic: "550 no such user")
    let text = """
      Return-Path: <eve@evil.example>
      From: "MAILER-DAEMON" <eve@evil.example>
      Subject: x
      Content-Type: multipart/mixed; boundary=outer

      --outer
      Content-Type: message/rfc822

      \(inner)
      --outer--
      """
    let message = IncomingMessage(reading: Array(text.utf8))
    #expect(message.from == "eve@evil.example")
    #expect(!message.isByMachine && message.countsFromDebtorAlone)
  }

  @Test(
    "a complaint of a stranger with an envelope of its own is for a person",
    arguments: [
      ("<eve@evil.example>", false), ("<>", true), (nil, true),
    ] as [(String?, Bool)])
  func complaint(path: String?, counts: Bool) {
    let text = """
      \(path.map { "Return-Path: \($0)\n" } ?? "")From: eve@evil.example
      Subject: x
      Content-Type: multipart/report; report-type=feedback-report; boundary=b

      --b
      Content-Type: message/feedback-report

      Feedback-Type: abuse
      User-Agent: x/1
      Version: 1

      --b
      Content-Type: message/rfc822

      Message-ID: <\(Samples.messageID)>

      x
      --b--
      """
    let message = IncomingMessage(reading: Array(text.utf8))
    #expect(message.kind == .complaint)
    #expect(message.countsFromDebtorAlone == !counts)
  }
}
