import Dunning

/// The lists of phrases of all languages.
package struct PhraseBook: Sendable {
  private let lists: [String: Later<PhraseList>]

  /// No phrases: sums, dates and what a letter must say are looked at all the same.
  package static let empty = PhraseBook([])

  /// What one file says.
  package struct Chapter: Sendable {
    /// A language tag; `en` is read for `en-GB`, too.
    package let language: String
    package let phrases: [GuardPhrase]
    package let statutes: [GuardPattern]

    package init(language: String, phrases: [GuardPhrase], statutes: [GuardPattern] = []) {
      self.language = language
      self.phrases = phrases
      self.statutes = statutes
    }
  }

  /// What the vendor's file says of a language.
  package typealias Reader = @Sendable () throws(TemplateErrors) -> Chapter

  /// - Parameters:
  ///   - chapters: a later entry takes the place of an earlier one of its name.
  ///   - vendors: by language, read when they are first asked for; they come before the chapters.
  package init(_ chapters: [Chapter], vendors: [String: Reader] = [:]) {
    let languages = Set(chapters.map(\.language)).union(vendors.keys)
    let lists = languages.map { language in
      (language, Later { () throws(TemplateErrors) in try Self.list(language, chapters, vendors) })
    }
    self.lists = Dictionary(lists, uniquingKeysWith: { first, _ in first })
  }

  private static func list(
    _ language: String, _ chapters: [Chapter], _ vendors: [String: Reader]
  ) throws(TemplateErrors) -> PhraseList {
    var read: [Chapter] = []
    for tag in tags(of: language) {
      if let vendor = vendors[tag] { read.append(try vendor()) }
      read += chapters.filter { $0.language == tag }
    }
    var phrases: [GuardPhrase] = []
    for phrase in read.flatMap(\.phrases) {
      if let index = phrases.firstIndex(where: { $0.name == phrase.name }) {
        phrases[index] = phrase
      } else {
        phrases.append(phrase)
      }
    }
    return PhraseList(phrases, statutes: read.flatMap(\.statutes), joinsUmlauts: joinsUmlauts(language))
  }

  /// Whether letters can be written in it: a tag such as `de` or `zh-Hans`.
  package static func isLanguage(_ tag: String) -> Bool { LetterLanguage.known(tag) != nil }

  /// Whether `ae` is another spelling of `ä`: in German.
  package static func joinsUmlauts(_ language: String) -> Bool { tags(of: language).first == "de" }

  /// The languages that there are phrases for, in alphabetical order.
  package var languages: [String] { lists.keys.sorted() }

  /// Reads the phrases for this language.
  ///
  /// - Throws: ``TemplateErrors`` with every mistake in the file.
  func require(_ language: String) throws(TemplateErrors) { _ = try later(language)?.value() }

  /// The phrases for this language, else for the one that it is a kind of. There are none of a file that cannot be read,
  /// nor are there letters then (``require(_:)``).
  func list(for language: String) -> PhraseList {
    guard let later = later(language) else { return Self.none }
    return (try? later.value()) ?? Self.none
  }

  private func later(_ language: String) -> Later<PhraseList>? {
    Self.tags(of: language).reversed().lazy.compactMap { lists[$0] }.first
  }

  private static let none = PhraseList([], statutes: [], joinsUmlauts: false)

  /// `en`, `en-GB`.
  private static func tags(of language: String) -> [String] {
    let subtags = language.split(separator: "-")
    return subtags.indices.map { subtags[...$0].joined(separator: "-") }
  }
}
