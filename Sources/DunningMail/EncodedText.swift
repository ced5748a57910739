/// Header text in ASCII: as it is where that is unambiguous, else as encoded words.
///
/// GMime would mix encoded and plain words, break long URLs into encoded words, and leave text that only looks like an
/// encoded word as it is, which readers would then decode.
///
/// - Source: RFC 2047.
enum EncodedText {
  /// RFC 2047 allows 75; this leaves room for the field's name before the first word.
  private static let wordCharactersMax = 60
  private static let lineCharactersMax = 76
  /// A longer word without a space cannot be folded and would not fit a line.
  private static let plainWordCharactersMax = 900

  /// Text for an unstructured field.
  static func unstructured(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 && $0 != 0x09 } && !text.contains("=?")
    let isFoldable = text.split(separator: " ").allSatisfy { $0.utf8.count <= plainWordCharactersMax }
    return isPlain && isFoldable && text.first != " " && text.last != " " ? text : encoded(text)
  }

  /// Text for a display name; an ASCII one stays for the address writer to quote.
  static func phrase(_ text: String) -> String {
    unstructured(text) == text && !text.contains("  ") ? text : encoded(text)
  }

  /// A field with its line ends, folded at spaces where a line would be longer than 76 characters (RFC 2047 2).
  static func folded(_ name: String, _ value: String) -> String {
    var lines = ""
    let words = value.split(separator: " ", omittingEmptySubsequences: false)
    // The first word stays beside the name: a line of white space alone is obsolete (RFC 5322 3.2.2).
    var line = "\(name): \(words.first ?? "")"
    for word in words.dropFirst() {
      if !word.isEmpty, line.utf8.count + 1 + word.utf8.count > lineCharactersMax, line.contains(where: { $0 != " " }) {
        lines += line + "\r\n"
        line = ""
      }
      line += " \(word)"
    }
    return lines + line + "\r\n"
  }

  private static func encoded(_ text: String) -> String {
    let bytes = text.utf8
    let isMostlyASCII = bytes.count { $0 >= 0x80 } * 6 <= bytes.count
    return isMostlyASCII ? quotedPrintable(text) : base64(text)
  }

  private static func quotedPrintable(_ text: String) -> String {
    let pieces = text.unicodeScalars.map { scalar in
      switch scalar {
      // What may stand unencoded even in a phrase (RFC 2047 5 (3)).
      case "a"..."z", "A"..."Z", "0"..."9", "!", "*", "+", "-", "/": String(scalar)
      case " ": "_"
      default: UTF8.encode(scalar).map { $0.map { "=\(hexadecimal($0))" }.joined() } ?? ""
      }
    }
    return words(pieces, "Q", spaceMax: wordCharactersMax - 12) { $0.joined() }
  }

  private static func base64(_ text: String) -> String {
    let pieces = text.unicodeScalars.map { UTF8.encode($0).map(Array.init) ?? [] }
    return words(pieces, "B", spaceMax: (wordCharactersMax - 12) / 4 * 3) { Base64.encoded($0.joined().map(\.self)) }
  }

  /// Fills words with whole characters (RFC 2047 5: none may be split between two words).
  private static func words<Piece: Collection>(
    _ pieces: [Piece], _ encoding: String, spaceMax: Int, _ content: (ArraySlice<Piece>) -> String
  ) -> String {
    var words: [String] = []
    var start = 0
    var used = 0
    for (index, piece) in pieces.enumerated() {
      if used + piece.count > spaceMax {
        words.append(content(pieces[start..<index]))
        start = index
        used = 0
      }
      used += piece.count
    }
    words.append(content(pieces[start...]))
    return words.map { "=?UTF-8?\(encoding)?\($0)?=" }.joined(separator: " ")
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0\(digits)" : digits
  }
}
