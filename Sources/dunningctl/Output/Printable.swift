/// The text without what could move the cursor, colour the screen or turn the direction of writing: names and mail
/// servers' replies come from strangers.
func printable(_ text: String) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: shown.append(" ")
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: shown.append("\u{FFFD}")
    default: shown.append(scalar)
    }
  }
  return String(shown)
}

/// The lines of a text by a stranger, each of them printable.
func printable(lines bytes: [UInt8]) -> String {
  bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
    printable(String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self))
  }.joined(separator: "\n")
}
