import Testing

@testable import DunningBytes

@Suite("The messages of a mailbox file")
struct MailboxFileTests {
  private static let postmark = "From a@b.example Mon Nov 30 09:00:00 2026\n"

  private func messages(_ text: String, pieces: Int, bytesMax: Int = 1_000) -> [String] {
    var file = MailboxFile(bytesMax: bytesMax)
    var found: [MailboxFile.Message] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      found += file.take(rest.prefix(pieces))
      rest = rest.dropFirst(pieces)
    }
    return (found + [file.end()].compactMap { $0 }).map { message in
      guard case .whole(let bytes) = message else { return "too large" }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test("each begins with its postmark, wherever the pieces end", arguments: [1, 2, 7, 100, 10_000])
  func split(pieces: Int) {
    let mark = Self.postmark
    #expect(messages(mark + "a: b\n\nx\n\n" + mark + "c\n", pieces: pieces) == [mark + "a: b\n\nx\n\n", mark + "c\n"])
    #expect(messages("\n\n" + mark + "a\n" + mark, pieces: pieces) == ["\n\n" + mark + "a\n", mark])
    #expect(messages("", pieces: pieces) == [])
  }

  @Test("a file that does not begin with one is one message, and so is a sentence that begins with From")
  func one() {
    let mark = Self.postmark
    for text in [
      "a: b\n\n" + mark + "x\n", mark + "a: b\n\nFrom here on\nFrom Monday at 09:00:00\n>" + mark, "From me\n" + mark,
      String(repeating: "x", count: 900),
    ] { #expect(messages(text, pieces: 50) == [text]) }
  }

  @Test("postmarks are written in several ways")
  func postmarks() {
    for mark in [
      "From - Mon Nov 30 09:00:00 2026\n", "From a@b.example Mon Nov 30 09:00:00 CET 2026\r\n",
      "From ???@??? Mon Nov 30 09:00 2026\n", "From a@b.example Mon, 30 Nov 2026 09:00:00 +0000\n",
    ] { #expect(messages(mark + "x\n" + mark + "y\n", pieces: 50) == [mark + "x\n", mark + "y\n"]) }
  }

  @Test("as many messages as postmarks fit into a file", arguments: [1_000, 1 << 20])
  func many(pieces: Int) {
    let mark = Self.postmark
    let found = messages(String(repeating: mark, count: 20_000), pieces: pieces)
    #expect(found.count == 20_000)
    #expect(found.allSatisfy { $0 == mark })
  }

  @Test("what is too large is told and not kept, and the next message is found", arguments: [1, 7, 10_000])
  func large(pieces: Int) {
    let (mark, much) = (Self.postmark, String(repeating: "yyyy\n", count: 300))
    #expect(
      messages(mark + much + mark + "c\n" + mark + much, pieces: pieces) == ["too large", mark + "c\n", "too large"])
    #expect(messages(much, pieces: pieces) == ["too large"])
    let line = String(repeating: "y", count: 3_000)
    #expect(messages(mark + line + "\n" + mark + "c\n", pieces: pieces) == ["too large", mark + "c\n"])
    #expect(MailboxFile.count(of: Array((mark + much + mark + "c\n").utf8)) == 2)
  }
}
