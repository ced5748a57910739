import DunningBytes
import Testing

@testable import DunningTables

/// Texts in the encodings that spreadsheets and banks write.
@Suite struct TextStreamTests {
  static func text(_ bytes: [UInt8], _ encoding: TextEncoding? = nil, piece: Int = 3) throws -> String {
    var rest = bytes[...]
    let stream = ByteStream { () throws(FileFailure) in
      defer { rest = rest.dropFirst(piece) }
      return Array(rest.prefix(piece))
    }
    let text = try TextStream(stream, encoding: encoding)
    var read: [UInt8] = []
    while true {
      let next = try text.next()
      if next.isEmpty { return String(decoding: read, as: UTF8.self) }
      read += next
    }
  }

  static let sample = "reference,Müller,王老吉,👍\r\n"

  static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isBig ? bytes.reversed() : bytes
    }
  }

  @Test("what is plainly UTF-8 is read so, whatever a map says of files that are not", arguments: [1, 3, 1_000])
  func plainlyUTF8(piece: Int) throws {
    let text = "Müller;上海"
    #expect(try Self.text(Array(text.utf8), .windows1252, piece: piece) == text)
    #expect(try Self.text([0x4D, 0xFC, 0x6C], .windows1252, piece: piece) == "Mül")
    // A character that is cut off is none, and one letter at the end says nothing.
    #expect(try Self.text([0x63, 0x61, 0x66, 0xE9], .windows1252, piece: piece) == "café")
    #expect(try Self.text([0xC9, 0xCF, 0xBA, 0xA3], .gb18030, piece: piece) == "上海")
  }

  @Test("a byte order mark says the encoding, and pieces may end inside a character", arguments: [1, 2, 3, 1_000])
  func marks(piece: Int) throws {
    let mark = "\u{FEFF}"
    #expect(try Self.text(Array((mark + Self.sample).utf8), piece: piece) == Self.sample)
    #expect(try Self.text(Self.utf16(mark + Self.sample, isBig: false), piece: piece) == Self.sample)
    #expect(try Self.text(Self.utf16(mark + Self.sample, isBig: true), piece: piece) == Self.sample)
  }

  @Test("UTF-16 without a mark is known by its zeros")
  func unmarked() throws {
    let text = "reference,debtor,email\r\nB-1,Müller,m@k.example\r\n"
    #expect(try Self.text(Self.utf16(text, isBig: false)) == text)
    #expect(try Self.text(Self.utf16(text, isBig: true)) == text)
  }

  @Test(
    "what a map says is read by iconv",
    arguments: [
      ("windows-1252", [UInt8]([0x4D, 0xFC, 0x6C, 0x80]), "Mül€"), ("GBK", [0xCF, 0xBA, 0xC3], "虾\u{FFFD}"),
      ("gb18030", [0xC9, 0xCF, 0xBA, 0xA3], "上海"), ("Shift-JIS", [0x8A, 0x94], "株"), ("ISO-8859-15", [0xA4], "€"),
      ("big5", [0xA4, 0xA4], "中"), ("macintosh", [0x8A], "ä"), ("ibm850", [0x84], "ä"),
    ])
  func encodings(name: String, bytes: [UInt8], text: String) throws {
    let encoding = try #require(TextEncoding(name))
    if text.contains("\u{FFFD}") {
      #expect(throws: TableTrouble.self) { try Self.text(bytes, encoding, piece: 1) }
    } else {
      #expect(try Self.text(bytes, encoding, piece: 1) == text)
    }
  }

  @Test("what is unlikely is said, and not acted upon")
  func likely() {
    #expect(TextEncoding.likely(for: [0x4D, 0xFC, 0x6C]) == .windows1252)
    #expect(TextEncoding.likely(for: [0xC9, 0xCF, 0xBA, 0xA3]) == .gb18030)
    #expect(TextEncoding("klingon") == nil)
  }
}
