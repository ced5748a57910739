import DunningBytes

/// Header text in ASCII: as it is where that is unambiguous, else as encoded words.
///
/// GMime would mix encoded and plain words, break long URLs into encoded words, and leave text that only looks like an
/// encoded word as it is, which readers would then decode.
///
/// - Source: RFC 2047.
enum HeaderEncoding {
  /// RFC 2047 allows 75; this leaves room for the field's name before the first word.
  private static let wordCharactersMax = 60
  private static let lineCharactersMax = 76
  private static let space = UInt8(ascii: " ")
  /// A longer word without a space cannot be folded and would not fit a line.
  private static let plainWordCharactersMax = 900

  /// Text for an unstructured field.
  static func unstructured(_ text: String) -> String {
    let bytes = text.utf8
    // An encoded word begins with `=?`.
    let isPlain = bytes.allSatisfy { $0 < 0x80 && $0 != 0x09 } && !contains("=", "?", bytes)
    let isFoldable = bytes.split(separator: space).allSatisfy { $0.count <= plainWordCharactersMax }
    return isPlain && isFoldable && bytes.first != space && bytes.last != space ? text : encoded(text)
  }

  private static func contains(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ bytes: String.UTF8View) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if previous == UInt8(ascii: first), byte == UInt8(ascii: second) { return true }
      previous = byte
    }
    return false
  }

  /// Text for a display name; an ASCII one stays for the address writer to quote.
  static func phrase(_ text: String) -> String {
    unstructured(text) == text && !contains(" ", " ", text.utf8) ? text : encoded(text)
  }

  /// A field with its line ends, folded at spaces where a line would be longer than 76 characters (RFC 2047 2).
  static func folded(_ name: String, _ value: String) -> String {
    let words = value.utf8.split(separator: space, omittingEmptySubsequences: false)
    // The first word stays beside the name: a line of white space alone is obsolete (RFC 5322 3.2.2).
    var text = "\(name): \(Substring(words[0]))"
    var lineCharacters = text.utf8.count
    var isLineBlank = false
    for word in words.dropFirst() {
      if !word.isEmpty, lineCharacters + 1 + word.count > lineCharactersMax, !isLineBlank {
        text += "\r\n"
        (lineCharacters, isLineBlank) = (0, true)
      }
      text += " "
      text += Substring(word)
      lineCharacters += 1 + word.count
      if !word.isEmpty { isLineBlank = false }
    }
    return text + "\r\n"
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
      case "a"..."z", "A"..."Z", "0"..."9", "!", "*", "+", "-", "/": [UInt8(ascii: scalar)]
      case " ": [UInt8(ascii: "_")]
      default: UTF8.encode(scalar).map { $0.flatMap(escaped) } ?? []
      }
    }
    return words(pieces, "Q", spaceMax: wordCharactersMax - 12) { String(decoding: $0.joined(), as: UTF8.self) }
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

  private static func escaped(_ byte: UInt8) -> [UInt8] { [UInt8(ascii: "=")] + Hex.uppercase(byte) }
}
