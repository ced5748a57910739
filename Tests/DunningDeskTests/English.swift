@testable import DunningDesk

/// Finds what is left of English, of commands and of raw figures in a text for a reader of another language.
enum English {
  private static let words: Set = [
    "the", "is", "are", "were", "of", "and", "which", "until", "with", "for", "nobody", "somebody", "after",
    "before", "since", "every", "asked", "it", "its", "by", "from", "this", "that", "has", "have", "not", "may",
    "december", "january", "october",
  ]

  /// - Returns: what is wrong; empty for nothing.
  static func left(in text: String, _ language: Language) -> [String] {
    var found = text.split(whereSeparator: { !$0.isASCII || !$0.isLetter }).map { $0.lowercased() }
      .filter(words.contains)
    if text.contains("dunningctl") || text.contains("`") { found.append("a command") }
    found += text.matches(of: /\b1[0-9]{12}\b/).map { String($0.0) }
    if language == .german {
      // Not a day, a number of a version, or a part of an address.
      found += text.split(whereSeparator: { $0.isWhitespace || "(),;".contains($0) }).map(String.init)
        .filter { $0.wholeMatch(of: /-?[0-9]+\.[0-9]{2}/) != nil }
    }
    return found
  }

  /// The same of a page as it is read: without its markup, and without what is marked as English.
  static func left(onPage html: String, _ language: Language) -> [String] {
    let start = html.firstRange(of: "<main")?.lowerBound ?? html.startIndex
    let end = html.firstRange(of: "</main>")?.lowerBound ?? html.endIndex
    // What a server or a mail says stays as it is.
    let own = String(html[start..<end]).replacing(/<(pre|textarea)[^>]*>[\s\S]*?<\/\1>/, with: "")
      .replacing(/<div class="mail"[\s\S]*?<\/div>/, with: "")
    return left(in: own.replacing(/<[^>]*>/, with: " "), language)
  }
}
