/// A person's or firm's place in a message: an address, and the name shown beside it.
///
/// - Source: RFC 5321 4.1.2, RFC 6531 3.3 (non-ASCII addresses).
package struct Mailbox: Sendable, Hashable, CustomStringConvertible {
  /// The name shown to people, or `nil`.
  package let name: String?
  /// The address as it was given.
  package let address: String
  /// The address as it travels: the domain in its ASCII form.
  package let wireAddress: String

  /// Checks an address, `local@domain`, and a display name; the domain may be in Unicode.
  ///
  /// - Throws: ``MailError`` with code `.invalidAddress` if either could not stand in a header or an envelope, or the domain
  ///   is an address literal (`[192.0.2.1]`), which no debtor has.
  package init(address: String, name: String? = nil) throws(MailError) {
    guard address.utf8.count <= MailLimits.addressBytesMax else {
      throw MailError(.invalidAddress, "an address is longer than \(MailLimits.addressBytesMax) bytes")
    }
    guard let at = address.lastIndex(of: "@") else {
      throw MailError(.invalidAddress, "an address has no @", hint: "write it as name@domain")
    }
    let local = address[..<at]
    let domain = address[address.index(after: at)...]
    try Self.checkLocalPart(local)
    try Self.checkDomain(domain)
    let name = name.flatMap { $0.isEmpty ? nil : $0 }
    if let name {
      let bytesMax = MailLimits.displayNameBytesMax
      try HeaderCheck.check(name, as: "a display name", bytesMax: bytesMax, .invalidAddress)
    }
    let asciiDomain = domain.utf8.allSatisfy { $0 < 0x80 } ? String(domain) : try GMime.asciiDomain(of: String(domain))
    self.name = name
    self.address = address
    wireAddress = "\(local)@\(asciiDomain)"
    guard wireAddress.utf8.count <= MailLimits.addressBytesMax else {
      throw MailError(.invalidAddress, "an address is longer than \(MailLimits.addressBytesMax) bytes in ASCII")
    }
  }

  /// Whether a server must offer SMTPUTF8 to take this address: its local part is not ASCII (RFC 6531).
  package var needsSMTPUTF8: Bool { !wireAddress.utf8.allSatisfy { $0 < 0x80 } }

  /// The address alone, as it was given.
  package var description: String { address }

  private static func checkLocalPart(_ local: Substring) throws(MailError) {
    guard (1...MailLimits.localPartBytesMax).contains(local.utf8.count) else {
      throw MailError(.invalidAddress, "the part before the @ is empty or longer than 64 bytes")
    }
    guard isDotString(local) || isQuotedString(local) else {
      throw MailError(.invalidAddress, "the part before the @ contains a character that no address has")
    }
  }

  private static func isDotString(_ local: Substring) -> Bool {
    local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.unicodeScalars.allSatisfy { HeaderCheck.isAtomText($0) || isInternational($0) }
    }
  }

  /// A quoted local part without spaces: they are legal, but nobody has them, and they are where injection hides.
  private static func isQuotedString(_ local: Substring) -> Bool {
    guard local.utf8.count > 2, local.first == "\"", local.last == "\"" else { return false }
    var escaped = false
    for byte in local.dropFirst().dropLast().utf8 {
      guard (33...126).contains(byte) else { return false }
      if !escaped, byte == UInt8(ascii: "\"") { return false }
      escaped = !escaped && byte == UInt8(ascii: "\\")
    }
    return !escaped
  }

  private static func checkDomain(_ domain: Substring) throws(MailError) {
    for label in domain.split(separator: ".", omittingEmptySubsequences: false) {
      guard
        (1...MailLimits.domainLabelBytesMax).contains(label.utf8.count),
        label.first != "-", label.last != "-",
        label.unicodeScalars.allSatisfy({ isLetterDigitHyphen($0) || isInternational($0) })
      else {
        throw MailError(.invalidAddress, "the part after the @ is not a domain name")
      }
    }
  }

  private static func isLetterDigitHyphen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-": true
    default: false
    }
  }

  /// Letters, marks, numbers and symbols beyond ASCII: no separators, no controls, no invisible formatting.
  private static func isInternational(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return false }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber, .letterNumber, .otherNumber, .otherSymbol:
      true
    default: false
    }
  }
}
