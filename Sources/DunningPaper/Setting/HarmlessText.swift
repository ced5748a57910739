/// Makes text safe to set: nothing in it can steer how what follows is shown.
enum HarmlessText {
  /// Control characters become spaces, line ends stay; direction overrides and embeddings, invisible tags and soft
  /// hyphens go; isolates stay when each is closed.
  ///
  /// - Source: UAX #9 (directional formatting characters), UTS #55 on source spoofing.
  static func clean(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A }
    if isPlain { return text }
    let keepsIsolates = hasBalancedIsolates(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: result.append(" ")
      case 0xAD, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0xFEFF, 0xFFF9...0xFFFC, 0xE0000...0xE007F: continue
      case 0x2066...0x2069: if keepsIsolates { result.append(scalar) }
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func hasBalancedIsolates(_ scalars: String.UnicodeScalarView) -> Bool {
    var depth = 0
    for scalar in scalars {
      switch scalar.value {
      case 0x2066...0x2068: depth += 1
      case 0x2069:
        depth -= 1
        if depth < 0 { return false }
      // An isolate ends with its paragraph.
      case 0x0A: if depth != 0 { return false }
      default: break
      }
    }
    return depth == 0
  }
}
