import DunningPaper

extension DossierPage {
  /// What is left of an A4 sheet for the picture of a page below its caption, in millimetres.
  static let pictureWidth = 175.0
  static let pictureHeight = 236.0

  /// The page as what is set in type.
  var paperBlocks: [PaperBlock] { [.heading(PaperText(title), level: 1)] + blocks.flatMap(Self.paper) }

  /// A document of one or several pages, each beginning on a sheet of its own.
  ///
  /// - Parameter unixSeconds: the PDF's date of creation.
  static func paper(_ pages: [DossierPage], words: DossierWords, unixSeconds: Int64) -> PaperDocument {
    let title = pages.first?.title ?? ""
    let blocks = pages.enumerated().flatMap { index, page in
      (index == 0 ? [] : [PaperBlock.pageBreak]) + page.paperBlocks
    }
    return PaperDocument(
      margins: PaperMargins(left: 20, right: 15, firstTop: 20, top: 25, bottom: 20), language: words.language,
      style: PaperStyle(size: 9), title: title, createdUnixSeconds: unixSeconds,
      runningHead: PaperRunningHead(text: PaperText(title), pageText: words(.page, "{page}", "{pages}")), blocks: blocks
    )
  }

  private static func paper(_ block: Block) -> [PaperBlock] {
    switch block {
    case .heading(let text): [.heading(PaperText(text), level: 2)]
    case .paragraph(let text): [.paragraph(PaperText(text))]
    case .facts(let facts): [.pairs(facts.map { PaperPair(PaperText($0.name), PaperText($0.value)) })]
    case .table(let table): [.table(paper(table))]
    case .image(let file): [.image(PaperImage(png: file.bytes, height: file.height, alternative: file.name))]
    case .inset(let inset): [.inset(inset)]
    case .lines(let lines): paper(lines)
    }
  }

  /// Pango takes a time for one text that grows with the square of its lines, so a long one is set in pieces.
  private static func paper(_ lines: [String]) -> [PaperBlock] {
    stride(from: 0, to: lines.count, by: linesPerPiece).map { start in
      let end = min(start + linesPerPiece, lines.count)
      var style = PaperTextStyle.small
      if start > 0 { style.spaceBefore = 0 }
      if end < lines.count { style.spaceAfter = 0 }
      return .paragraph(PaperText(lines[start..<end].joined(separator: "\n")), style)
    }
  }

  private static let linesPerPiece = 24

  private static func paper(_ table: Table) -> PaperTable {
    let last = table.hasTotal ? table.rows.count - 1 : -1
    return PaperTable(
      columns: table.shares.enumerated().map { .init(.share($1), table.sums.contains($0) ? .end : .start) },
      head: table.head.map { PaperText($0) },
      rows: table.rows.enumerated().map { index, cells in
        .init(cells.map { PaperText($0) }, kind: index == last ? .total : .plain)
      }, scale: 0.85)
  }
}
