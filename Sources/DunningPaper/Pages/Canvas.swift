import CPango

/// The page that is being drawn; lengths are points from its upper left corner.
struct Canvas {
  let cairo: OpaquePointer

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
  func link(to target: String, x: Double, y: Double, width: Double, height: Double) {
    let attributes = "rect=[\(x) \(y) \(width) \(height)] uri='\(Self.attribute(target))'"
    cairo_tag_begin(cairo, CAIRO_TAG_LINK, attributes)
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
