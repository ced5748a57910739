import Dunning

/// The last look at a letter before it leaves: it must name every reference, the total and the pay-by date, and no sum
/// and no date that the facts do not know.
struct LetterGuard {
  private let required: [(what: String, value: String)]
  private let scanner: FigureScanner
  private let figures: KnownFigures

  init(_ values: LetterValues, scanner: FigureScanner) {
    self.scanner = scanner
    figures = KnownFigures(values, scanner)
    required =
      [("the total", values.total)] + values.references.map { ("the reference", $0) }
      + (values.payBy.map { [("the pay-by date", $0)] } ?? [])
  }

  /// - Throws: ``TemplateError`` `.incompleteLetter` that names the template.
  func require(_ content: [UInt8], from template: LetterTemplate) throws(TemplateError) {
    for (what, value) in required {
      var shown: [UInt8] = []
      if template.kind == .html { HTMLText.append(value, to: &shown) } else { shown.append(value) }
      guard Self.says(content, shown) else {
        throw TemplateError(
          .incompleteLetter, "the letter does not say \(what), \(quoted(value))", hint: "add it to the template",
          place: TemplatePlace(file: template.path))
      }
    }
    let shown = template.kind == .html ? ShownText(html: content, keepsOrigins: false).bytes : content
    guard let stranger = figures.strangers(in: shown, but: template.lawFigures).first else { return }
    let part: Finding.Part =
      switch template.kind {
      case .subject: .subject
      case .text: .text
      case .html: .html
      case .letter: .letter
      }
    throw Finding.stranger(stranger, in: shown, part).error(in: template.path)
  }

  /// - Throws: ``TemplateError`` `.forbidden` when the subject tells a sum.
  func require(subject: [UInt8], from template: LetterTemplate) throws(TemplateError) {
    guard let finding = Finding.sums(inSubject: subject, scanner).first else { return }
    throw finding.error(in: template.path)
  }

  /// True when the value stands there whole, wrapped or not, and is not the tail of a larger number.
  private static func says(_ content: [UInt8], _ value: [UInt8]) -> Bool {
    let wanted = withoutSpaces(value)
    guard let first = wanted.first else { return true }
    var position = 0
    while let start = content[...].position(of: first, from: position) {
      position = start + 1
      if !(isDigit(first) && isInsideNumber(content, start)), matches(content, from: start, wanted) { return true }
    }
    return false
  }

  /// True when what begins here is the rest of a larger number: `234.56` in `1,234.56` or `1 234,56`.
  private static func isInsideNumber(_ content: [UInt8], _ start: Int) -> Bool {
    guard start > 0 else { return false }
    switch content[start - 1] {
    case UInt8(ascii: "."), UInt8(ascii: ","): return true
    // The last byte of a narrow no-break space, which parts thousands.
    case 0xAF: return start > 2 && content[start - 2] == 0x80 && content[start - 3] == 0xE2
    case let before: return isDigit(before)
    }
  }

  private static func matches(_ bytes: [UInt8], from start: Int, _ wanted: [UInt8]) -> Bool {
    var (position, matched) = (start, 0)
    while matched < wanted.count {
      guard position < bytes.count else { return false }
      let space = spaceBytes(bytes, at: position)
      if space == 0, bytes[position] != wanted[matched] { return false }
      if space == 0 { matched += 1 }
      position += max(1, space)
    }
    return position == bytes.count || !isDigit(bytes[position]) || !isDigit(wanted[wanted.count - 1])
  }

  private static func withoutSpaces(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let space = spaceBytes(bytes, at: position)
      if space == 0 { result.append(bytes[position]) }
      position += max(1, space)
    }
    return result
  }

  /// How many bytes the space here takes: 1, 2 for a no-break space, 3 for a narrow one, 0 when there is none.
  private static func spaceBytes(_ bytes: [UInt8], at position: Int) -> Int {
    switch bytes[position] {
    case UInt8(ascii: " "), UInt8(ascii: "\n"): 1
    case 0xC2: position + 1 < bytes.count && bytes[position + 1] == 0xA0 ? 2 : 0
    case 0xE2: position + 2 < bytes.count && bytes[position + 1] == 0x80 && bytes[position + 2] == 0xAF ? 3 : 0
    default: 0
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
