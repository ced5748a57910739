/// A strip across the page that is never divided: a line of a paragraph, a row of a table.
struct Piece {
  var height: Double
  /// The least distance to what is above; nothing at the top of a page.
  var spaceBefore = 0.0
  /// The least distance to what is below. Of two distances the larger counts.
  var spaceAfter = 0.0
  /// True when the page may not end below it.
  var keepsWithNext = false
  /// True when a new page begins with it.
  var startsPage = false
  /// True for empty room, which no page begins with.
  var isSpace = false
  /// What is put there when the PDF is complete.
  var inset: PaperInset?
  /// Set again on top of a page that begins with this piece.
  var head: [Piece] = []
  /// The parts of the document's structure that begin with it, outermost first, and those that end with it, innermost
  /// first. Empty room has none.
  var opens: [PaperTag] = []
  var closes: [PaperTag] = []
  /// Draws it with its upper left corner at a place.
  var draw: (_ canvas: Canvas, _ x: Double, _ y: Double) -> Void = { _, _, _ in }

  /// Draws it in its place in the structure.
  func set(on canvas: Canvas, x: Double, y: Double) {
    for tag in opens { canvas.begin(tag) }
    draw(canvas, x, y)
    for tag in closes { canvas.end(tag) }
  }
}

extension [Piece] {
  /// The height of the pieces one below the other.
  var stackedHeight: Double {
    var height = 0.0
    for (index, piece) in enumerated() {
      height += piece.height + (index == 0 ? 0 : Swift.max(self[index - 1].spaceAfter, piece.spaceBefore))
    }
    return height
  }

  func drawStacked(on canvas: Canvas, x: Double, y: Double) {
    var top = y
    for (index, piece) in enumerated() {
      if index > 0 { top += Swift.max(self[index - 1].spaceAfter, piece.spaceBefore) }
      piece.set(on: canvas, x: x, y: top)
      top += piece.height
    }
  }

  /// All of them are one part of the document's structure.
  mutating func tag(_ tag: PaperTag) {
    guard !isEmpty else { return }
    self[0].opens.insert(tag, at: 0)
    self[count - 1].closes.append(tag)
  }

  /// Pieces between which no page ends.
  mutating func keepTogether() {
    for index in indices.dropLast() { self[index].keepsWithNext = true }
  }
}
