import Hummingbird

/// What a page says, in the language of its reader.
struct Words: Sendable {
  let language: Language

  init(_ language: Language) { self.language = language }

  init(_ request: Request) { language = Language(request) }

  /// A phrase; `%1`, `%2` in it are what is given.
  func callAsFunction(_ phrase: Phrase, _ values: String...) -> String { fill(text(phrase), values) }

  /// A phrase about a number of things, which is `%1` in it. Its forms are apart by `|`: one, and more or none.
  func counted(_ phrase: Phrase, _ count: Int) -> String {
    let forms = text(phrase).split(separator: "|")
    let form = forms.count > 1 && count == 1 ? forms[0] : forms.last ?? ""
    return fill(String(form), [number(count)])
  }

  /// A word of the daemon's for a reader, such as a state; one that nobody knows stays what it is.
  func term(_ word: String) -> String { term(word, else: word) }

  /// The same, with what to say where nobody knows it.
  func term(_ word: String, else other: String) -> String { Phrase(rawValue: "term-\(word)").map(text) ?? other }

  private func text(_ phrase: Phrase) -> String {
    switch language {
    case .english: phrase.english
    case .german: phrase.german
    case .chinese: phrase.chinese
    }
  }

  private func fill(_ text: String, _ values: [String]) -> String {
    guard !values.isEmpty, text.contains("%") else { return text }
    var (result, rest) = ("", text[...])
    while let mark = rest.firstIndex(of: "%") {
      result += rest[..<mark]
      let behind = rest.index(after: mark)
      if behind < rest.endIndex, let place = rest[behind].wholeNumberValue, values.indices.contains(place - 1) {
        result += values[place - 1]
        rest = rest[rest.index(after: behind)...]
      } else {
        result += "%"
        rest = rest[behind...]
      }
    }
    return result + rest
  }
}
