/// The phrases of one language, indexed by how they begin.
struct PhraseList: Sendable {
  let phrases: [GuardPhrase]
  /// Words that show a date to be that of a statute or a judgment.
  let statutes: [GuardPattern]
  let joinsUmlauts: Bool
  /// The first three bytes of a pattern, to the patterns that begin with them.
  private var byOpening: [UInt32: [(phrase: Int, pattern: Int)]] = [:]
  /// A bit for each opening, so that most positions in a text are passed over at once.
  private var filter = [UInt64](repeating: 0, count: 1 << 10)

  init(_ phrases: [GuardPhrase], statutes: [GuardPattern], joinsUmlauts: Bool) {
    self.phrases = phrases.filter { $0.severity != nil }
    self.statutes = statutes
    self.joinsUmlauts = joinsUmlauts
    for (index, phrase) in self.phrases.enumerated() {
      for (number, pattern) in phrase.patterns.enumerated() {
        for opening in Set(pattern.openings) {
          let key = Self.key(opening[0], opening[1], opening[2])
          byOpening[key, default: []].append((index, number))
          let bit = Self.bit(key)
          filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }
      }
    }
  }

  /// A wording that was found, by where it stands in the folded text.
  struct Hit {
    let phrase: GuardPhrase
    let range: Range<Int>
  }

  /// Every wording that stands in the text and is not excepted there, in the order of the text, each place once for a
  /// phrase.
  func hits(in text: FoldedText) -> [Hit] {
    let bytes = text.bytes
    guard bytes.count >= 2 else { return [] }
    var hits: [Hit] = []
    // A word of two letters at the end is compared with the space that would follow it.
    for start in 0..<(bytes.count - 1) {
      let third = start + 2 < bytes.count ? bytes[start + 2] : UInt8(ascii: " ")
      let key = Self.key(bytes[start], bytes[start + 1], third == FoldedText.stop ? UInt8(ascii: " ") : third)
      let bit = Self.bit(key)
      guard filter[bit >> 6] & 1 << UInt64(bit & 63) != 0, let candidates = byOpening[key] else { continue }
      for (index, number) in candidates {
        let phrase = phrases[index]
        guard let end = phrase.patterns[number].end(in: bytes, at: start) else { continue }
        if let last = hits.last(where: { $0.phrase.name == phrase.name }), last.range.upperBound > start { continue }
        let range = start..<end
        if !Self.stands(phrase.exceptions, in: text, within: text.sentence(around: range)) {
          hits.append(Hit(phrase: phrase, range: range))
        }
      }
    }
    return hits
  }

  /// True for a date or a sum beside the words of a statute or a judgment.
  ///
  /// - Parameter range: where it stands in the text that was folded.
  func isOfLaw(_ range: Range<Int>, in text: FoldedText) -> Bool {
    let words = text.folded(range)
    return !words.isEmpty && Self.stands(statutes, in: text, within: text.sentence(around: words))
  }

  /// True when one of the patterns stands in that part of the text.
  static func stands(_ patterns: [GuardPattern], in text: FoldedText, within range: Range<Int>) -> Bool {
    patterns.contains { pattern in
      range.contains { start in pattern.end(in: text.bytes, at: start).map { $0 <= range.upperBound } ?? false }
    }
  }

  private static func key(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
    UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
  }

  private static func bit(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 16) }
}
