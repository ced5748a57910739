/// Which font families a document asks for, by its language.
package enum PaperFonts {
  /// Noto Sans, then the CJK family whose shapes the language writes, then what covers further scripts.
  ///
  /// - Parameter language: a BCP 47 tag. Han characters differ between Chinese, Japanese and Korean although Unicode
  ///   gives them one number, so the family has to be chosen; a document in no CJK language gets the simplified shapes.
  package static func families(for language: String) -> [String] {
    ["Noto Sans", "Noto Sans CJK \(hanRegion(language))"] + further
  }

  /// The same with serifs: 宋体 for Chinese, 明朝 for Japanese, in which the digits and quotation marks are set as well.
  ///
  /// - Parameter language: a BCP 47 tag, as for ``families(for:)``.
  package static func seriffed(for language: String) -> [String] {
    ["Noto Serif CJK \(hanRegion(language))"] + families(for: language)
  }

  /// The scripts of fonts-noto-core that are most often met in names; DejaVu is what a bare system has.
  private static let further = [
    "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "DejaVu Sans",
  ]

  /// The letters by which Noto tells its CJK families apart.
  private static func hanRegion(_ tag: String) -> String {
    let subtags = tag.lowercased().split(separator: "-")
    switch subtags.first {
    case "ja": return "JP"
    case "ko": return "KR"
    case "zh" where subtags.contains("hk") || subtags.contains("mo"): return "HK"
    case "zh" where subtags.contains("hant") || subtags.contains("tw"): return "TC"
    default: return "SC"
    }
  }

  /// True for a language that is written from right to left.
  static func isRightToLeft(_ language: String) -> Bool {
    guard let first = language.lowercased().split(separator: "-").first else { return false }
    return ["ar", "fa", "he", "iw", "ps", "ur", "yi"].contains(first)
  }
}
