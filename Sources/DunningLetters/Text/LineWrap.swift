/// Breaks a paragraph into lines: at spaces, and between Chinese characters.
///
/// - Source: the parts of Unicode Standard Annex #14 and of GB/T 15834 and JIS X 4051 (no closing mark begins a line, no
///   opening mark ends one) that letters need; a number is kept together with its unit.
struct LineWrap {
  /// A piece that is never broken.
  private struct Atom {
    let bytes: Range<Int>
    let width: Int
    let isFollowedBySpace: Bool
  }

  let columns: Int

  func lines(_ paragraph: UTF8Bytes) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var width = 0
    var gap = 0
    for atom in Self.atoms(of: paragraph) {
      if width > 0, width + gap + atom.width > columns {
        lines.append(line)
        (line, width, gap) = ([], 0, 0)
      }
      if line.isEmpty { line.reserveCapacity(columns) }
      if gap > 0 { line.append(UInt8(ascii: " ")) }
      line.append(contentsOf: paragraph[atom.bytes])
      width += gap + atom.width
      gap = atom.isFollowedBySpace ? 1 : 0
    }
    if width > 0 { lines.append(line) }
    return lines
  }

  private static func atoms(of paragraph: UTF8Bytes) -> [Atom] {
    var atoms: [Atom] = []
    atoms.reserveCapacity(paragraph.count / 4)
    var start = paragraph.startIndex
    var width = 0
    var previous: Unicode.Scalar = " "
    func close(at end: Int, isFollowedBySpace: Bool) {
      guard width > 0 else { return }
      atoms.append(Atom(bytes: start..<end, width: width, isFollowedBySpace: isFollowedBySpace))
      (start, width) = (end, 0)
    }
    var position = start
    while position < paragraph.endIndex {
      let index = position
      let scalar = paragraph.scalar(at: &position)
      if scalar == " " {
        close(at: index, isFollowedBySpace: true)
        start = position
      } else {
        if previous != " ", mayBreak(between: previous, and: scalar) { close(at: index, isFollowedBySpace: false) }
        width += DisplayWidth.of(scalar)
      }
      previous = scalar
    }
    close(at: paragraph.endIndex, isFollowedBySpace: false)
    return atoms
  }

  private static func mayBreak(between left: Unicode.Scalar, and right: Unicode.Scalar) -> Bool {
    // Below the first wide character nothing breaks but at spaces; most letters end here.
    guard left.value >= 0x1100 || right.value >= 0x1100, DisplayWidth.isWide(left) || DisplayWidth.isWide(right) else {
      return false
    }
    return !isOpening(left) && !isClosing(right) && DisplayWidth.of(right) > 0 && left != "\u{A0}" && right != "\u{A0}"
      && !(isDigit(left) && isUnit(right)) && !(isUnit(left) && isDigit(right))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// What belongs to the number beside it in a date or a sum.
  private static func isUnit(_ scalar: Unicode.Scalar) -> Bool { "年月日时時分元円天第币".unicodeScalars.contains(scalar) }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool { "（《「『【〔“‘([<".unicodeScalars.contains(scalar) }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    "）》」』】〕”’，。、；：！？…·)]>,.;:!?%％ーっゃゅょッャュョ々".unicodeScalars.contains(scalar)
  }
}
