/// A document with its lines and pages broken, ready to be drawn.
struct Layout {
  /// A document of so many pages is laid out once and kept; a longer one is laid out twice, for the number of its pages
  /// and to be drawn, so that memory holds one page of it.
  static let keptPagesMax = 16
  /// A longer document is not worth a second look: one page more or less makes no difference to its reader.
  private static let fittedPagesMax = 8

  let document: PaperDocument
  let sheet: Sheet
  private(set) var pages = 0
  /// All pages, unless there are more than ``keptPagesMax``; then none.
  private(set) var kept: [Paginator.Page] = []
  private let setter: BlockSetter

  init(_ document: PaperDocument, _ foundry: TypeFoundry) throws(PaperError) {
    self.document = document
    setter = BlockSetter(text: try TextSetter(foundry, document))
    sheet = try Sheet(document, setter)
    var kept: [Paginator.Page] = []
    pages = try paginate { page in if kept.count < Self.keptPagesMax { kept.append(page) } }
    if pages <= Self.keptPagesMax { self.kept = kept }
  }

  /// The same document in the roomiest of its styles that makes the fewest pages.
  func fitted(_ foundry: TypeFoundry) throws(PaperError) -> Layout {
    guard (2...Self.fittedPagesMax).contains(pages), let last = document.tighterStyles.last else { return self }
    var best = try layout(in: last, foundry)
    guard best.pages < pages else { return self }
    // A roomier style never makes fewer pages, so half of what is left is looked at each time.
    var open = document.tighterStyles.dropLast()
    while let middle = open.isEmpty ? nil : (open.startIndex + open.endIndex) / 2 {
      let other = try layout(in: open[middle], foundry)
      if other.pages == best.pages {
        best = other
        open = open[..<middle]
      } else {
        open = open[(middle + 1)...]
      }
    }
    return best
  }

  private func layout(in style: PaperStyle, _ foundry: TypeFoundry) throws(PaperError) -> Layout {
    var document = document
    document.style = style
    return try Layout(document, foundry)
  }

  /// Hands over page after page.
  ///
  /// - Returns: the number of pages.
  func paginate(_ emit: @escaping (Paginator.Page) throws(PaperError) -> Void) throws(PaperError) -> Int {
    let width = Points.from(millimetres: document.sheet.width - document.margins.left - document.margins.right)
    var paginator = Paginator(document, bottom: sheet.bottom, emit)
    return try paginator.fill(from: PieceSource(document.blocks, setter, width: width))
  }
}
