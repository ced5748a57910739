import CPango

/// Finds the character that no font has.
enum MissingGlyph {
  static func error(in text: SetText, _ content: [UInt8]) -> PaperError {
    let index = text.lines.lazy.compactMap { firstIndex(in: $0.line) }.first ?? 0
    let rest = String(decoding: content[index...], as: UTF8.self)
    guard let scalar = rest.unicodeScalars.first else { return PaperError(.missingGlyph, "no font has a character") }
    let code = String(scalar.value, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: max(0, 4 - code.count)) + code
    let before = String(decoding: content[..<index], as: UTF8.self).suffix(20)
    var error = PaperError(
      .missingGlyph, "no font has the character \"\(scalar)\" (U+\(number)) in \"\(before)\(rest.prefix(20))\"",
      hint: hint(for: scalar))
    error.missing = scalar
    return error
  }

  /// What to install or to change; the packages are Debian's.
  static func hint(for scalar: Unicode.Scalar) -> String {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .privateUse, .unassigned: return "the character means nothing outside one machine: write another in its place"
    default: break
    }
    if properties.isEmojiPresentation { return "leave the emoji out" }
    if properties.isUnifiedIdeograph {
      return "install fonts-noto-cjk, and fonts-hanazono for the rarest, or write the usual form of the character"
    }
    return "install a font of its script, e.g. from fonts-noto-core or fonts-noto-extra, or spell it otherwise"
  }

  /// Where in the text the first glyph stands that is none, as an index of bytes.
  private static func firstIndex(in line: UnsafeMutablePointer<PangoLayoutLine>) -> Int? {
    var found: Int?
    var node = line.pointee.runs
    while let element = node {
      let run = element.pointee.data.assumingMemoryBound(to: PangoGlyphItem.self).pointee
      if let item = run.item, let string = run.glyphs, let clusters = string.pointee.log_clusters,
        let glyphs = string.pointee.glyphs
      {
        for index in 0..<Int(string.pointee.num_glyphs) where cpango_is_unknown(glyphs[index].glyph) != 0 {
          let place = Int(item.pointee.offset) + Int(clusters[index])
          found = min(found ?? place, place)
        }
      }
      node = element.pointee.next
    }
    return found
  }
}
