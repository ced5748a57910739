/// Sets a table row by row, so that a long one needs no more memory than a page of it.
struct TableSetter {
  /// How many rows are measured for columns that are as wide as their widest cell.
  private static let measuredRowsMax = 400

  private let table: PaperTable
  private let text: TextSetter
  private let width: Double
  private let widths: [Double]
  private var head: [Piece] = []
  private let gutter: Double
  private let padding: Double
  private var next = 0

  init(_ table: PaperTable, _ text: TextSetter, width: Double) throws(PaperError) {
    guard !table.columns.isEmpty, table.head.count <= table.columns.count,
      table.rows.allSatisfy({ $0.cells.count <= table.columns.count })
    else {
      throw PaperError(
        .invalidDocument, "a row of the table has more cells than the table has columns",
        hint: "\(table.columns.count) columns are declared")
    }
    self.table = table
    self.text = text
    self.width = width
    gutter = text.size * table.scale * 1.1
    padding = text.size * table.scale * 0.32 * text.spacing
    widths = try Self.widths(table, text, width - gutter * Double(table.columns.count - 1))
    head = try headPieces()
  }

  /// The next piece; nil at the end.
  mutating func piece() throws(PaperError) -> Piece? {
    let index = next - head.count
    guard index < table.rows.count else { return nil }
    var piece = index < 0 ? head[next] : try row(index)
    if next == 0 { piece.opens.insert(.table, at: 0) }
    if index + 1 == table.rows.count { piece.closes.append(.table) }
    next += 1
    return piece
  }

  func all() throws(PaperError) -> [Piece] {
    var (setter, pieces) = (self, [Piece]())
    while let piece = try setter.piece() { pieces.append(piece) }
    return pieces
  }

  private static func widths(
    _ table: PaperTable, _ text: TextSetter, _ available: Double
  ) throws(PaperError) -> [Double] {
    var natural = [Double](repeating: 0, count: table.columns.count)
    var measured: [(cells: [PaperText], isBold: Bool)] = [(table.head, true)]
    let plain = table.rows.filter { $0.kind == .plain }.prefix(measuredRowsMax)
    measured += plain.map { ($0.cells, false) }
    measured += table.rows.suffix(20).filter { $0.kind == .sum || $0.kind == .total }.map {
      // The words of a sum run on over empty cells, so only its figures count.
      ([""] + $0.cells.dropFirst(), $0.kind == .total)
    }
    for (cells, isBold) in measured {
      for (column, cell) in cells.enumerated() where !cell.isEmpty {
        if case .fixed = table.columns[column].width { continue }
        let style = PaperTextStyle(scale: table.scale, isBold: isBold)
        natural[column] = max(natural[column], try text.set(cell, style, width: nil).naturalWidth + 0.1)
      }
    }
    return Widths.table(table.columns.map(\.width), natural: natural, within: available)
  }

  private func headPieces() throws(PaperError) -> [Piece] {
    guard !table.head.allSatisfy(\.isEmpty) else { return [] }
    let cells = try cells(table.head, isBold: true)
    let height = cells.map(\.text.height).max() ?? 0
    let (padding, width) = (padding, width)
    return [
      Piece(
        height: height + 1.6 * padding, spaceBefore: text.blockSpace * 0.6, keepsWithNext: true, opens: [.row],
        closes: [.row]
      ) { canvas, x, y in
        // Heads of several lines stand on one baseline at the bottom.
        for cell in cells {
          cell.text.draw(on: canvas, as: .headCell, x: x + cell.x, y: y + height - cell.text.height)
        }
        let bottom = y + height + padding
        canvas.line(fromX: x, fromY: bottom, toX: x + width, toY: bottom, width: 0.8)
      }
    ]
  }

  private func row(_ index: Int) throws(PaperError) -> Piece {
    let row = table.rows[index]
    var piece =
      switch row.kind {
      case .plain: try plain(row, isLined: table.isRuled && index > 0 && table.rows[index - 1].kind != .sum)
      case .note: try note(row)
      case .sum, .total: try sum(row, isFirst: index == 0 || table.rows[index - 1].kind != .sum)
      }
    let isLast = index + 1 == table.rows.count
    piece.keepsWithNext = !isLast && table.rows[index + 1].kind != .plain
    piece.head = head
    (piece.opens, piece.closes) = ([.row], [.row])
    if isLast { piece.spaceAfter = text.blockSpace * 0.6 }
    return piece
  }

  private func plain(_ row: PaperTable.Row, isLined: Bool) throws(PaperError) -> Piece {
    let cells = try cells(row.cells, isBold: false)
    let height = cells.map(\.text.height).max() ?? 0
    let (padding, width) = (padding, width)
    return Piece(height: height + 2 * padding) { canvas, x, y in
      if isLined { canvas.line(fromX: x, fromY: y, toX: x + width, toY: y, width: 0.35, grey: 0.7) }
      for cell in cells { cell.text.draw(on: canvas, as: .cell, x: x + cell.x, y: y + padding) }
    }
  }

  private func note(_ row: PaperTable.Row) throws(PaperError) -> Piece {
    let style = PaperTextStyle(scale: table.scale * 0.87, grey: 0.25, leading: 1.3)
    let indent = gutter
    let set = try text.set(row.cells.first ?? "", style, width: width - indent)
    let padding = padding
    return Piece(height: set.height + padding * 0.6) {
      set.draw(on: $0, as: .cell, x: $1 + indent, y: $2 - padding * 0.4)
    }
  }

  private func sum(_ row: PaperTable.Row, isFirst: Bool) throws(PaperError) -> Piece {
    let isTotal = row.kind == .total
    let cells = try sumCells(row.cells, isBold: isTotal)
    let height = cells.map(\.text.height).max() ?? 0
    let (padding, width) = (padding * (isTotal ? 1.1 : 0.7), width)
    return Piece(height: height + 2 * padding) { canvas, x, y in
      if isFirst || isTotal {
        canvas.line(fromX: x, fromY: y, toX: x + width, toY: y, width: isTotal ? 0.8 : 0.5)
      }
      for cell in cells { cell.text.draw(on: canvas, as: .cell, x: x + cell.x, y: y + padding) }
      if isTotal {
        let bottom = y + height + 2 * padding
        canvas.line(fromX: x, fromY: bottom, toX: x + width, toY: bottom, width: 0.8)
      }
    }
  }

  private func cells(_ texts: [PaperText], isBold: Bool) throws(PaperError) -> [(x: Double, text: SetText)] {
    var (result, x) = ([(x: Double, text: SetText)](), 0.0)
    for (column, content) in texts.enumerated() {
      let style = PaperTextStyle(
        scale: table.scale, isBold: isBold, alignment: table.columns[column].alignment, leading: 1.32)
      if !content.isEmpty { result.append((x, try text.set(content, style, width: widths[column]))) }
      x += widths[column] + gutter
    }
    return result
  }

  /// The words first, as wide as the empty cells beside them allow, then the figures.
  private func sumCells(_ texts: [PaperText], isBold: Bool) throws(PaperError) -> [(x: Double, text: SetText)] {
    guard let words = texts.first else { return [] }
    let empty = texts.dropFirst().prefix { $0.isEmpty }.count
    let span = widths.prefix(1 + empty).reduce(0, +) + gutter * Double(empty)
    let style = PaperTextStyle(scale: table.scale, isBold: isBold, leading: 1.32)
    let figures = try cells([""] + texts.dropFirst(), isBold: isBold)
    return [(0, try text.set(words, style, width: span))] + figures
  }
}
