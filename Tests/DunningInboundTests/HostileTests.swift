import Testing

@testable import DunningInbound

@Suite("Messages that nobody should have to read")
struct HostileTests {
  @Test("garbage of any kind is unknown, and never more")
  func garbage() {
    for length in [0, 1, 7, 1_000, 70_000] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ $0 / 7) }
      let message = IncomingMessage(reading: bytes)
      #expect(message.recipients.isEmpty && message.kind != .bounce && message.kind != .delivered)
    }
  }

  @Test("a report that is cut off anywhere is read or given up, without harm")
  func cut() {
    let whole = Array(Samples.report(action: "failed", status: "5.1.1", diagnostic: "550 no").utf8)
    for end in stride(from: 0, through: whole.count, by: 7) {
      let kind = IncomingMessage(reading: Array(whole[..<end])).kind
      #expect(kind == .bounce || kind == .unknown || kind == .autoReply)
    }
  }

  @Test("bytes that were changed at any place do no harm")
  func flipped() {
    let whole = Array(Samples.complaint.utf8)
    for index in stride(from: 0, to: whole.count, by: 3) {
      var bytes = whole
      bytes[index] ^= 0xA5
      #expect(IncomingMessage(reading: bytes).recipients.count <= IncomingLimits.recipientsMax)
    }
  }

  @Test("parts within parts without end are given up")
  func nested() {
    var text = "From: a@b.example\nSubject: x\n"
    for level in 0..<20_000 { text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
    #expect(IncomingMessage(reading: Array(text.utf8)).kind == .unknown)
    for field in ["Content-Type: message/rfc822", "CONTENT-TYPE:message/rfc822", "content-type:\n message/rfc822"] {
      for count in [390, 50_000] {
        let message = String(repeating: "\(field)\n\n", count: count)
        #expect(IncomingMessage(reading: Array(message.utf8)).kind == .unknown)
      }
    }
  }

  @Test("a message of millions of tiny parts or fields is given up before it fills the memory")
  func tiny() {
    let parts = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 300_000)
    let fields = String(repeating: "a:\n", count: 300_000)
    for text in [parts, fields] {
      #expect(MessageBytes.isTooIntricate(Array(text.utf8)))
      #expect(IncomingMessage(reading: Array("From: a@b.example\n\(text)".utf8)).kind == .unknown)
    }
  }

  @Test("of what is larger than a message may be, or too intricate, the header is read with its ties")
  func headerOnly() {
    let header = Samples.answer("X-A: b", body: "")
    let large = String(repeating: "x", count: IncomingLimits.messageBytesMax)
    for body in [large, String(repeating: "a:\n", count: 300_000)] {
      let message = IncomingMessage(reading: Array((header + body).utf8))
      #expect(message.kind == .unknown && message.from == "ap@mueller.example")
      #expect(message.ties.answered.first == Samples.messageID)
    }
  }

  @Test("a field or a header that no honest mail has is cut before a parser sees it, also inside")
  func headerBounds() throws {
    let addresses = String(repeating: "a@b,", count: 100_000)
    for header in [
      "From: x@y.example\nTo: \(addresses)\nSubject: kept\n\nbody\n",
      "From: x@y.example\nTo: \(addresses.replacing(",", with: ",\n "))\nSubject: kept\n\nbody\n",
    ] {
      let whole = Array(header.utf8)
      let cut = String(decoding: try #require(HeaderBounds.applied(to: whole)), as: UTF8.self)
      #expect(cut.utf8.count <= IncomingLimits.fieldBytesMax + 100 && cut.hasSuffix("\nSubject: kept\n\nbody\n"))
      for type in ["mixed; boundary=b\n\n--b\nContent-Type: Message/RFC822", "digest; boundary=b\n\n--b\nA: b"] {
        let outer = Array("From: x@y.example\nContent-Type: multipart/\(type)\n\n".utf8)
        let inner = try #require(HeaderBounds.applied(to: outer + whole))
        #expect(inner.count <= outer.count + IncomingLimits.fieldBytesMax + 100)
      }
    }
    let many = (0..<40).map { "X-\($0): \(addresses.prefix(60_000))\n" }.joined()
    let cut = try #require(HeaderBounds.applied(to: Array((many + "\nbody\n").utf8)))
    #expect(cut.count <= IncomingLimits.wholeHeaderBytesMax + 100)
    let parts = (0..<10).map { _ in "--b\n\(many)\n" }.joined()
    #expect(HeaderBounds.applied(to: Array(parts.utf8)) == nil)
    #expect(HeaderBounds.applied(to: Array(("From: " + String(repeating: "a:", count: 2_000)).utf8)) == nil)
  }

  @Test("what is in bounds is not changed by a byte, however long the lines of a body are")
  func withinBounds() {
    let body = "Word: " + String(repeating: "long \n ", count: 50_000)
    for text in [Samples.complaint, Samples.chinese, "From: a@b.example\n\n\(body)", "\n\n", "--", "a", ""] {
      #expect(HeaderBounds.applied(to: Array(text.utf8)) == Array(text.utf8))
    }
  }

  @Test("millions of addresses, groups, continuations or character sets in a field cost neither memory nor time")
  func bombs() {
    let sets = ["iso-8859-1", "koi8-r", "big5", "euc-jp", "utf-7", "windows-1255", "iso-2022-jp", "gb18030"]
    let words = (0..<40_000).map { "=?\(sets[$0 % sets.count])?q?=41?=" }.joined(separator: "\n ")
    let tie = "In-Reply-To: <\(Samples.messageID)>\n"
    for field in [
      "To: " + String(repeating: "a@b,", count: 1_000_000), "To: " + String(repeating: "a:", count: 1_000_000),
      "Subject: \(words)", "Subject: x" + String(repeating: "\n y", count: 500_000),
      "Content-Type: text/plain; " + String(repeating: "a=b;", count: 500_000),
    ] {
      let begin = ContinuousClock.now
      let message = IncomingMessage(reading: Array("From: a@b.example\n\(tie)\(field)\n\nHello\n".utf8))
      #expect(ContinuousClock.now - begin < .seconds(20))
      #expect([.reply, .unknown].contains(message.kind) && message.from == "a@b.example")
      #expect(message.ties.answered == [Samples.messageID])
    }
  }

  @Test("what is larger than a message may be and has no header is unknown")
  func large() {
    let bytes = [UInt8](repeating: 0x41, count: IncomingLimits.messageBytesMax + 1)
    #expect(IncomingMessage(reading: bytes).kind == .unknown)
  }

  @Test("what is told to people later holds nothing that controls a terminal, a line or the reading direction")
  func controls() throws {
    let words = "550 5.1.1 \u{1B}[2Jno\u{0} \u{202E}resu\u{7} such user"
    let text = Samples.report(action: "failed", status: "5.1.1", diagnostic: words)
      .replacing("Subject: Undelivered", with: "Subject: \u{1B}]0;x\u{7}Undelivered")
    let message = IncomingMessage(reading: Array(text.utf8))
    let told = message.subject + (message.recipients.first?.diagnostic ?? "")
    #expect(told.contains("Undelivered") && told.contains("such user"))
    #expect(told.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) })
    let long = Samples.answer("X-A: b", subject: String(repeating: "x", count: 100_000))
    #expect(IncomingMessage(reading: Array(long.utf8)).subject.count == IncomingLimits.subjectCharactersMax)
  }

  @Test("a report of endless lines and many addresses is read as far as lines and words may go")
  func endless() throws {
    let addresses = (0..<100).map { "u\($0)@x.yz" }.joined(separator: " ")
    let filler = String(repeating: "lorem ipsum dolor ", count: 1_400)
    let parts = (0..<6).map { _ in "--b\nContent-Type: text/plain\n\n\(filler)\n\n" }.joined()
    let text = """
      From: MAILER-DAEMON@x.example
      Subject: \(String(repeating: "very ", count: 40_000))long
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain

      could not be delivered to
      550 \(addresses)

      \(parts)--b--
      """
    let message = IncomingMessage(reading: Array(text.utf8))
    #expect(message.kind == .bounce && message.recipients.map(\.address) == (0..<100).map { "u\($0)@x.yz" })
    #expect(message.recipients.allSatisfy { ($0.diagnostic?.count ?? 0) <= IncomingLimits.diagnosticCharactersMax })
    #expect(TextLine(filler).text.utf8.count <= IncomingLimits.lineBytesMax)
    let lines = TextLine.lines(of: String(repeating: filler + "\n", count: 100))
    #expect(lines.map(\.folded.count).reduce(0, +) <= IncomingLimits.notificationBytesMax)
    let field = try #require(MIMEParser.parse(Array(text.utf8))?.field("subject"))
    #expect(field.utf8.count <= IncomingLimits.fieldBytesMax)
  }

  @Test("a report with thousands of recipients is cut short")
  func many() {
    let groups = (0..<5_000).map { "Final-Recipient: rfc822; a\($0)@b.example\nAction: failed\nStatus: 5.1.1\n" }
    let text = Samples.report(action: "failed", status: "5.1.1", diagnostic: groups.joined(separator: "\n"))
    #expect(IncomingMessage(reading: Array(text.utf8)).recipients.count <= IncomingLimits.recipientsMax)
  }
}
