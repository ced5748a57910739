import CPango

/// The page that is being drawn; lengths are points from its upper left corner.
struct Canvas {
  let cairo: OpaquePointer
  /// Whether what is drawn says what it is.
  var isTagged = false

  /// The same page for what stands there again on each of them, such as its head: nobody wants to hear it twice.
  var untagged: Canvas { Canvas(cairo: cairo) }

  func begin(_ tag: PaperTag) { if isTagged { cairo_tag_begin(cairo, tag.rawValue, "") } }

  func end(_ tag: PaperTag) { if isTagged { cairo_tag_end(cairo, tag.rawValue) } }

  /// What is drawn is one part of the document's structure; nil for none of its own.
  func tagged(_ tag: PaperTag?, _ draw: () -> Void) {
    if let tag { begin(tag) }
    draw()
    if let tag { end(tag) }
  }

  func show(_ line: UnsafeMutablePointer<PangoLayoutLine>, x: Double, y: Double, grey: Double) {
    cairo_set_source_rgb(cairo, grey, grey, grey)
    cairo_move_to(cairo, x, y)
    pango_cairo_show_layout_line(cairo, line)
  }

  func line(
    fromX: Double, fromY: Double, toX: Double, toY: Double, width: Double, grey: Double = 0, dashes: [Double] = []
  ) {
    cairo_set_source_rgb(cairo, grey, grey, grey)
    cairo_set_line_width(cairo, width)
    dashes.withUnsafeBufferPointer { cairo_set_dash(cairo, $0.baseAddress, Int32($0.count), 0) }
    cairo_move_to(cairo, fromX, fromY)
    cairo_line_to(cairo, toX, toY)
    cairo_stroke(cairo)
  }

  func line(_ line: PaperLine, x: Double = 0, y: Double = 0) {
    let point = Points.from(millimetres:)
    self.line(
      fromX: x + point(line.fromX), fromY: y + point(line.fromY), toX: x + point(line.toX), toY: y + point(line.toY),
      width: line.width, dashes: line.dashes)
  }

  /// The outline of a square.
  func frame(x: Double, y: Double, side: Double, lineWidth: Double) {
    cairo_set_source_rgb(cairo, 0, 0, 0)
    cairo_set_line_width(cairo, lineWidth)
    cairo_set_dash(cairo, nil, 0, 0)
    cairo_rectangle(cairo, x, y, side, side)
    cairo_stroke(cairo)
  }

  /// Rectangles as one shape, so that no seam shows where two of them meet.
  func fill(_ rectangles: [(x: Double, y: Double, width: Double, height: Double)], grey: Double = 0) {
    cairo_set_source_rgb(cairo, grey, grey, grey)
    for rectangle in rectangles {
      cairo_rectangle(cairo, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
    }
    cairo_fill(cairo)
  }

  /// A place to click on.
  ///
  /// - Parameter draw: what is the link's own text, in the structure of the document.
  func link(
    to target: String, x: Double, y: Double, width: Double, height: Double, _ draw: () -> Void = {}
  ) {
    let attributes = "rect=[\(x) \(y) \(width) \(height)] uri='\(Self.attribute(target))'"
    if !isTagged { draw() }
    cairo_tag_begin(cairo, CAIRO_TAG_LINK, attributes)
    if isTagged { draw() }
    cairo_tag_end(cairo, CAIRO_TAG_LINK)
  }

  /// ASCII in which nothing ends the quotation.
  ///
  /// - Source: RFC 3987, section 3.1, for what is not ASCII.
  private static func attribute(_ target: String) -> String {
    target.utf8.reduce(into: "") { text, byte in
      let isPlain = (0x21..<0x7F).contains(byte) && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
      if isPlain {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
      }
    }
  }

  func image(_ surface: OpaquePointer, x: Double, y: Double, scaleX: Double, scaleY: Double) {
    cairo_save(cairo)
    cairo_translate(cairo, x, y)
    cairo_scale(cairo, scaleX, scaleY)
    cairo_set_source_surface(cairo, surface, 0, 0)
    cairo_paint(cairo)
    cairo_restore(cairo)
  }
}
