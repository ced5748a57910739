extension LetterLanguage {
  /// The languages that dates and sums can be written in; templates in others are refused.
  static let known: [LetterLanguage] = [
    english, british, american, german, dutch, french, spanish, italian, simplifiedChinese, japanese,
  ]

  static func known(_ tag: String) -> LetterLanguage? { known.first { $0.tag == tag } }

  /// What a table has for a language, else for the one that it is a variety of.
  static func entry<Words>(for tag: String, in words: [String: Words]) -> Words? {
    words[tag] ?? known(tag)?.base.flatMap { words[$0] }
  }
}
