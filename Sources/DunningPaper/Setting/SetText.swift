import CPango

/// Text broken into lines, ready to be drawn; its lines stand on a grid of their own, whatever fonts are in them.
final class SetText {
  struct Line {
    let line: UnsafeMutablePointer<PangoLayoutLine>
    /// From the left edge of the text, in points.
    let x: Double
  }

  /// Bytes of the text that lead somewhere.
  struct Link {
    let range: Range<Int>
    let target: String
  }

  private let layout: OpaquePointer
  private let links: [Link]
  let lines: [Line]
  let lineHeight: Double
  /// From the top of a line to its baseline.
  let baseline: Double
  /// The width of the widest line.
  let naturalWidth: Double
  let grey: Double

  var height: Double { Double(lines.count) * lineHeight }

  /// Takes the layout over.
  init(layout: OpaquePointer, size: Double, lineHeight: Double, grey: Double, links: [Link] = []) {
    self.layout = layout
    self.links = links
    self.lineHeight = lineHeight
    self.grey = grey
    // Half the height of a capital above the middle of the line.
    baseline = lineHeight / 2 + size * 0.36
    var lines: [Line] = []
    var widest = 0.0
    if let iterator = pango_layout_get_iter(layout) {
      defer { pango_layout_iter_free(iterator) }
      repeat {
        var logical = PangoRectangle()
        pango_layout_iter_get_line_extents(iterator, nil, &logical)
        guard let line = pango_layout_iter_get_line_readonly(iterator) else { continue }
        lines.append(Line(line: line, x: Double(logical.x) / 1024))
        widest = max(widest, Double(logical.width) / 1024)
      } while pango_layout_iter_next_line(iterator) != 0
    }
    self.lines = lines
    naturalWidth = widest
  }

  deinit { cpango_unref(UnsafeMutableRawPointer(layout)) }

  /// Draws the lines of the range one below the other; `y` is the top of the first.
  ///
  /// - Parameter part: what each line without a link is; nil for no part of its own.
  func draw(_ range: Range<Int>, on canvas: Canvas, eachAs part: PaperTag? = nil, x: Double, y: Double) {
    for (row, index) in range.enumerated() {
      draw(lines[index], on: canvas, as: part, x: x + lines[index].x, y: y + Double(row) * lineHeight)
    }
  }

  /// Draws a line, and makes what stands of the links in it a place to click on.
  private func draw(_ line: Line, on canvas: Canvas, as part: PaperTag?, x: Double, y: Double) {
    let show = { canvas.show(line.line, x: x, y: y + self.baseline, grey: self.grey) }
    var isShown = false
    let (start, end) = (
      Int(line.line.pointee.start_index), Int(line.line.pointee.start_index + line.line.pointee.length)
    )
    for link in links {
      let shown = link.range.clamped(to: start..<end)
      guard !shown.isEmpty else { continue }
      let (left, right) = (offset(of: shown.lowerBound, in: line), offset(of: shown.upperBound, in: line))
      canvas.link(to: link.target, x: x + min(left, right), y: y, width: abs(right - left), height: lineHeight) {
        if !isShown { show() }
      }
      isShown = true
    }
    if !isShown { canvas.tagged(part, show) }
  }

  /// From the left edge of the line, in points.
  private func offset(of index: Int, in line: Line) -> Double {
    var x: Int32 = 0
    pango_layout_line_index_to_x(line.line, Int32(index), 0, &x)
    return Double(x) / 1024
  }

  /// Draws all of it as one part of the document's structure.
  func draw(on canvas: Canvas, as tag: PaperTag? = nil, x: Double, y: Double) {
    let part: PaperTag? = tag == nil || lines.count == 1 ? nil : .line
    canvas.tagged(tag) { draw(lines.indices, on: canvas, eachAs: part, x: x, y: y) }
  }
}
