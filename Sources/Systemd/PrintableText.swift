/// Text that can forge neither a second line nor a terminal's escape sequence.
package enum PrintableText {
  /// The text on one line: each control character becomes a space.
  package static func line(_ text: String) -> String {
    replacingControls(in: text) { _ in " " }
  }

  /// The text with its line breaks and tabs; each other control character becomes its picture (`ESC` becomes `␛`).
  ///
  /// journald hands a field that holds others to its readers as an array of bytes.
  package static func lines(_ text: String) -> String {
    replacingControls(in: text) { control in
      switch control.value {
      case 0x09, 0x0A: control
      case 0x00...0x1F: Unicode.Scalar(0x2400 + control.value) ?? "\u{FFFD}"
      case 0x7F: "\u{2421}"
      default: "\u{FFFD}"
      }
    }
  }

  private static func replacingControls(
    in text: String, with replacement: (Unicode.Scalar) -> Unicode.Scalar
  ) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(isControl(scalar) ? replacement(scalar) : scalar)
    }
    return String(result)
  }

  /// C0, DEL and C1.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    default: false
    }
  }
}
