import Dunning
import DunningPaper

extension LetterPaper {
  /// The letter in the form of content-certified mail: nothing but its characters in their squares, for whatever else stood
  /// on the sheet would count as well. The left edge is left for binding, the foot for the stamps of the post.
  ///
  /// - Throws: ``TemplateError`` `.incompleteLetter` for a part that has no place in it, such as a table.
  func certifiedDocument() throws(TemplateError) -> PaperDocument {
    var lines = CertifiedLines()
    lines.add(body.title, .centered)
    for part in body.parts { try add(part, to: &lines) }
    let blocks = lines.sheets.enumerated().flatMap { index, sheet in
      (index == 0 ? [] : [PaperBlock.pageBreak]) + sheet.map { .paragraph(PaperText($0), Self.square) }
    }
    return PaperDocument(
      margins: PaperMargins(left: Self.left, right: 210 - Self.left - Self.width, firstTop: 25, top: 25, bottom: 50),
      language: language,
      style: PaperStyle(families: style.families, size: Self.size, leading: Self.leading), title: body.title.plain,
      author: creditor.name, subject: facts.number, createdUnixSeconds: facts.now.milliseconds / 1_000, blocks: blocks,
      words: ([body.title.plain] + body.parts.compactMap(\.words)).joined(separator: "\n\n"))
  }

  private func add(_ part: LetterBody.Part, to lines: inout CertifiedLines) throws(TemplateError) {
    switch part {
    case .paragraph(let text, let setting): lines.add(text, setting)
    case .heading(let text): lines.add(text, .flush)
    case .signature(let closing, let texts):
      for text in [closing] + texts where !text.isEmpty { lines.add(text, .atEnd) }
    default:
      throw TemplateError(
        .incompleteLetter, "a content-certified letter has lines of text only",
        hint: "write content-certified.letter.mustache without tables, payment data, forms and enclosures")
    }
  }

  private static let square = PaperTextStyle(spaceBefore: 0, spaceAfter: 0)
  /// Of type, in points, and the distance of its lines.
  private static let size = 15.0
  private static let leading = 1.9
  /// In millimetres: 26 squares and a little, so that the last is not broken off.
  private static let width = 138.5
  private static let left = 38.0
}

extension LetterBody.Part {
  /// As one line.
  fileprivate var words: String? {
    switch self {
    case .paragraph(let text, _), .heading(let text): text.plain
    case .signature(let closing, let lines): ([closing] + lines).map(\.plain).joined(separator: "\n")
    default: nil
    }
  }
}
