/// Which characters count as the same when phrases are looked for.
enum Folding {
  enum Result {
    /// Part of a word, in small letters without accents.
    case word(Unicode.Scalar)
    /// Two letters for one, such as `ss` for `ß`.
    case pair(UInt8, UInt8)
    /// Between words.
    case space
    /// Between sentences.
    case stop
    /// Nothing: a soft hyphen, a zero-width character, a combining accent.
    case nothing
  }

  static func fold(_ scalar: Unicode.Scalar) -> Result {
    let value = scalar.value
    switch value {
    case 0..<0x80: return ascii(UInt8(value))
    case 0xAD, 0x34F, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0x300...0x36F:
      return .nothing
    case 0xC0..<0x180: return latin(Int(value - 0xC0))
    case 0x1E00..<0x1F00: return vietnamese(value)
    case 0x218...0x219: return .word("s")
    case 0x21A...0x21B: return .word("t")
    case 0x370..<0x530: return .word(lookalikes[scalar] ?? scalar)
    case 0x3002, 0xFF61: return .stop
    case 0x80..<0xC0, 0x2000..<0x2100, 0x2500..<0x2600, 0x3000...0x3004, 0x3008..<0x3020, 0x30FB, 0xFF5F...0xFF65:
      return .space
    // Full-width forms of ASCII.
    case 0xFF01...0xFF5E:
      let plain = UInt8(value - 0xFEE0)
      return plain == UInt8(ascii: ".") ? .stop : ascii(plain)
    case 0xFB00: return .pair(UInt8(ascii: "f"), UInt8(ascii: "f"))
    case 0xFB01: return .pair(UInt8(ascii: "f"), UInt8(ascii: "i"))
    case 0xFB02: return .pair(UInt8(ascii: "f"), UInt8(ascii: "l"))
    // Mathematical alphabets, 52 letters each, which some use as ornaments.
    case 0x1D400..<0x1D6A4: return .word(Unicode.Scalar(UInt8(ascii: "a") + UInt8((value - 0x1D400) % 52 % 26)))
    default: return .word(scalar)
    }
  }

  /// True for scripts that are written without spaces between words.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3005...0x3007, 0x3041..<0xA000, 0xF900..<0xFB00, 0xFF66...0xFF9F, 0x20000..<0x32000: true
    default: false
    }
  }

  private static func ascii(_ byte: UInt8) -> Result {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .word(Unicode.Scalar(byte | 0x20))
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): .word(Unicode.Scalar(byte))
    case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"): .stop
    default: .space
    }
  }

  private static func latin(_ index: Int) -> Result {
    switch bases[index] {
    case UInt8(ascii: " "): .space
    case UInt8(ascii: "$"): .pair(UInt8(ascii: "s"), UInt8(ascii: "s"))
    case UInt8(ascii: "%"): .pair(UInt8(ascii: "a"), UInt8(ascii: "e"))
    case UInt8(ascii: "&"): .pair(UInt8(ascii: "o"), UInt8(ascii: "e"))
    case let letter: .word(Unicode.Scalar(letter))
    }
  }

  private static func vietnamese(_ value: UInt32) -> Result {
    let letter: Unicode.Scalar =
      switch value {
      case 0x1EA0...0x1EB7: "a"
      case 0x1EB8...0x1EC7: "e"
      case 0x1EC8...0x1ECB: "i"
      case 0x1ECC...0x1EE3: "o"
      case 0x1EE4...0x1EF1: "u"
      case 0x1EF2...0x1EF9: "y"
      default: "?"
      }
    if letter == "?" { return .space }
    return .word(letter)
  }

  /// The letters below U+00C0 to U+017F without their accents (Unicode, canonical decomposition); `$`, `%` and `&` are
  /// `ß`, `æ` and `œ`.
  private static let bases = Array(
    ("aaaaaa%ceeeeiiiidnooooo ouuuuyp$aaaaaa%ceeeeiiiidnooooo ouuuuypy" + "aaaaaaccccccccddddeeeeeeeeeegggggggg"
      + "hhhhiiiiiiiiiijjjjkkkllllllllllnnnnnnnnnoooooo&&rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  /// Cyrillic and Greek letters that look like Latin ones.
  private static let lookalikes: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs =
      "АaВbЕeКkМmНhОoРpСcТtУyХxІiЅsЈjаaеeоoрpсcуyхxіiѕsјjкkмmтtнhԁdһh" + "ΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxοoαaνvιiκkρp"
    let scalars = Array(pairs.unicodeScalars)
    return Dictionary(
      stride(from: 0, to: scalars.count, by: 2).map { (scalars[$0], scalars[$0 + 1]) }, uniquingKeysWith: { $1 })
  }()
}
