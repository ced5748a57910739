/// How a language writes letters on paper, whatever sheet they stand on.
struct LetterCustom: Sendable {
  /// How far the first line of a paragraph is moved in, in ems.
  var firstIndent = 0.0
  /// The room between paragraphs, in lines.
  var paragraphGap = 0.5
  /// True for a typeface with serifs (宋体, 明朝), in which letters to firms and offices are expected.
  var hasSerifs = false
  /// The size of the type, in points.
  var size = 10.0
  /// The distance of baselines, as a multiple of the size.
  var leading = 1.34
  /// True where the name of the document stands in the middle.
  var centersTitle = false
  /// True where the sender's name and the date close the letter at its lower right.
  var signsAtEnd = false
  /// What follows the name of a firm, and that of anyone else.
  var firmSuffix = ""
  var personSuffix = ""
  /// The country in whose addresses the name comes last, ISO 3166-1 alpha-2.
  var namesLastIn: String?
  /// What stands before the name and before the address where no window shows them.
  var namePrefix = ""
  var addressPrefix: String?

  /// - Parameter language: the tag of a folder of templates.
  init(language: String) {
    switch language {
    case "zh-Hans": setChinese()
    case "ja": setJapanese()
    default: break
    }
  }

  /// - Source: the order of a Chinese letter (书信格式): 称谓 at the edge, paragraphs moved in by two characters, 落款 at
  ///   the lower right.
  private mutating func setChinese() {
    (firstIndent, paragraphGap, hasSerifs, size, leading) = (2, 0.1, true, 10.5, 1.5)
    (centersTitle, signsAtEnd) = (true, true)
    (namePrefix, addressPrefix) = ("致：", "地址：")
  }

  /// - Source: the order of a Japanese business letter (社外文書): 御中 for firms, 様 for persons, the name below the
  ///   address, paragraphs moved in by one character.
  private mutating func setJapanese() {
    (firstIndent, paragraphGap, hasSerifs, size, leading) = (1, 0.1, true, 10.5, 1.48)
    centersTitle = true
    (firmSuffix, personSuffix, namesLastIn) = ("御中", "様", "JP")
  }
}
