/// What the first bytes of a PNG say of its size. A small file can unfold into gigabytes, so they are read before any
/// library is asked to unfold it.
///
/// - Source: PNG (third edition), 5.2 (signature), 5.3 (chunks), 11.2.1 (IHDR).
package struct PNGHeader: Hashable, Sendable {
  /// In pixels.
  package let width: Int
  /// In pixels.
  package let height: Int

  /// - Throws: ``PaperError`` `.invalidImage` for what is no PNG, or one that is too large to be drawn.
  package init(_ bytes: [UInt8]) throws(PaperError) {
    guard bytes.count > Self.start.count + 13, bytes.starts(with: Self.start) else { throw Self.unreadable }
    func number(_ index: Int) -> Int { bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) } }
    (width, height) = (number(Self.start.count), number(Self.start.count + 4))
    guard width > 0, height > 0 else { throw Self.unreadable }
    guard width <= Self.sideMax, height <= Self.sideMax, width * height <= Self.pixelsMax else {
      throw PaperError(
        .invalidImage, "the image has \(width) x \(height) pixels, and can have \(Self.pixelsMax / 1_000_000) million",
        hint: "scale it down, to 300 dots an inch or fewer")
    }
  }

  static let unreadable = PaperError(.invalidImage, "the image is no readable PNG", hint: "save it as PNG anew")

  /// The signature, and the length and name of the chunk that must come first.
  private static let start: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
  ]
  /// Four bytes each when it is drawn.
  private static let pixelsMax = 40_000_000
  /// What Cairo draws, in pixels.
  private static let sideMax = 32_767
}
