/// Bytes as text where a format does not say in which encoding: UTF-8 if they are, else Windows-1252, in which no bytes
/// are impossible.
enum TextEncoding {
  static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: bytes.lazy.map(scalar))
    return String(scalars)
  }

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    (0x80...0x9F).contains(byte) ? upper[Int(byte - 0x80)] : Unicode.Scalar(byte)
  }

  /// 0x80 to 0x9F, where Windows-1252 is not Latin-1; what it leaves free is the control character of Latin-1.
  ///
  /// - Source: the WHATWG's encoding standard, index windows-1252.
  private static let upper = Array(
    """
    €\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ
    """.unicodeScalars)
}
