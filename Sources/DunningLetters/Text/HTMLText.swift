/// Escapes text for HTML, in an element or in a quoted attribute.
enum HTMLText {
  /// Byte by byte: a quotation mark with an accent on it is still a quotation mark to a browser.
  static func append(_ text: String, to output: inout [UInt8]) {
    guard text.utf8.contains(where: isSpecial) else { return output.append(text) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): output.append("&lt;" as StaticString)
      case UInt8(ascii: ">"): output.append("&gt;" as StaticString)
      case UInt8(ascii: "&"): output.append("&amp;" as StaticString)
      case UInt8(ascii: "\""): output.append("&quot;" as StaticString)
      case UInt8(ascii: "'"): output.append("&#39;" as StaticString)
      default: output.append(byte)
      }
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }
}
