extension PaperDocument {
  /// What flows over the pages in words, in reading order: a line for each row, an empty one after each block. What stands
  /// at fixed places is left out.
  package var plainText: String {
    words ?? blocks.map(\.lines).filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n")
  }
}

extension PaperBlock {
  fileprivate var lines: [String] {
    switch self {
    case .paragraph(let text, _), .heading(let text, _): [text.plain]
    case .table(let table): ([table.head] + table.rows.map(\.cells)).map(Self.line).filter { !$0.isEmpty }
    case .pairs(let pairs, _): pairs.map { Self.line([$0.name, $0.value]) }
    case .code(let code): [code.caption.plain]
    case .image(let image): [image.alternative]
    case .together(let blocks): blocks.flatMap(\.lines)
    case .columns(let columns): columns.flatMap { $0.blocks.flatMap(\.lines) }
    case .signature(let signature): ([signature.closing] + signature.lines).map(\.plain)
    case .fields(let pairs): pairs.map { Self.line([$0.name, $0.value]) }
    case .tick(let text): [text.plain]
    case .rule, .space, .writingLines, .inset, .pageBreak: []
    }
  }

  private static func line(_ cells: [PaperText]) -> String {
    cells.map(\.plain).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
