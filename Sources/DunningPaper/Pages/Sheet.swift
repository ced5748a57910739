/// What surrounds the flow of text: boxes, running head, foot, slip.
struct Sheet {
  private static let footGapMillimetres = 5.0
  private static let footEdgeMillimetres = 8.0
  private static let footStyle = PaperTextStyle(scale: 0.72, grey: 0.25, leading: 1.3)

  private let document: PaperDocument
  private let setter: BlockSetter
  private let boxes: [(x: Double, y: Double, pieces: [Piece])]
  private let slipBoxes: [(x: Double, y: Double, pieces: [Piece])]
  private let foot: Piece?
  /// Where the flow of text ends, in points from the top.
  let bottom: Double

  init(_ document: PaperDocument, _ setter: BlockSetter) throws(PaperError) {
    self.document = document
    self.setter = setter
    boxes = try Self.set(document.boxes, setter)
    slipBoxes = try Self.set(document.slip?.boxes ?? [], setter)
    let sheetHeight = Points.from(millimetres: document.sheet.height)
    let width = Points.from(millimetres: document.sheet.width - document.margins.left - document.margins.right)
    foot = try document.foot.map { (foot) throws(PaperError) in try Self.set(foot, setter, width: width) }
    let margin = Points.from(millimetres: document.margins.bottom)
    let above = foot.map {
      $0.height + Points.from(millimetres: Self.footGapMillimetres + Self.footEdgeMillimetres)
    }
    bottom = sheetHeight - max(margin, above ?? 0)
  }

  /// Draws all of it for one page of so many.
  func draw(_ page: Paginator.Page, of pages: Int, on canvas: Canvas) throws(PaperError) {
    let isFirst = page.number == 1
    if isFirst { drawFirst(on: canvas) } else { try drawHead(page.number, pages, on: canvas.untagged) }
    let hasSlip = page.isLast && document.slip != nil
    // A paragraph may be open from the page before, so only what stands on the first is a part of its own.
    if !hasSlip { try drawFoot(page.number, pages, on: isFirst ? canvas : canvas.untagged) }
    for placed in page.placed {
      placed.piece.set(on: placed.isRepeated ? canvas.untagged : canvas, x: placed.x, y: placed.y)
    }
    if hasSlip { drawSlip(on: canvas) }
  }

  private func drawFirst(on canvas: Canvas) {
    for line in document.lines { canvas.line(line) }
    for box in boxes { box.pieces.drawStacked(on: canvas, x: box.x, y: box.y) }
  }

  private func drawHead(_ number: Int, _ pages: Int, on canvas: Canvas) throws(PaperError) {
    guard let head = document.runningHead else { return }
    let left = Points.from(millimetres: document.margins.left)
    let width = Points.from(millimetres: document.sheet.width - document.margins.left - document.margins.right)
    let style = PaperTextStyle(scale: 0.85, leading: 1.3)
    let page = try setter.text.set(
      PaperText(Self.numbered(head.pageText, number, pages)), Self.atEnd(style), width: width)
    let text = try setter.text.set(head.text, style, width: width - page.naturalWidth - 12)
    let y = Points.from(millimetres: document.margins.top) - 12 - text.height - 6
    text.draw(on: canvas, x: left, y: y)
    page.draw(on: canvas, x: left, y: y)
    let rule = y + text.height + 3
    canvas.line(fromX: left, fromY: rule, toX: left + width, toY: rule, width: 0.4, grey: 0.4)
  }

  private func drawFoot(_ number: Int, _ pages: Int, on canvas: Canvas) throws(PaperError) {
    guard let foot = document.foot, let piece = self.foot else { return }
    let left = Points.from(millimetres: document.margins.left)
    let edge = Points.from(millimetres: document.sheet.height - Self.footEdgeMillimetres)
    piece.draw(canvas, left, edge - piece.height)
    guard let pageText = foot.pageText else { return }
    let width = Points.from(millimetres: document.sheet.width - document.margins.left - document.margins.right)
    let text = try setter.text.set(
      PaperText(Self.numbered(pageText, number, pages)), Self.atEnd(Self.footStyle), width: width)
    text.draw(on: canvas, x: left, y: edge - text.lineHeight)
  }

  private func drawSlip(on canvas: Canvas) {
    guard let slip = document.slip else { return }
    let top = Points.from(millimetres: document.sheet.height - slip.height)
    for line in slip.lines { canvas.line(line, y: top) }
    for box in slipBoxes { box.pieces.drawStacked(on: canvas, x: box.x, y: top + box.y) }
  }

  private static func atEnd(_ style: PaperTextStyle) -> PaperTextStyle {
    var style = style
    style.alignment = .end
    return style
  }

  private static func numbered(_ pattern: String, _ number: Int, _ pages: Int) -> String {
    pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, part in
      guard index > 0, let close = part.firstIndex(of: "}") else { return String(part) }
      let rest = part[part.index(after: close)...]
      switch part[..<close] {
      case "page": return "\(number)\(rest)"
      case "pages": return "\(pages)\(rest)"
      default: return "{\(part)"
      }
    }.joined()
  }

  private static func set(_ foot: PaperFoot, _ setter: BlockSetter, width: Double) throws(PaperError) -> Piece {
    let gap = Points.from(millimetres: 4)
    let count = Double(max(1, foot.columns.count))
    let columnWidth = (width - gap * (count - 1)) / count
    var columns: [SetText] = []
    for lines in foot.columns {
      let text = PaperText(
        lines.enumerated().flatMap { index, line in (index == 0 ? [] : [PaperSpan("\n")]) + line.spans })
      columns.append(try setter.text.set(text, footStyle, width: columnWidth))
    }
    let rule = 4.0
    let line = setter.text.size * footStyle.scale * 1.3
    let height = max(columns.map(\.height).max() ?? 0, foot.pageText == nil ? 0 : line)
    return Piece(height: rule + height) { canvas, x, y in
      if !columns.isEmpty { canvas.line(fromX: x, fromY: y, toX: x + width, toY: y, width: 0.4, grey: 0.5) }
      for (index, column) in columns.enumerated() {
        column.draw(on: canvas, as: .paragraph, x: x + Double(index) * (columnWidth + gap), y: y + rule)
      }
    }
  }

  private static func set(
    _ boxes: [PaperBox], _ setter: BlockSetter
  ) throws(PaperError) -> [(x: Double, y: Double, pieces: [Piece])] {
    var result: [(x: Double, y: Double, pieces: [Piece])] = []
    for box in boxes { result.append(try set(box, setter)) }
    return result
  }

  /// In the largest type in which it fits.
  private static func set(
    _ box: PaperBox, _ setter: BlockSetter
  ) throws(PaperError) -> (x: Double, y: Double, pieces: [Piece]) {
    let (width, height) = (Points.from(millimetres: box.width), Points.from(millimetres: box.height))
    let (x, y) = (Points.from(millimetres: box.x), Points.from(millimetres: box.y))
    for scale in [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6] where scale >= box.scaleMin || scale == 1 {
      let scaled = BlockSetter(text: setter.text.scaled(by: scale))
      let pieces = try scaled.pieces(box.blocks, width: width)
      let rest = height - pieces.stackedHeight
      guard rest >= -0.5 else { continue }
      let offset = box.anchor == .top ? 0 : box.anchor == .center ? rest / 2 : rest
      return (x, y + offset, pieces)
    }
    throw PaperError(
      .tooLarge, "the text for \(box.name) does not fit into \(box.width) × \(box.height) mm",
      hint: "shorten its lines or leave some out")
  }
}
