/// Details in numbered parts: `166?00GUTSCHRIFT?20EREF+1?21SVWZ+RE-1?31DE…?32NAME`, with any mark in the place of `?`.
///
/// - Source: Deutsche Kreditwirtschaft, DFÜ agreement, annex 3, MT940 field 86; Polish and Dutch banks write it alike.
struct CodedDetails {
  private(set) var details = MTDetails()

  /// Nil when the lines are not of this form.
  init?(_ lines: [String]) {
    let joined = Self.joined(lines)
    let start = joined.characters.drop { $0 == " " }
    guard start.count > 6, start.prefix(3).allSatisfy(\.isDigit) else { return nil }
    let mark = start[start.startIndex + 3]
    guard Self.isMark(mark), start.dropFirst(4).prefix(2).allSatisfy(\.isDigit) else { return nil }
    let parts = Self.parts(joined, mark: mark, from: start.startIndex + 3)
    let purpose = Purpose(parts.filter { Self.isPurpose($0.code) }.map { joined.exact($0.range) })
    details = purpose.details
    details.name = details.name ?? Self.name(parts, joined)
    details.account = account(parts, joined) ?? details.account
    if Self.returns.contains(String(start.prefix(3))) { details.returnReason = Self.first(34, parts, joined) }
    if details.text == nil { details.text = Self.first(0, parts, joined) }
  }

  private typealias Part = (code: Int, range: Range<Int>)

  /// The lines of a message end after so many characters, wherever that is: such an end means nothing.
  private static func joined(_ lines: [String]) -> WrappedText {
    var text = WrappedText()
    for line in lines { text.append(line, breaksBefore: false) }
    return text
  }

  private static func parts(_ text: WrappedText, mark: Character, from start: Int) -> [Part] {
    let characters = text.characters
    let starts = (start..<characters.count).filter { index in
      characters[index] == mark && index + 2 < characters.count && characters[index + 1].isDigit
        && characters[index + 2].isDigit
    }
    return starts.enumerated().compactMap { place, index in
      let end = place + 1 < starts.count ? starts[place + 1] : characters.count
      guard let code = Int(String(characters[index + 1...index + 2])) else { return nil }
      return (code, index + 3..<end)
    }
  }

  private static func isPurpose(_ code: Int) -> Bool { (20...29).contains(code) || (60...69).contains(code) }

  private static func isMark(_ character: Character) -> Bool {
    character.isASCII && !character.isLetter && !character.isNumber && !character.isWhitespace
  }

  /// In two parts: the second goes on with the word where the first is full.
  private static func name(_ parts: [Part], _ text: WrappedText) -> String? {
    let names = parts.filter { $0.code == 32 || $0.code == 33 }
    let isFull = (names.first?.range.count ?? 0) >= partWidth
    return names.compactMap { text.word($0.range) }.joined(separator: isFull ? "" : " ").meant
  }

  /// An IBAN goes before a national number, wherever it stands.
  private func account(_ parts: [Part], _ text: WrappedText) -> String? {
    let numbers = [38, 31].compactMap { Self.first($0, parts, text)?.squeezed }
    return numbers.first(where: IBAN.isWhole) ?? numbers.last
  }

  private static func first(_ code: Int, _ parts: [Part], _ text: WrappedText) -> String? {
    parts.lazy.filter { $0.code == code }.compactMap { text.word($0.range) }.first
  }

  private static let partWidth = 27
  /// Codes of business of what comes back: a returned transfer or direct debit.
  private static let returns: Set<String> = ["108", "109", "159", "181", "182", "183", "184"]
}

extension Character {
  /// A digit of ASCII.
  var isDigit: Bool { isASCII && isNumber }
}
