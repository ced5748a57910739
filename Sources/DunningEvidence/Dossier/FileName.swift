/// The name of a file that came from outside, made safe for any system.
enum FileName {
  /// Its name without the ending, in ASCII, and its ending with the dot; where it has none, the one of its type.
  static func parts(of name: String, mediaType: String) -> (base: String, ending: String) {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex, isEnding(name[name.index(after: dot)...]) else {
      return (base(name), endings[mediaType] ?? ".bin")
    }
    return (base(String(name[..<dot])), name[dot...].lowercased())
  }

  private static func base(_ name: String) -> String {
    let base = asciiName(name)
    return base.isEmpty ? "file" : base
  }

  private static func isEnding(_ text: Substring) -> Bool {
    (1...8).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
  }

  private static let endings = [
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "message/rfc822": ".eml", "text/csv": ".csv",
    "text/plain": ".txt",
  ]
}
