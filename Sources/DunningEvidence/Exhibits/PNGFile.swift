import DunningPaper

/// A PNG of a size that can be drawn.
struct PNGFile: Sendable {
  let name: String
  let bytes: [UInt8]
  /// How high it is shown, in millimetres; nil when the width of the page says it.
  let height: Double?

  /// - Returns: nil for what is no PNG, or one that is too large: a small file can hold a huge image.
  init?(_ bytes: [UInt8], name: String) {
    // Whatever is wrong with it, it is then a file as others are.
    guard let header = try? PNGHeader(bytes) else { return nil }
    let (across, down) = (header.width, header.height)
    (self.name, self.bytes) = (name, bytes)
    let natural = Double(down) * 25.4 / Self.resolution
    let shrunk = min(1, DossierPage.pictureWidth / (Double(across) * 25.4 / Self.resolution))
    height = natural * shrunk > DossierPage.pictureHeight ? DossierPage.pictureHeight : nil
  }

  /// In pixels an inch.
  private static let resolution = 150.0
}
