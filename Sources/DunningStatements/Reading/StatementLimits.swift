/// How much of a file is kept at once: honest files are far below, and what is above is refused.
package enum StatementLimits {
  /// Bytes of one line.
  static let lineBytesMax = 1 << 20
  /// Bytes at the beginning by which a file is recognised.
  static let recognitionBytes = 1 << 16
  /// Parts of one entry.
  static let partsMax = 200_000
  /// Bytes of all texts of one entry with its parts.
  static let entryBytesMax = 64 << 20
  /// Bytes of one value in it.
  static let valueBytesMax = 64 << 10
  /// Elements of XML or aggregates of OFX inside each other.
  static let depthMax = 64
  /// Lines of the details of one entry.
  static let detailLinesMax = 10_000
}
