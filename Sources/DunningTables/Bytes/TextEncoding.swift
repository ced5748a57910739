/// How the characters of a file are written in bytes.
package struct TextEncoding: Hashable, Sendable {
  /// As a map names it.
  package let name: String
  /// As iconv(3) names it.
  let systemName: String

  package static let utf8 = TextEncoding(name: "utf-8", systemName: "UTF-8")
  static let utf16LittleEndian = TextEncoding(name: "utf-16le", systemName: "UTF-16LE")
  static let utf16BigEndian = TextEncoding(name: "utf-16be", systemName: "UTF-16BE")
  package static let windows1252 = TextEncoding(name: "windows-1252", systemName: "CP1252")
  package static let gb18030 = TextEncoding(name: "gb18030", systemName: "GB18030")

  private init(name: String, systemName: String) {
    self.name = name
    self.systemName = systemName
  }

  /// The encoding of this name; nil when it is not known.
  package init?(_ name: String) {
    let squashed = name.lowercased().filter { $0.isLetter || $0.isNumber }
    guard let known = Self.all.first(where: { $0.aliases.contains(squashed) }) else { return nil }
    self = known.encoding
  }

  /// The names that a map may say.
  package static let names = all.map(\.encoding.name)

  private static let all: [(encoding: TextEncoding, aliases: [String])] = [
    (.utf8, ["utf8"]), (.utf16LittleEndian, ["utf16", "utf16le", "unicode"]), (.utf16BigEndian, ["utf16be"]),
    (.windows1252, ["windows1252", "cp1252", "ansi", "latin1", "iso88591"]),
    (TextEncoding(name: "iso-8859-15", systemName: "ISO-8859-15"), ["iso885915", "latin9"]),
    (TextEncoding(name: "windows-1250", systemName: "CP1250"), ["windows1250", "cp1250"]),
    (TextEncoding(name: "windows-1251", systemName: "CP1251"), ["windows1251", "cp1251"]),
    (TextEncoding(name: "ibm850", systemName: "CP850"), ["ibm850", "cp850", "dos"]),
    (TextEncoding(name: "macintosh", systemName: "MACINTOSH"), ["macintosh", "macroman"]),
    (.gb18030, ["gb18030", "gbk", "gb2312", "cp936"]), (TextEncoding(name: "big5", systemName: "BIG5"), ["big5"]),
    (TextEncoding(name: "shift-jis", systemName: "CP932"), ["shiftjis", "sjis", "cp932"]),
  ]

  private static let marks: [(bytes: [UInt8], encoding: TextEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
  ]

  /// What the bytes themselves say: a byte order mark, or every second byte zero; and how long the mark is.
  static func stated(by beginning: ArraySlice<UInt8>) -> (encoding: TextEncoding, markBytes: Int)? {
    if let mark = marks.first(where: { beginning.starts(with: $0.bytes) }) {
      return (mark.encoding, mark.bytes.count)
    }
    let sample = Array(beginning.prefix(256))
    guard sample.count >= 16 else { return nil }
    let zeros = (0..<sample.count).filter { sample[$0] == 0 }
    guard zeros.count * 3 > sample.count else { return nil }
    let odd = zeros.count { $0 % 2 == 1 }
    if odd == zeros.count { return (.utf16LittleEndian, 0) }
    return odd == 0 ? (.utf16BigEndian, 0) : nil
  }

  /// What bytes that are no UTF-8 look like, to be said and not to be acted upon.
  ///
  /// Letters of Western Europe stand alone between ASCII; Chinese ones come in pairs of the high range.
  package static func likely(for bytes: [UInt8]) -> TextEncoding {
    let runs = bytes.split { $0 < 0x80 }
    let isPaired = runs.allSatisfy { run in
      run.count % 2 == 0
        && run.enumerated().allSatisfy { index, byte in
          index % 2 == 0 ? (0xA1...0xF7).contains(byte) : byte >= 0xA1
        }
    }
    return isPaired && !runs.isEmpty ? .gb18030 : .windows1252
  }
}
