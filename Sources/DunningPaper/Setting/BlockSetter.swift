import CPango

/// Turns blocks into the pieces that pages are filled with.
struct BlockSetter {
  let text: TextSetter

  /// The pieces of one block, all at once; a long table is set row by row instead (``TableSetter``).
  func pieces(_ block: PaperBlock, width: Double) throws(PaperError) -> [Piece] {
    switch block {
    case .paragraph(let content, let style): return try paragraph(content, style, width)
    case .heading(let content, let level): return try heading(content, level, width)
    case .table(let table): return try TableSetter(table, text, width: width).all()
    case .pairs(let pairs, let style): return try self.pairs(pairs, style, width)
    case .code(let code): return [try self.code(code, width)]
    case .image(let image): return [try self.image(image, width)]
    case .rule: return [rule(width)]
    case .space(let height): return [Piece(height: Points.from(millimetres: height), isSpace: true)]
    case .together(let blocks):
      var pieces = try self.pieces(blocks, width: width)
      pieces.keepTogether()
      return pieces
    case .columns(let columns): return [try self.columns(columns, width)]
    case .signature(let signature): return try self.signature(signature, width)
    case .fields, .tick, .writingLines: return try FormSetter(text).pieces(block, width: width)
    case .inset(let inset): return [self.inset(inset, width)]
    case .pageBreak: return [Piece(height: 0, startsPage: true, isSpace: true)]
    }
  }

  func pieces(_ blocks: [PaperBlock], width: Double) throws(PaperError) -> [Piece] {
    var pieces: [Piece] = []
    for block in blocks { pieces += try self.pieces(block, width: width) }
    return pieces
  }

  /// One piece a line; neither the first nor the last line of a longer paragraph stands alone.
  private func paragraph(_ content: PaperText, _ style: PaperTextStyle, _ width: Double) throws(PaperError) -> [Piece] {
    guard !content.isEmpty else { return [] }
    let set = try text.set(content, style, width: width)
    let last = set.lines.count - 1
    let part: PaperTag? = last == 0 ? nil : .line
    var pieces = set.lines.indices.map { index in
      Piece(
        height: set.lineHeight, spaceBefore: index == 0 ? text.blockSpace * style.spaceBefore : 0,
        spaceAfter: index == last ? text.blockSpace * style.spaceAfter : 0,
        keepsWithNext: index < last && (index == 0 || index == last - 1)
      ) { canvas, x, y in set.draw(index..<(index + 1), on: canvas, eachAs: part, x: x, y: y) }
    }
    pieces.tag(style.level.map(PaperTag.heading) ?? .paragraph)
    return pieces
  }

  private func heading(_ content: PaperText, _ level: Int, _ width: Double) throws(PaperError) -> [Piece] {
    let scale = [1.15, 1.05, 1][max(1, min(3, level)) - 1]
    var pieces = try paragraph(content, PaperTextStyle(scale: scale, isBold: true, leading: 1.3, level: level), width)
    for index in pieces.indices { pieces[index].keepsWithNext = true }
    if !pieces.isEmpty { pieces[0].spaceBefore = text.blockSpace * (level == 1 ? 1.2 : 0.9) }
    return pieces
  }

  private func pairs(_ pairs: [PaperPair], _ style: PaperTextStyle, _ width: Double) throws(PaperError) -> [Piece] {
    var (names, widest) = ([SetText](), 0.0)
    for pair in pairs {
      let name = try text.set(pair.name, style, width: width * 0.45)
      names.append(name)
      widest = max(widest, name.naturalWidth)
    }
    let gutter = text.size * style.scale
    var pieces: [Piece] = []
    for (pair, name) in zip(pairs, names) {
      let value = try text.set(pair.value, style, width: max(1, width - widest - gutter))
      let isFirst = pieces.isEmpty
      pieces.append(
        Piece(
          height: max(name.height, value.height), spaceBefore: isFirst ? text.blockSpace * 0.5 : 0, opens: [.item],
          closes: [.item]
        ) {
          name.draw(on: $0, as: .label, x: $1, y: $2)
          value.draw(on: $0, as: .value, x: $1 + widest + gutter, y: $2)
        })
    }
    if !pieces.isEmpty { pieces[pieces.count - 1].spaceAfter = text.blockSpace * 0.5 }
    pieces.tag(.list)
    return pieces
  }

  private func code(_ code: PaperCode, _ width: Double) throws(PaperError) -> Piece {
    let symbol = try QRSymbol(code.payload, versionMax: code.versionMax)
    let side = Points.from(millimetres: code.side)
    let caption =
      code.caption.isEmpty
      ? nil
      : try text.set(code.caption, PaperTextStyle(scale: 0.75, leading: 1.25), width: max(side, width))
    let gap = Points.from(millimetres: 1.5)
    return Piece(height: side + (caption.map { $0.height + gap } ?? 0), spaceBefore: gap) { canvas, x, y in
      canvas.fill(symbol.rectangles(x: x, y: y, side: side))
      if code.emblem == .swissCross { Self.swissCross(on: canvas, x: x, y: y, side: side) }
      caption?.draw(on: canvas, as: .paragraph, x: x, y: y + side + gap)
    }
  }

