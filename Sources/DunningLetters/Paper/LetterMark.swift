/// Characters that a letter's template writes by name and that no fact contains: what a line is, and how a part of it
/// is set.
enum LetterMark: UInt8, CaseIterable {
  case title = 0x01
  case info, head, row, note, sum, grandTotal, pay
  case caption = 0x0E
  case enclosure, closing, sign, heading, runningHead
  case boldStart, boldEnd, figureStart, figureEnd
  case date, delivery, page, field, tick
  // 0x1D to 0x1F are those of PlainTextLayout.
  case blank = 0x7F
  case flush = 0x0B
  case centered = 0x0C
  case atEnd = 0x0D

  /// True for a mark that says what its line is.
  var isOfLine: Bool {
    switch self {
    case .boldStart, .boldEnd, .figureStart, .figureEnd: false
    default: true
    }
  }

  static let names: [(LetterName, LetterMark)] = [
    (.title, .title), (.info, .info), (.head, .head), (.row, .row), (.note, .note), (.sum, .sum),
    (.grandTotal, .grandTotal), (.pay, .pay), (.caption, .caption), (.enclosure, .enclosure), (.closing, .closing),
    (.sign, .sign), (.heading, .heading), (.runningHead, .runningHead), (.date, .date), (.delivery, .delivery),
    (.page, .page), (.field, .field), (.tick, .tick), (.blank, .blank),
    (.bold, .boldStart), (.plain, .boldEnd),
    (.flush, .flush), (.centered, .centered), (.atEnd, .atEnd),
  ]

  /// A value on paper: a figure is kept in one piece, and text from right to left does not turn round what follows it.
  ///
  /// - Source: UAX #9: first strong isolate, pop directional isolate.
  static func append(_ text: String, isFigure: Bool, to output: inout [UInt8]) {
    let isIsolated = text.unicodeScalars.contains { isRightToLeft($0.value) }
    if isFigure { output.append(figureStart.rawValue) }
    output.append(isIsolated ? "\u{2068}\(text)\u{2069}" : text)
    if isFigure { output.append(figureEnd.rawValue) }
  }

  private static func isRightToLeft(_ value: UInt32) -> Bool {
    switch value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }
}
