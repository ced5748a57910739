extension StringProtocol {
  /// Without white space and control characters at both ends.
  var trimmed: String {
    let text = String(self)
    if Self.isGraphic(text.utf8.first), Self.isGraphic(text.utf8.last) { return text }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !Self.isBlank($0) }),
      let last = scalars.lastIndex(where: { !Self.isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// ``trimmed``; nil when nothing is left.
  var meant: String? {
    let text = trimmed
    return text.isEmpty ? nil : text
  }

  /// Without any white space: an IBAN as it is compared.
  var squeezed: String { String(String.UnicodeScalarView(unicodeScalars.filter { !Self.isBlank($0) })) }

  /// Whether a byte is a whole character that is seen: most texts begin and end with one.
  private static func isGraphic(_ byte: UInt8?) -> Bool { byte.map { (0x21...0x7E).contains($0) } ?? false }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0x7F || scalar.properties.isWhitespace
  }
}

extension Sequence<String> {
  /// One text of several, each in a line of its own; nil of none.
  var asLines: String? {
    let text = joined(separator: "\n")
    return text.isEmpty ? nil : text
  }
}
