/// What may stand in a header: nothing here strips or repairs, it refuses.
enum HeaderCheck {
  /// Refuses text that could end a header line or hide in one: controls, line and paragraph separators.
  static func check(
    _ text: String, as what: String, bytesMax: Int, _ code: MailError.Code = .invalidHeader
  ) throws(MailError) {
    guard text.utf8.count <= bytesMax else { throw MailError(code, "\(what) is longer than \(bytesMax) bytes") }
    for scalar in text.unicodeScalars where scalar != "\t" && isBreaking(scalar) {
      throw MailError(code, "\(what) contains the control character U+\(hexadecimal(scalar))")
    }
  }

  /// Refuses what is not a field name (RFC 5322 2.2: printable ASCII without the colon).
  static func checkName(_ name: String) throws(MailError) {
    guard (1...76).contains(name.utf8.count), name.utf8.allSatisfy({ (33...126).contains($0) && $0 != 0x3A }) else {
      throw MailError(.invalidHeader, "a header name is empty, too long or not plain ASCII")
    }
  }

  /// Refuses what is not a Message-ID without its brackets (RFC 5322 3.6.4: two dot-atoms and an at sign).
  static func checkMessageID(_ id: String) throws(MailError) {
    let halves = id.split(separator: "@", omittingEmptySubsequences: false)
    guard id.utf8.count <= MailLimits.messageIDBytesMax, halves.count == 2, halves.allSatisfy(isDotAtom) else {
      throw MailError(.invalidHeader, "a Message-ID is not of the form left@right in plain ASCII")
    }
  }

  /// Whether text is a dot-atom in ASCII (RFC 5322 3.2.3).
  static func isDotAtom(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.unicodeScalars.allSatisfy(isAtomText)
    }
  }

  /// Whether a scalar is `atext` (RFC 5322 3.2.3).
  static func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    case "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|", "}", "~": true
    default: false
    }
  }

  private static func isBreaking(_ scalar: Unicode.Scalar) -> Bool {
    // Most headers are ASCII, and to ask for a scalar's properties takes its time.
    if (0x20..<0x7F).contains(scalar.value) { return false }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
