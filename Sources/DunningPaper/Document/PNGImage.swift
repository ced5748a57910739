import CPango

/// A decoded PNG.
final class PNGImage {
  let surface: OpaquePointer
  /// In pixels.
  let width: Double
  let height: Double

  private struct Source {
    var rest: UnsafeRawBufferPointer
  }

  /// - Throws: ``PaperError`` `.invalidImage`.
  init(_ bytes: [UInt8]) throws(PaperError) {
    // The library makes room for all that the file says of itself.
    _ = try PNGHeader(bytes)
    let surface = bytes.withUnsafeBytes { buffer in
      var source = Source(rest: buffer)
      return cairo_image_surface_create_from_png_stream(
        { closure, data, length in
          guard let source = closure?.assumingMemoryBound(to: Source.self), let data,
            source.pointee.rest.count >= Int(length), let start = source.pointee.rest.baseAddress
          else { return CAIRO_STATUS_READ_ERROR }
          data.update(from: start.assumingMemoryBound(to: UInt8.self), count: Int(length))
          source.pointee.rest = UnsafeRawBufferPointer(rebasing: source.pointee.rest.dropFirst(Int(length)))
          return CAIRO_STATUS_SUCCESS
        }, &source)
    }
    guard let surface, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      cairo_image_surface_get_width(surface) > 0, cairo_image_surface_get_height(surface) > 0
    else {
      if let surface { cairo_surface_destroy(surface) }
      throw PNGHeader.unreadable
    }
    self.surface = surface
    width = Double(cairo_image_surface_get_width(surface))
    height = Double(cairo_image_surface_get_height(surface))
  }

  deinit { cairo_surface_destroy(surface) }
}
