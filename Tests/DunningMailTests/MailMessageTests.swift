import CGMime
import Foundation
import Testing

@testable import DunningMail

@Suite("A message as bytes")
struct MailMessageTests {
  /// What Python's email package reads from a message.
  private struct Reading: Decodable, Equatable {
    struct Part: Decodable, Equatable {
      let type: String
      let filename: String?
      let disposition: String?
      let content: String
    }
    let from: [String]
    let to: [String]
    let subject: String
    let date: String
    let headers: [String: String]
    let parts: [Part]
    let structure: [String]
    let defects: [String]
  }

  private static let reader = """
    import base64, email, email.policy, json, sys
    m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
    def pair(h): return [x for a in m[h].addresses for x in (a.display_name, a.addr_spec)]
    def defects(p): return [repr(d) for d in p.defects] + [repr(d) for v in p.values() for d in v.defects]
    parts = [p for p in m.walk() if not p.is_multipart()]
    def content(p):
      c = p.get_content()
      return c.replace("\\r\\n", "\\n") if isinstance(c, str) else base64.b64encode(c).decode()
    json.dump({"from": pair("from"), "to": pair("to"), "subject": m["subject"], "date": m["date"].datetime.isoformat(),
      "headers": {k.lower(): str(v) for k, v in m.items()}, "structure": [p.get_content_type() for p in m.walk()],
      "parts": [{"type": p.get_content_type(), "filename": p.get_filename(), "content": content(p),
        "disposition": p.get_content_disposition()} for p in parts],
      "defects": [d for p in m.walk() for d in defects(p)]}, sys.stdout)
    """

  private struct Different: Error {}

  private static func sample() throws -> MailMessage {
    MailMessage(
      from: try Mailbox(parsing: "ACME Buchhaltung <buchhaltung@acme.example>"),
      to: try Mailbox(address: "anna@kunde.example", name: "Änne Müller, Köln"),
      subject: "Rechnung RE-2026-0042", date: .init(unixSeconds: 1_790_000_000, utcOffsetMinutes: 120),
      messageID: "a1b2c3@acme.example", text: "Guten Tag,\n.\nbitte überweisen Sie 12,34 €.\n")
  }

