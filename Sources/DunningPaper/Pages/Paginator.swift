/// Fills pages with pieces.
struct Paginator {
  /// A piece and where it stands, in points.
  struct Placed {
    let piece: Piece
    let x: Double
    let y: Double
    /// True for what stands there only since a new page began.
    var isRepeated = false
  }

  struct Page {
    /// Counted from 1.
    let number: Int
    var placed: [Placed] = []
    var isLast = false
  }

  private let left: Double
  private let firstTop: Double
  private let top: Double
  private let bottom: Double
  /// Where the flow has to end on the last page.
  private let lastBottom: Double
  private let emit: (Page) throws(PaperError) -> Void
  private var page = Page(number: 1)
  private var y: Double
  private var spaceAfter = 0.0

  /// - Parameter bottom: where the flow ends above the foot, in points.
  init(
    _ document: PaperDocument, bottom: Double, _ emit: @escaping (Page) throws(PaperError) -> Void
  ) {
    let margins = document.margins
    left = Points.from(millimetres: margins.left)
    firstTop = Points.from(millimetres: margins.firstTop)
    top = Points.from(millimetres: margins.top)
    self.bottom = bottom
    // Five millimetres keep the text off the line along which a slip is torn.
    lastBottom =
      document.slip.map { Points.from(millimetres: document.sheet.height - $0.height - 5) } ?? bottom
    self.emit = emit
    y = firstTop
  }

  /// - Returns: the number of pages.
  mutating func fill(from source: PieceSource) throws(PaperError) -> Int {
    var source = source
    while let group = try Self.nextGroup(&source) { try place(group) }
    if y > lastBottom, !page.placed.isEmpty { try startPage() }
    page.isLast = true
    try emit(page)
    return page.number
  }

  /// Pieces that want to stay on one page, with the piece that ends them.
  private static func nextGroup(_ source: inout PieceSource) throws(PaperError) -> [Piece]? {
    var group: [Piece] = []
    while let piece = try source.next() {
      group.append(piece)
      // A group that no page could hold is let go; its end is somewhere.
      if !piece.keepsWithNext || group.count >= 400 { return group }
    }
    return group.isEmpty ? nil : group
  }

  private mutating func place(_ group: [Piece]) throws(PaperError) {
    if group[0].startsPage {
      if !page.placed.isEmpty { try startPage() }
      return
    }
    let gap = max(spaceAfter, group[0].spaceBefore)
    let fits = y + (page.placed.isEmpty ? 0 : gap) + group.stackedHeight <= bottom
    let fitsOnNext = top + headHeight(group[0]) + group.stackedHeight <= bottom
    if !fits, fitsOnNext, !page.placed.isEmpty { try startPage() }
    for piece in group { try place(piece) }
  }

  private mutating func place(_ piece: Piece) throws(PaperError) {
    if piece.isSpace, page.placed.isEmpty, page.number > 1 { return }
    var gap = page.placed.isEmpty ? 0 : max(spaceAfter, piece.spaceBefore)
    if y + gap + piece.height > bottom {
      if !page.placed.isEmpty { try startPage() }
      gap = 0
    }
    if page.placed.isEmpty, page.number > 1 { setHead(piece.head) }
    guard y + gap + piece.height <= bottom else {
      throw PaperError(
        .tooLarge, "a part of the document is higher than a page", hint: "shorten its text, or divide it")
    }
    y += gap
    page.placed.append(Placed(piece: piece, x: left, y: y))
    y += piece.height
    spaceAfter = piece.spaceAfter
  }

  private mutating func setHead(_ head: [Piece]) {
    for piece in head {
      page.placed.append(Placed(piece: piece, x: left, y: y, isRepeated: true))
      y += piece.height
    }
  }

  private func headHeight(_ piece: Piece) -> Double { piece.head.reduce(0) { $0 + $1.height } }

  private mutating func startPage() throws(PaperError) {
    try emit(page)
    page = Page(number: page.number + 1)
    y = top
    spaceAfter = 0
  }
}
