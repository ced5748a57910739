/// Breaks a paragraph into lines: at spaces, and between Chinese characters.
///
/// - Source: the parts of Unicode Standard Annex #14 and of GB/T 15834 (no closing mark begins a line, no opening mark
///   ends one) that letters need; a number is kept together with the characters around it.
struct LineWrap {
  /// A piece that is never broken.
  private struct Atom {
    var text = String.UnicodeScalarView()
    var width = 0
    var isFollowedBySpace = false
  }

  let columns: Int

  func lines(_ paragraph: some StringProtocol) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var width = 0
    var gap = 0
    for atom in Self.atoms(of: paragraph) {
      if width > 0, width + gap + atom.width > columns {
        lines.append(String(line))
        (line, width, gap) = (String.UnicodeScalarView(), 0, 0)
      }
      if gap > 0 { line.append(" ") }
      line.append(contentsOf: atom.text)
      width += gap + atom.width
      gap = atom.isFollowedBySpace ? 1 : 0
    }
    if width > 0 { lines.append(String(line)) }
    return lines
  }

  private static func atoms(of paragraph: some StringProtocol) -> [Atom] {
    var atoms: [Atom] = []
    var atom = Atom()
    var previous: Unicode.Scalar?
    for scalar in paragraph.unicodeScalars {
      if scalar == " " {
        if atom.width > 0 {
          atom.isFollowedBySpace = true
          atoms.append(atom)
          atom = Atom()
        }
        previous = nil
        continue
      }
      if let before = previous, mayBreak(between: before, and: scalar) {
        atoms.append(atom)
        atom = Atom()
      }
      atom.text.append(scalar)
      atom.width += DisplayWidth.of(scalar)
      previous = scalar
    }
    if atom.width > 0 { atoms.append(atom) }
    return atoms
  }

  private static func mayBreak(between left: Unicode.Scalar, and right: Unicode.Scalar) -> Bool {
    // Below the first wide character nothing breaks but at spaces; most letters end here.
    guard left.value >= 0x1100 || right.value >= 0x1100, DisplayWidth.isWide(left) || DisplayWidth.isWide(right) else {
      return false
    }
    return !isDigit(left) && !isDigit(right) && !isOpening(left) && !isClosing(right) && DisplayWidth.of(right) > 0
      && left != "\u{A0}" && right != "\u{A0}"
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool { "（《「『【〔“‘([<".unicodeScalars.contains(scalar) }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    "）》」』】〕”’，。、；：！？…·)]>,.;:!?%".unicodeScalars.contains(scalar)
  }
}