  /// A white square of 7/46 of the side, a black one in it, a white cross in that.
  private static func swissCross(on canvas: Canvas, x: Double, y: Double, side: Double) {
    let size = side * 7 / 46
    let (left, top, unit) = (x + (side - size) / 2, y + (side - size) / 2, size / 19.8)
    canvas.fill([(left, top, size, size)], grey: 1)
    canvas.fill([(left + 0.75 * unit, top + 0.75 * unit, 18.3 * unit, 18.3 * unit)])
    canvas.fill(
      [
        (left + 8.25 * unit, top + 4.4 * unit, 3.3 * unit, 11 * unit),
        (left + 4.4 * unit, top + 8.25 * unit, 11 * unit, 3.3 * unit),
      ], grey: 1)
  }

  private func image(_ image: PaperImage, _ width: Double) throws(PaperError) -> Piece {
    let png = try PNGImage(image.png)
    let wanted = image.width.map(Points.from(millimetres:)) ?? .infinity
    let limit = image.height.map(Points.from(millimetres:)) ?? .infinity
    // An image of which nothing is said is shown at 150 pixels an inch.
    let natural = wanted.isFinite || limit.isFinite ? Double.infinity : 72.0 / 150
    let scale = min(wanted / png.width, limit / png.height, width / png.width, natural)
    let (shownWidth, shownHeight) = (png.width * scale, png.height * scale)
    let offset = (width - shownWidth) * (image.alignment == .start ? 0 : image.alignment == .center ? 0.5 : 1)
    return Piece(height: shownHeight, spaceBefore: text.blockSpace * 0.5, spaceAfter: text.blockSpace * 0.5) {
      $0.image(png.surface, x: $1 + offset, y: $2, scaleX: scale, scaleY: scale)
    }
  }

  /// A hairline frames it, since a page of its own colour has no visible edge.
  private func inset(_ inset: PaperInset, _ width: Double) -> Piece {
    let (across, down) = (Points.from(millimetres: inset.width), Points.from(millimetres: inset.height))
    let offset = max(0, (width - across) / 2)
    return Piece(height: down, spaceBefore: text.lineHeight * 0.3, inset: inset) { canvas, x, y in
      let (left, right, bottom) = (x + offset, x + offset + across, y + down)
      for (fromX, fromY, toX, toY) in [
        (left, y, right, y), (right, y, right, bottom), (right, bottom, left, bottom), (left, bottom, left, y),
      ] {
        canvas.line(fromX: fromX, fromY: fromY, toX: toX, toY: toY, width: 0.3, grey: 0.6)
      }
    }
  }

  private func rule(_ width: Double) -> Piece {
    Piece(height: 0.5, spaceBefore: text.blockSpace * 0.5, spaceAfter: text.blockSpace * 0.5) { canvas, x, y in
      canvas.line(fromX: x, fromY: y, toX: x + width, toY: y, width: 0.5, grey: 0.4)
    }
  }

  private func columns(_ columns: [PaperColumn], _ width: Double) throws(PaperError) -> Piece {
    let gutter = Points.from(millimetres: 6)
    let widths = Widths.fixedAndShares(
      columns.map(\.width), within: width - gutter * Double(max(0, columns.count - 1)))
    var (placed, x) = ([(x: Double, pieces: [Piece])](), 0.0)
    for (column, columnWidth) in zip(columns, widths) {
      placed.append((x, try pieces(column.blocks, width: columnWidth)))
      x += columnWidth + gutter
    }
    let height = placed.map(\.pieces.stackedHeight).max() ?? 0
    return Piece(height: height, spaceBefore: text.blockSpace * 0.7, spaceAfter: text.blockSpace * 0.7) {
      canvas, left, y in
      for column in placed { column.pieces.drawStacked(on: canvas, x: left + column.x, y: y) }
    }
  }

  private func signature(_ signature: PaperSignature, _ width: Double) throws(PaperError) -> [Piece] {
    let style = PaperTextStyle(alignment: signature.alignment)
    var pieces = try paragraph(signature.closing, style, width)
    if !pieces.isEmpty { pieces[0].spaceBefore = text.blockSpace * 0.8 }
    pieces.append(Piece(height: Points.from(millimetres: signature.room) * text.spacing, isSpace: true))
    for line in signature.lines {
      let set = try text.set(line, style, width: width)
      pieces.append(Piece(height: set.height) { set.draw(on: $0, as: .paragraph, x: $1, y: $2) })
    }
    pieces.keepTogether()
    return pieces
  }
}
