import Testing

@testable import dunningctl

/// `dunningctl mail …` against a daemon that takes every message for a bounce.
@Suite struct MailTests {
  private static let answer = """
    {"action":"held: it is gone","claims":["RE-1"],"file":"f.eml","kind":"bounce","mail":"m3","notice":"n7",\
    "recipients":[{"action":"failed","address":"a@b.example","cause":"address","diagnostic":null,"status":"5.1.1"}]}
    """

  private let daemon = FakeDaemon(.json(answer))

  @Test("each file is sent as it is, with its name, and answered with a line in every form")
  func forms() {
    let file = Scratch.file("From: a@b.example\n\nhello\n")
    let jsonl = Run.dunningctl(["mail", "import", file, file, "-o", "jsonl", "--dry-run"], at: daemon)
    #expect(jsonl == Outcome(status: 0, out: Self.answer + "\n" + Self.answer + "\n", err: ""))
    let line = "POST /v1/mail?file=\(ControlRequest.encoded(file))&dry_run=true HTTP/1.1"
    #expect(daemon.requests.map(\.line) == [line, line])
    #expect(daemon.requests.first?.body == "From: a@b.example\n\nhello\n")
    #expect(Run.dunningctl(["mail", "import", file, "-o", "json"], at: daemon).out == "[\(Self.answer)]\n")
    #expect(
      Run.dunningctl(["mail", "import", file], at: daemon).out == "f.eml: bounce about n7 (RE-1): held: it is gone\n")
    #expect(
      Run.dunningctl(["mail", "import", file, "-o", "csv"], at: daemon).out.split(whereSeparator: \.isNewline).first
        == "file,kind,notice,claims,mail,action")
  }

  @Test("a file that cannot be read stops no other")
  func unreadable() {
    let file = Scratch.file("x")
    let outcome = Run.dunningctl(["mail", "import", "/nowhere/a", file], at: daemon)
    #expect(outcome.status == 1)
    #expect(outcome.out.hasPrefix("f.eml: bounce"))
    #expect(outcome.err.contains("/nowhere/a"))
    #expect(Run.dunningctl(["mail", "import", "/nowhere/a"], at: daemon).status == ExitStatus.notFound.rawValue)
    #expect(Run.dunningctl(["mail", "import"], at: daemon).status == ExitStatus.usage.rawValue)
  }

  @Test("each message of a mailbox is handed in and answered for itself, with its number")
  func mailbox() throws {
    let messages = (1...3).map { number in
      "From MAILER-DAEMON Mon Nov 30 09:0\(number):00 2026\nSubject: x\n\nFrom here on \(number)\n>From x\n"
    }
    let file = Scratch.file(messages.joined(separator: "\n"))
    let outcome = Run.dunningctl(["mail", "import", file, "-o", "jsonl"], at: daemon)
    let answers = (1...3).map { Self.answer.dropLast() + ",\"message\":\($0)}\n" }
    #expect(outcome == Outcome(status: 0, out: answers.joined(), err: ""))
    #expect(daemon.requests.map(\.body) == messages.map { $0 == messages.last ? $0 : $0 + "\n" })
    let table = Run.dunningctl(["mail", "import", file], at: daemon).out.split(separator: "\n")
    #expect(table.count == 3 && table.last == "f.eml: message 3: bounce about n7 (RE-1): held: it is gone")
    // A mailbox of one message is that message.
    let one = Run.dunningctl(["mail", "import", Scratch.file(messages[0]), "-o", "jsonl"], at: daemon)
    #expect(one.out == Self.answer + "\n")
  }

  @Test("a message of a mailbox that is too large stops no other")
  func largeInMailbox() {
    let postmark = "From a@b.example Mon Nov 30 09:00:00 2026\n"
    let large = postmark + "Subject: x\n\n" + String(repeating: "x\n", count: ClientLimits.mailBytesMax / 2 + 1)
    let file = Scratch.file(large + postmark + "Subject: y\n\ny\n" + large)
    let outcome = Run.dunningctl(["mail", "import", file, "-o", "jsonl"], at: daemon)
    #expect(outcome.status == 1 && daemon.requests.map(\.body) == [postmark + "Subject: y\n\ny\n"])
    #expect(outcome.out.contains(#""message":2}"#))
    #expect(outcome.err.contains("message 1: error") && outcome.err.contains("message 3: error"))
  }

  @Test("on a terminal a message keeps its lines and nothing that controls it")
  func terminal() {
    let message = Array("Subject: \u{1B}]0;x\u{7}\r\n\r\nGrüße \u{202E}\u{1B}[2J\r\n".utf8) + [0xFF]
    let shown = "Subject: \u{FFFD}]0;x\u{FFFD}\n\nGrüße \u{FFFD}\u{FFFD}[2J\n\u{FFFD}"
    #expect(printable(lines: message) == shown)
  }

  @Test("the bytes of a message that was kept come out as they are")
  func message() {
    let message = "Subject: x\r\n\r\nGrüße\u{0}\r\n"
    let daemon = FakeDaemon(.json(message))
    #expect(Run.dunningctl(["mail", "message", "m3"], at: daemon).out == message)
    #expect(daemon.requests.map(\.line) == ["GET /v1/mail/m3/message HTTP/1.1"])
  }
}
