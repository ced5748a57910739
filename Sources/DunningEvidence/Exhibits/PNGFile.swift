/// A PNG of a size that can be drawn (PNG, third edition, 5.2 and 11.2.1).
struct PNGFile: Sendable {
  let name: String
  let bytes: [UInt8]
  /// How high it is shown, in millimetres; nil when the width of the page says it.
  let height: Double?

  /// - Returns: nil for what is no PNG, or one of more than ``pixelsMax``: a small file can hold a huge image.
  init?(_ bytes: [UInt8], name: String) {
    guard bytes.count > 33, bytes.starts(with: Self.signature) else { return nil }
    func number(_ index: Int) -> Int { bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) } }
    let (across, down) = (number(16), number(20))
    guard across > 0, down > 0, across <= Self.pixelsMax / down else { return nil }
    (self.name, self.bytes) = (name, bytes)
    let natural = Double(down) * 25.4 / Self.resolution
    let shrunk = min(1, DossierPage.pictureWidth / (Double(across) * 25.4 / Self.resolution))
    height = natural * shrunk > DossierPage.pictureHeight ? DossierPage.pictureHeight : nil
  }

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// In pixels an inch.
  private static let resolution = 150.0
  private static let pixelsMax = 40_000_000
}
