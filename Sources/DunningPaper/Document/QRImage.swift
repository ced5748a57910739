import CPango

/// A QR code as a picture for a screen.
package enum QRImage {
  /// White squares around the code, which a camera needs to find it on a dark screen.
  ///
  /// - Source: ISO/IEC 18004, 6.3.8: four squares on each side.
  private static let quietZone = 4

  /// The code as a PNG in black and white: the same bytes for the same payload and library.
  ///
  /// - Parameter pixels: how many a square has on each side.
  /// - Returns: the file, and how many pixels wide and high it is.
  /// - Throws: ``PaperError`` `.invalidCode` for a payload that no symbol up to the version holds.
  package static func png(
    _ payload: [UInt8], versionMax: Int, pixels: Int
  ) throws(PaperError) -> (bytes: [UInt8], side: Int) {
    let symbol = try QRSymbol(payload, versionMax: versionMax)
    let side = (symbol.width + 2 * quietZone) * pixels
    // One bit a pixel; what is painted is white.
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A1, Int32(side), Int32(side)),
      let cairo = cairo_create(surface)
    else { throw PaperError(.writeFailed, "there is no memory for a code") }
    defer {
      cairo_destroy(cairo)
      cairo_surface_destroy(surface)
    }
    cairo_paint(cairo)
    cairo_set_operator(cairo, CAIRO_OPERATOR_CLEAR)
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE)
    let margin = Double(quietZone * pixels)
    for dark in symbol.rectangles(x: margin, y: margin, side: Double(symbol.width * pixels)) {
      cairo_rectangle(cairo, dark.x, dark.y, dark.width, dark.height)
    }
    cairo_fill(cairo)
    let output = Output()
    let status = cairo_surface_write_to_png_stream(
      surface,
      { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let output = Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
        output.bytes += UnsafeBufferPointer(start: data, count: Int(length))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(output).toOpaque())
    guard status == CAIRO_STATUS_SUCCESS else {
      throw PaperError(.writeFailed, "the code cannot be written as a picture")
    }
    return (output.bytes, side)
  }

  /// What cairo's callback hands the bytes to.
  private final class Output {
    var bytes: [UInt8] = []
  }
}
