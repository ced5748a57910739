import CGMime

/// Turns what a part says into plain Unicode lines.
enum PlainText {
  /// The bytes in Unicode, by the character set that the part names; what cannot be read is replaced.
  static func decoded(_ bytes: [UInt8], charset: String?) -> String {
    // ISO-2022-JP is known by its escapes, and often goes without its name.
    if charset != "iso-2022-jp", bytes.contains(0x1B),
      Phrase("\u{1B}$b").occurs(in: bytes.map { $0 == 0x42 ? 0x62 : $0 }),
      let text = converted(bytes, from: "iso-2022-jp")
    {
      return text
    }
    let isPlain = charset.map { ["utf-8", "utf8", "us-ascii", "ascii", ""].contains($0) } ?? true
    if !isPlain, let charset, let text = converted(bytes, from: charset) { return text }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return converted(bytes, from: "windows-1252") ?? String(decoding: bytes, as: UTF8.self)
  }

  private static func converted(_ bytes: [UInt8], from charset: String) -> String? {
    let name = charset == "gb2312" ? "gb18030" : charset
    var written: gsize = 0
    let text = bytes.withUnsafeBytes { raw in
      g_convert_with_fallback(
        raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count, "UTF-8", name, "?", nil, &written, nil)
    }
    guard let text else { return nil }
    defer { g_free(text) }
    return String(decoding: UnsafeRawBufferPointer(start: text, count: Int(written)), as: UTF8.self)
  }

  /// A header value on one line.
  static func unfolded(_ value: String) -> String {
    value.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
  }

  /// The text on one line that shows itself as it is: what controls a terminal or turns the reading direction becomes a
  /// blank, for it is told to people later.
  static func shown(_ text: String, charactersMax: Int) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(charactersMax) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        line.append(" ")
      default: line.append(scalar)
      }
    }
    return String(line).trimmed
  }

  /// What a reader of a page sees, line by line.
  static func readable(html: String) -> String {
    var text = ""
    var tag: String?
    var isHidden = false
    for character in html {
      if let open = tag {
        guard character == ">" else {
          tag = open.utf8.count < 20 ? open + String(character) : open
          continue
        }
        let name = open.lowercased().prefix { $0.isLetter || $0 == "/" }
        if breaks.contains(String(name.drop { $0 == "/" })) { text.append("\n") }
        if hidden.contains(String(name.drop { $0 == "/" })) { isHidden = !name.hasPrefix("/") }
        tag = nil
      } else if character == "<" {
        tag = ""
      } else if !isHidden {
        text.append(character)
      }
    }
    return entities.reduce(text) { $0.replacing($1.name, with: $1.character) }
  }

  private static let breaks: Set<String> = [
    "br", "p", "div", "tr", "td", "li", "h", "hr", "table", "pre", "blockquote",
  ]
  private static let hidden: Set<String> = ["style", "script", "head"]
  private static let entities: [(name: String, character: String)] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&#39;", "'"), ("&#64;", "@"),
    ("&amp;", "&"),
  ]
}