  private static func full() throws -> MailMessage {
    var message = try sample()
    message.replyTo = try Mailbox(address: "antwort@acme.example")
    message.inReplyTo = "first@acme.example"
    message.references = (1...12).map { "reference-number-\($0)@acme.example" }
    message.headers = [
      .init("Auto-Submitted", "auto-generated"), .init("X-Auto-Response-Suppress", "OOF, AutoReply"),
      .init("X-Dunning-Note", "über Größe"),
    ]
    message.html = "<p>Guten Tag, <b>12,34\u{a0}€</b></p>\n"
    message.language = "de-DE"
    message.attachments = [
      MailAttachment(
        filename: "Mahnung Nr. 3 für Müller – ein sehr langer Name mit 漢字 darin, der umbrochen werden muss.pdf",
        contentType: "application/pdf", bytes: (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7) }),
      MailAttachment(filename: "plain.bin", contentType: "application/octet-stream", bytes: []),
    ]
    return message
  }

  private func read(_ bytes: [UInt8]) throws -> Reading {
    try JSONDecoder().decode(Reading.self, from: Subprocess.run("python3", ["-c", Self.reader], input: bytes))
  }

  @Test("Python reads back what was written, without finding a defect")
  func pythonReads() throws {
    let reading = try read(Self.full().encoded())
    #expect(reading.defects == [])
    #expect(reading.from == ["ACME Buchhaltung", "buchhaltung@acme.example"])
    #expect(reading.to == ["Änne Müller, Köln", "anna@kunde.example"])
    #expect(reading.subject == "Rechnung RE-2026-0042")
    #expect(reading.date == "2026-09-21T16:13:20+02:00")
    #expect(reading.headers["message-id"] == "<a1b2c3@acme.example>")
    #expect(reading.headers["in-reply-to"] == "<first@acme.example>")
    let references = (1...12).map { "<reference-number-\($0)@acme.example>" }.joined(separator: " ")
    #expect(reading.headers["references"] == references)
    #expect(reading.headers["auto-submitted"] == "auto-generated")
    #expect(reading.headers["x-dunning-note"] == "über Größe")
    #expect(reading.headers["content-language"] == "de-DE")
    #expect(reading.headers["mime-version"] == "1.0")
    #expect(
      reading.structure == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
        "application/octet-stream",
      ])
    #expect(reading.parts[0].content == "Guten Tag,\n.\nbitte überweisen Sie 12,34 €.\n")
    #expect(reading.parts[1].content == "<p>Guten Tag, <b>12,34\u{a0}€</b></p>\n")
    let pdf = try Self.full().attachments[0]
    #expect(reading.parts[2].filename == pdf.filename)
    #expect(reading.parts[2].disposition == "attachment")
    #expect(Data(base64Encoded: reading.parts[2].content) == Data(pdf.bytes))
    #expect(reading.parts[3].content.isEmpty)
  }

  @Test(
    "subjects and names of any script and length survive",
    arguments: [
      "Zahlungserinnerung für Rechnung RE-2026-0042 über 1.234,56 € fällig am 3. März 2026, bitte überweisen Sie bald",
      "付款提醒：您的发票RE-2026-0042已于2026年3月3日到期，请尽快支付款项人民币一千二百三十四元五角六分，谢谢合作",
      "支払期日のお知らせ 🙂 — Überfällig", "plain", String(repeating: "word ", count: 400) + "end",
      String(repeating: "x", count: 1500), "=?utf-8?q?not_encoded?=", "a  b   c",
      "“quoted” (comment) <angle>, comma; 7",
      "Привет, это напоминание об оплате счёта № 42 от третьего марта две тысячи двадцать шестого года",
    ])
  func scripts(text: String) throws {
    var message = try Self.sample()
    message.subject = text
    message.from = try Mailbox(
      address: "a@acme.example", name: String(text.prefix(70)).trimmingCharacters(in: .whitespaces))
    message.text = "\(text)\n"
    let reading = try read(message.encoded())
    #expect(reading.subject == text)
    #expect(reading.defects == [])
    // Python 3.11 keeps the space between two encoded words of a name, against RFC 2047 6.2.
    #expect(reading.from.first?.filter { $0 != " " } == message.from.name?.filter { $0 != " " })
    #expect(reading.parts.map(\.content) == ["\(text)\n"])
  }

  @Test("a picture of the HTML goes with it, in the part beside the text")
  func image() throws {
    var message = try Self.full()
    message.images = [InlineImage(contentID: "payment-code.n17@acme.example", png: [0x89, 0x50, 0x4E, 0x47])]
    let reading = try read(message.encoded())
    #expect(reading.defects == [])
    #expect(
      reading.structure == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf", "application/octet-stream",
      ])
    #expect(reading.parts[2].disposition == "inline")
    #expect(reading.parts[2].content == "iVBORw==")
    message.images = [InlineImage(contentID: "no address", png: [1])]
    #expect(throws: MailError.self) { try message.encoded() }
  }

  @Test("GMime reads back subject, name and file name")
  func gmimeReads() throws {
    let bytes = try Self.full().encoded()
    cgmime_set_up()
    let stream = g_mime_stream_mem_new()
    defer { g_object_unref(stream) }
    _ = bytes.withUnsafeBytes {
      g_mime_stream_write(stream, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    g_mime_stream_reset(stream)
    let parser = g_mime_parser_new_with_stream(stream)
    defer { g_object_unref(parser) }
    let message = try #require(g_mime_parser_construct_message(parser, nil))
    defer { g_object_unref(message) }
    #expect(String(cString: g_mime_message_get_subject(message)) == "Rechnung RE-2026-0042")
    let to = internet_address_list_get_address(g_mime_message_get_to(message), 0)
    #expect(String(cString: internet_address_get_name(to)) == "Änne Müller, Köln")
    #expect(String(cString: g_mime_message_get_message_id(message)) == "a1b2c3@acme.example")
  }

  @Test("lines end in CRLF, stay short, are ASCII, and the same message is the same bytes")
  func form() throws {
    let bytes = try Self.full().encoded()
    #expect(try bytes == Self.full().encoded())
    let text = try #require(String(bytes: bytes, encoding: .ascii))
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
    #expect(lines.last == "")
    #expect(text.contains("boundary=\"=_mixed_"))
    var other = try Self.full()
    other.messageID = "other@acme.example"
    let boundary = try #require(lines.first { $0.hasPrefix("--=_mixed_") })
    #expect(try !String(decoding: other.encoded(), as: UTF8.self).contains(boundary))
  }

  @Test("an international address is raw UTF-8 with an ASCII domain")
  func internationalAddress() throws {
    var message = try Self.sample()
    message.to = [try Mailbox(address: "用户@bücher.example")]
    let text = String(decoding: try message.encoded(), as: UTF8.self)
    #expect(text.contains("To: 用户@xn--bcher-kva.example\r\n"))
    #expect(try OutgoingMessage(message.encoded()).has8BitHeader)
  }

  @Test("a date before 1970 and a zone west of Greenwich are written right")
  func dates() throws {
    var message = try Self.sample()
    message.date = .init(unixSeconds: -1, utcOffsetMinutes: -210)
    #expect(
      String(decoding: try message.encoded(), as: UTF8.self).contains("Date: Wed, 31 Dec 1969 20:29:59 -0330\r\n"))
    message.date = .init(unixSeconds: .max, utcOffsetMinutes: 0)
    #expect(throws: MailError.self) { try message.encoded() }
  }

  @Test(
    "control characters are refused in every header, not stripped",
    arguments: ["\r\nBcc: x@evil.example", "\n", "\r", "\0", "\u{85}", "\u{2028}", "\u{7f}", "\u{1b}[31m"])
  func injection(poison: String) throws {
    let poisonings: [(String, (inout MailMessage) -> Void)] = [
      ("subject", { $0.subject += poison }), ("message id", { $0.messageID = "a\(poison)@x.example" }),
      ("in reply to", { $0.inReplyTo = "a@x.example\(poison)" }), ("references", { $0.references = ["\(poison)@x"] }),
      ("value", { $0.headers = [.init("X-A", "b\(poison)")] }), ("name", { $0.headers = [.init("X-A\(poison)", "b")] }),
      ("language", { $0.language = "de\(poison)" }),
      ("file", { $0.attachments = [.init(filename: "a\(poison)", contentType: "a/b", bytes: [])] }),
      ("type", { $0.attachments = [.init(filename: "a", contentType: "a/b\(poison)", bytes: [])] }),
    ]
    for (place, poisoning) in poisonings {
      var message = try Self.sample()
      poisoning(&message)
      #expect(throws: MailError.self, "\(place)") { try message.encoded() }
    }
    #expect(throws: MailError.self) { try Mailbox(address: "a@b.example", name: "A\(poison)") }
    #expect(throws: MailError.self) { try Mailbox(address: "a\(poison)@b.example") }
    #expect(throws: MailError.self) { try Mailbox(address: "a@b.example\(poison)") }
    #expect(throws: MailError.self) { try Mailbox(parsing: "A <a@b.example\(poison)>") }
  }

  @Test(
    "what the message writes itself cannot be set a second time",
    arguments: ["From", "BCC", "Content-Type", "mime-version"])
  func ownHeaders(name: String) throws {
    var message = try Self.sample()
    message.headers = [.init(name, "x")]
    #expect(throws: MailError.self) { try message.encoded() }
  }

  @Test("a NUL or a lone carriage return in a body is refused", arguments: ["a\0b", "a\rb"])
  func bodies(text: String) throws {
    var message = try Self.sample()
    message.text = text
    #expect(throws: MailError.self) { try message.encoded() }
  }

  @Test("bytes that could smuggle a second message are not taken for transport")
  func smuggling() {
    for flaw in ["a\n.\nb\r\n", "a\r.\r\n", "a\0\r\n", "no end", "", String(repeating: "x", count: 999) + "\r\n"] {
      #expect(throws: MailError.self) { try OutgoingMessage(Array(flaw.utf8)) }
    }
    #expect(throws: Never.self) { try OutgoingMessage(Array((String(repeating: "x", count: 998) + "\r\n").utf8)) }
  }

  @Test("a dot at the start of a line is doubled, others are not")
  func dotStuffing() throws {
    let message = try OutgoingMessage(Array(".a\r\n..\r\nb.c\r\n.\r\n".utf8))
    #expect(String(decoding: message.dotStuffed(), as: UTF8.self) == "..a\r\n...\r\nb.c\r\n..\r\n")
  }

  @Test("twenty thousand messages on several threads are alike and leave no memory behind")
  func manyMessages() async throws {
    var full = try Self.full()
    full.attachments = [MailAttachment(filename: "ü.pdf", contentType: "application/pdf", bytes: [1, 2, 3])]
    let message = full
    let expected = try message.encoded()
    func encode(_ count: Int) async throws {
      try await withThrowingTaskGroup { group in
        for _ in 0..<4 {
          group.addTask {
            for _ in 0..<count / 4 {
              guard try message.encoded() == expected else { throw Different() }
              await Task.yield()  // other tests have the same threads
            }
          }
        }
        try await group.waitForAll()
      }
    }
    try await encode(4000)
    let before = try residentKilobytes()
    try await encode(16000)
    #expect(try residentKilobytes() - before < 16 << 10, "a leak of 1 KB a message would be 16 MB")
  }

  private func residentKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) })
  }
}
