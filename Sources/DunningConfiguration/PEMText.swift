import FoundationEssentials

/// Looks whether a text is what programs take certificates from, without a library for certificates.
///
/// - Source: RFC 7468 5.
enum PEMText {
  private static let (begin, end) = ("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----")

  /// Whether there is a certificate in it, and all of them are whole.
  static func holdsCertificates(_ text: String) -> Bool {
    var (rest, count) = (text[...], 0)
    while let start = rest.firstRange(of: begin) {
      rest = rest[start.upperBound...]
      guard let stop = rest.firstRange(of: end),
        let bytes = Data(base64Encoded: String(rest[..<stop.lowerBound]), options: .ignoreUnknownCharacters),
        isWhole(Array(bytes))
      else { return false }
      rest = rest[stop.upperBound...]
      count += 1
    }
    return count > 0
  }

  /// Whether it is one sequence of DER, no shorter and no longer (X.690 8.1.3).
  private static func isWhole(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 2, bytes[0] == 0x30 else { return false }
    let digits = Int(bytes[1] & 0x7F)
    guard bytes[1] & 0x80 != 0 else { return bytes.count == 2 + digits }
    guard (1...4).contains(digits), bytes.count > 2 + digits else { return false }
    return bytes.count == 2 + digits + bytes[2..<(2 + digits)].reduce(0) { $0 << 8 | Int($1) }
  }
}
