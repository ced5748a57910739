import DunningPaper

/// Breaks the words of a content-certified letter (内容証明郵便) into lines as the post counts them.
///
/// - Source: Japan Post, 内国郵便約款 on 内容証明: written across, a sheet holds at most 20 lines of at most 26 characters. A
///   kana, a Han character, a digit, a letter and a mark count as one each, punctuation and narrow forms too, wherever they
///   stand; a unit of two letters in one character (㎏, ㎡) and a character in a circle count as two. A pair of brackets
///   counts as one; here each of the two does, so that no line is ever too long, whoever counts.
struct CertifiedLines {
  static let charactersMax = 26
  static let linesMax = 20

  /// Broken off, in the wide forms of all characters.
  private(set) var lines: [String] = []

  /// Adds a paragraph.
  mutating func add(_ text: PaperText, _ setting: LetterBody.Setting) {
    var rows: [[Unit]] = []
    var row = setting == .indented ? [Unit(text: "\u{3000}")] : []
    for unit in Self.units(text) {
      if unit.text == "\n" {
        rows.append(row)
        row = []
      } else if Self.count(row) + unit.count <= Self.charactersMax {
        row.append(unit)
      } else {
        rows.append(Self.taking(unit, from: &row))
        row.append(unit)
      }
    }
    rows.append(row)
    lines += rows.map { Self.placed($0.map(\.text).joined(), Self.count($0), setting) }
  }

  /// Sheet by sheet.
  var sheets: [ArraySlice<String>] {
    stride(from: 0, to: lines.count, by: Self.linesMax).map { lines[$0..<min($0 + Self.linesMax, lines.count)] }
  }

  /// How many characters the post counts in a text.
  static func count(_ text: String) -> Int { text.reduce(0) { $0 + count($1) } }

  // MARK: - What stays together

  /// What no line end divides: a character, or a figure that fits on a line.
  private struct Unit {
    let text: String
    var count: Int { CertifiedLines.count(text) }
  }

  private static func units(_ text: PaperText) -> [Unit] {
    text.spans.flatMap { span -> [Unit] in
      let wide = span.text.compactMap(wide)
      let isWhole = span.isUnbroken && count(String(wide)) <= charactersMax / 2
      return isWhole ? [Unit(text: String(wide))] : wide.map { Unit(text: String($0)) }
    }
  }

  private static func count(_ units: [Unit]) -> Int { units.reduce(0) { $0 + $1.count } }

  /// The full line before this unit; what must not part from it goes with it to the next.
  private static func taking(_ unit: Unit, from row: inout [Unit]) -> [Unit] {
    var kept = row
    var moved: [Unit] = []
    let first = unit.text.first ?? " "
    while let last = kept.last, moved.count < 3, kept.count > 1,
      closing.contains(moved.first?.text.first ?? first) || opening.contains(last.text.first ?? " ")
    {
      moved.insert(kept.removeLast(), at: 0)
    }
    row = moved
    return kept
  }

  private static let closing: Set<Character> = ["、", "。", "，", "．", "）", "」", "』", "】", "：", "・", "ー", "々", "？", "！"]
  private static let opening: Set<Character> = ["（", "「", "『", "【"]

  /// - Source: 禁則処理 does not hang marks over the edge here: a hung one would be a 27th character.
  private static func placed(_ text: String, _ count: Int, _ setting: LetterBody.Setting) -> String {
    let rest = max(0, charactersMax - count)
    switch setting {
    case .indented, .flush: return text
    case .centered: return String(repeating: "\u{3000}", count: rest / 2) + text
    case .atEnd: return String(repeating: "\u{3000}", count: rest) + text
    }
  }

  // MARK: - Characters

  /// In its wide form, so that each stands in a square of its own; nil for what shows nothing.
  private static func wide(_ character: Character) -> Character? {
    if character == "\n" { return character }
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return character }
    switch scalar.value {
    case 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F: return "\u{3000}"
    case 0x21...0x7E: return Unicode.Scalar(scalar.value + 0xFEE0).map(Character.init)
    case 0xA5: return "￥"
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: return nil
    default: return character
    }
  }

  private static func count(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    // Characters in circles and brackets, units of several letters in one square.
    case 0x2460...0x24FF, 0x2776...0x2793, 0x3200...0x33FF: return 2
    default: return 1
    }
  }
}
