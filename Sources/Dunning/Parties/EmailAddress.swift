/// An address that mail can be sent to, refused at the door when it could smuggle anything into a header or a command.
///
/// - Source: RFC 5321 4.1.2 (Mailbox), RFC 6531 (UTF-8 in it). Quoted local parts and address literals, which no
///   customer has, are refused.
package struct EmailAddress: Hashable, Sendable {
  /// `local@domain` as it was written.
  package let text: String

  /// - Throws: ``RuleError`` `.invalidAddress` with what is wrong.
  package init(parsing text: String) throws(RuleError) {
    // Nearly every address is plain, and each step of each claim reads one.
    if !Self.isPlain(text) { try Self.check(text) }
    self.text = text
  }

  static func check(_ text: String) throws(RuleError) {
    func refuse(_ reason: String) -> RuleError {
      RuleError(
        .invalidAddress, "\(quoted(text)) is not an e-mail address: \(reason)", hint: "write it as name@example.org")
    }
    guard text.utf8.count <= RuleLimits.addressBytesMax else { throw refuse("it is too long") }
    guard text.unicodeScalars.allSatisfy(Self.isAllowed) else {
      throw refuse("it has a space, a line break or another character that no address has")
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw refuse("it needs exactly one @") }
    guard parts[0].utf8.count <= RuleLimits.localPartBytesMax, Self.hasNoEmptyLabel(parts[0]) else {
      throw refuse("the part before the @ is malformed")
    }
    guard Self.hasNoEmptyLabel(parts[1]), Self.isHostName(parts[1]) else {
      throw refuse("the domain is malformed")
    }
  }

  /// Whether the address is made of letters, digits, `-`, `_` and `+` of ASCII, in labels between dots around one `@`:
  /// all such addresses are good.
  static func isPlain(_ text: String) -> Bool {
    guard text.utf8.count <= RuleLimits.addressBytesMax else { return false }
    var (length, label, last, isDomain) = (0, 0, UInt8(ascii: "."), false)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        label += 1
      case UInt8(ascii: "_"), UInt8(ascii: "+"):
        guard !isDomain else { return false }
        label += 1
      case UInt8(ascii: "-"):
        guard !isDomain || label > 0 else { return false }
        label += 1
      case UInt8(ascii: "."), UInt8(ascii: "@"):
        guard label > 0, label <= 63, !isDomain || last != UInt8(ascii: "-") else { return false }
        if byte == UInt8(ascii: "@") {
          guard !isDomain, length <= RuleLimits.localPartBytesMax else { return false }
          isDomain = true
        }
        label = 0
      default: return false
      }
      length += 1
      last = byte
    }
    return isDomain && label > 0 && label <= 63 && last != UInt8(ascii: "-")
  }

  package var domain: Substring { text.split(separator: "@")[1] }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return switch scalar {
      case "(", ")", "<", ">", "[", "]", ":", ";", ",", "\\", "\"": false
      default: scalar.value > 0x20 && scalar.value < 0x7F
      }
    }
    // Some letters and marks are invisible, and two addresses must not look alike because of one.
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return false }
    return properties.isAlphabetic || properties.generalCategory == .decimalNumber
      || properties.generalCategory == .nonspacingMark
  }

  private static func hasNoEmptyLabel(_ part: Substring) -> Bool {
    part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }

  private static func isHostName(_ domain: Substring) -> Bool {
    domain.split(separator: ".").allSatisfy { label in
      label.utf8.count <= 63 && label.first != "-" && label.last != "-"
        && label.unicodeScalars.allSatisfy { scalar in
          scalar.value >= 0x80 || scalar == "-" || scalar.properties.isAlphabetic
            || scalar.properties.numericType == .decimal
        }
    }
  }
}
