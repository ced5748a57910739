/// Numbers of accounts that prove themselves.
enum IBAN {
  /// Whether the text, without spaces, is an IBAN with the right check digits.
  ///
  /// - Source: ISO 13616; the remainder by 97 of ISO 7064.
  static func isWhole(_ text: String) -> Bool {
    let bytes = Array(text.uppercased().utf8)
    guard (15...34).contains(bytes.count), bytes.prefix(2).allSatisfy({ (0x41...0x5A).contains($0) }) else {
      return false
    }
    var remainder = 0
    for byte in bytes.dropFirst(4) + bytes.prefix(4) {
      switch byte {
      case 0x30...0x39: remainder = (remainder * 10 + Int(byte - 0x30)) % 97
      case 0x41...0x5A: remainder = (remainder * 100 + Int(byte - 0x41) + 10) % 97
      default: return false
      }
    }
    return remainder == 1
  }
}
