/// Bytes as hexadecimal digits and back: how hashes are written.
package enum Hex {
  /// Two digits a byte, in lower case.
  @inlinable
  package static func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: ascii(bytes), as: UTF8.self) }

  /// ``text(_:)`` as ASCII.
  @inlinable
  package static func ascii(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    append(bytes, to: &text)
    return text
  }

  /// Appends ``ascii(_:)``.
  @inlinable
  package static func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    for byte in bytes {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
  }

  /// The same of an array. Generic code of another module is not specialised in all that calls it, and every entry of the
  /// journal has two hundred digits.
  package static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    text.reserveCapacity(text.count + 2 * bytes.count)
    for byte in bytes {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
  }

  /// The two digits of a byte in upper case, as percent-encoding and quoted-printable have them.
  ///
  /// - Source: RFC 3986, section 2.1; RFC 2045, section 6.7.
  package static func uppercase(_ byte: UInt8) -> [UInt8] {
    ascii([byte]).map { $0 > UInt8(ascii: "9") ? $0 & 0xDF : $0 }
  }

  /// The bytes that the digits stand for; nil for what is not hexadecimal in lower case.
  package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for character in text.utf8 {
      guard let value = value(of: character), !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains(character) else {
        return nil
      }
      if let first = high { bytes.append(first << 4 | value) }
      high = high == nil ? value : nil
    }
    return high == nil ? bytes : nil
  }

  /// What a digit of ASCII counts, in either case, 0 to 15; nil for what is none.
  package static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The digit of a value below 16, in lower case.
  @inlinable
  package static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
