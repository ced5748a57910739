/// How many columns of a terminal a text takes up.
///
/// Characters are what a reader sees: a letter with its marks is one, an emoji of several code points is one.
enum DisplayWidth {
  static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    // U+FE0F asks for the picture form, which is two columns wide; so are the flags made of two letters.
    if scalars.contains("\u{FE0F}") { return 2 }
    return scalars.reduce(0) { max($0, of($1)) }
  }

  /// The text cut to at most `columns`, with `…` in the place of what is missing.
  static func truncated(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    var (shown, used) = ("", 0)
    for character in text {
      let width = of(character)
      guard used + width < columns else { break }
      shown.append(character)
      used += width
    }
    return columns > 0 ? shown + "…" : ""
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value == 0xAD ? 0 : 1 }
    if wide.contains(where: { $0.contains(scalar.value) }) || scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return (0x1160...0x11FF).contains(scalar.value) ? 0 : 1
    }
  }

  /// The ranges of code points that are wide or full-width, hardly a gap too many.
  ///
  /// - Source: Unicode Standard Annex 11, EastAsianWidth.txt (W and F), without the emoji, which Swift knows.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD,
  ]
}
