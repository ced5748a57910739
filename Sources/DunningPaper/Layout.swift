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
    guard (2...Self.fittedPagesMax).contains(pages) else { return self }
    var best = self
    for style in document.tighterStyles where best.pages > 1 {
      var document = document
      document.style = style
      let other = try Layout(document, foundry)
      if other.pages < best.pages { best = other }
    }
    return best
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
