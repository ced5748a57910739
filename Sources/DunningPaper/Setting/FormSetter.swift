/// Sets what a hand fills in: lines to write on, boxes to tick.
struct FormSetter {
  /// How much of the width names take; the lines of all groups on a page then begin below one another.
  private static let nameShare = 0.42
  private static let lineGrey = 0.35

  private let text: TextSetter
  /// From one line to write on to the next, in points: a hand needs more room than print.
  private let rowHeight: Double

  init(_ text: TextSetter) {
    self.text = text
    rowHeight = text.lineHeight * 1.45
  }

  /// The pieces of a part of a form; none for any other block.
  func pieces(_ block: PaperBlock, width: Double) throws(PaperError) -> [Piece] {
    switch block {
    case .fields(let pairs): try fields(pairs, width)
    case .tick(let content): [try tick(content, width)]
    case .writingLines(let count): writingLines(count, width)
    default: []
    }
  }

  private func fields(_ pairs: [PaperPair], _ width: Double) throws(PaperError) -> [Piece] {
    let left = width * Self.nameShare
    var pieces: [Piece] = []
    for field in pairs {
      let name = try text.set(field.name, .body, width: left - text.size)
      let value = try text.set(field.value, .body, width: width - left)
      let height = max(rowHeight, max(name.height, value.height) + 0.2 * text.lineHeight)
      let isEmpty = field.value.isEmpty
      pieces.append(
        Piece(height: height, opens: [.item], closes: [.item]) { canvas, x, y in
          name.draw(on: canvas, as: .label, x: x, y: y + height - name.height)
          let foot = y + height
          if isEmpty {
            canvas.line(fromX: x + left, fromY: foot, toX: x + width, toY: foot, width: 0.5, grey: Self.lineGrey)
          } else {
            value.draw(on: canvas, as: .value, x: x + left, y: y + height - value.height)
          }
        })
    }
    pieces.tag(.list)
    return spaced(pieces)
  }

  private func tick(_ content: PaperText, _ width: Double) throws(PaperError) -> Piece {
    let (side, indent) = (text.size * 0.95, text.size * 1.9)
    let set = try text.set(content, .body, width: width - indent)
    let top = (text.lineHeight - side) / 2
    return Piece(height: set.height, spaceBefore: text.lineHeight * 0.35, spaceAfter: text.lineHeight * 0.1) {
      canvas, x, y in
      canvas.frame(x: x, y: y + top, side: side, lineWidth: 0.7)
      set.draw(on: canvas, as: .paragraph, x: x + indent, y: y)
    }
  }

  private func writingLines(_ count: Int, _ width: Double) -> [Piece] {
    let indent = text.size * 1.9
    let pieces = (0..<max(0, count)).map { _ in
      Piece(height: rowHeight) { canvas, x, y in
        let foot = y + rowHeight
        canvas.line(fromX: x + indent, fromY: foot, toX: x + width, toY: foot, width: 0.5, grey: Self.lineGrey)
      }
    }
    return spaced(pieces)
  }

  /// With room below the last line.
  private func spaced(_ pieces: [Piece]) -> [Piece] {
    var pieces = pieces
    if !pieces.isEmpty { pieces[pieces.count - 1].spaceAfter = text.lineHeight * 0.5 }
    return pieces
  }
}
