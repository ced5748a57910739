import Dunning

/// The lists of phrases of all languages.
package struct PhraseBook: Sendable {
  private let lists: [String: PhraseList]

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

  /// - Parameter chapters: the vendor's first: a later entry takes the place of an earlier one of its name.
  package init(_ chapters: [Chapter]) {
    var lists: [String: PhraseList] = [:]
    for language in Set(chapters.map(\.language)) {
      let tags = Self.tags(of: language)
      let read = tags.flatMap { tag in chapters.filter { $0.language == tag } }
      var phrases: [GuardPhrase] = []
      for phrase in read.flatMap(\.phrases) {
        if let index = phrases.firstIndex(where: { $0.name == phrase.name }) {
          phrases[index] = phrase
        } else {
          phrases.append(phrase)
        }
      }
      lists[language] = PhraseList(
        phrases, statutes: read.flatMap(\.statutes), joinsUmlauts: Self.joinsUmlauts(language))
    }
    self.lists = lists
  }

  /// Whether `ae` is another spelling of `ä`: in German.
  package static func joinsUmlauts(_ language: String) -> Bool { tags(of: language).first == "de" }

  /// The languages that there are phrases for, in alphabetical order.
  package var languages: [String] { lists.keys.sorted() }

  /// The phrases for this language, else for the one that it is a kind of.
  func list(for language: String) -> PhraseList {
    for tag in Self.tags(of: language).reversed() {
      if let list = lists[tag] { return list }
    }
    return Self.none
  }

  private static let none = PhraseList([], statutes: [], joinsUmlauts: false)

  /// `en`, `en-GB`.
  private static func tags(of language: String) -> [String] {
    let subtags = language.split(separator: "-")
    return subtags.indices.map { subtags[...$0].joined(separator: "-") }
  }
}
