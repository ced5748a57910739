import Dunning

/// Finds the sums and the dates in a text, however they are written.
struct FigureScanner: Sendable {
  enum Figure: Hashable, Sendable {
    /// The digits of a number that stands beside a currency, as one integer: 123456 for `1.234,56 €`.
    case amount(Int)
    /// A day; the second one is its other reading, when `3/4/2026` could be either.
    case date(CivilDate, CivilDate?)
  }

  struct Found {
    let figure: Figure
    let range: Range<Int>
  }

  /// The names of the months in small letters.
  private let months: [[UInt8]]

  init(_ language: LetterLanguage?) {
    months = (language?.months ?? []).map { Array($0.lowercased().utf8) }
  }

  /// Every sum and date, in the order of the text.
  func figures(in text: [UInt8]) -> [Found] {
    var found: [Found] = []
    forEach(in: text) { found.append($0) }
    return found
  }

  func forEach(in text: [UInt8], _ body: (Found) -> Void) {
    var (position, taken) = (0, 0)
    while position < text.count {
      guard ShownText.isDigit(text[position]) else {
        position += 1
        continue
      }
      if let (end, date, other, start) = date(text, at: position) {
        body(Found(figure: .date(date, other), range: start..<end))
        position = end
      } else {
        let (end, value) = Self.number(text, at: position)
        if let value, let range = Self.withCurrency(text, position..<end, after: taken) {
          body(Found(figure: .amount(value), range: range))
          taken = range.upperBound
        }
        position = end
      }
    }
  }

  // MARK: Numbers

  /// The number that begins here, with its groups; its value is nil when it has too many digits to be a sum.
  private static func number(_ text: [UInt8], at start: Int) -> (end: Int, value: Int?) {
    var (position, value, digits, group) = (start, 0, 0, 0)
    var spacedGroups = false
    while position < text.count {
      let byte = text[position]
      if ShownText.isDigit(byte) {
        if digits < 18 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
        digits += 1
        group += 1
        position += 1
        continue
      }
      let (width, isSpace) = separator(text, at: position)
      guard width > 0, position + width < text.count, ShownText.isDigit(text[position + width]) else { break }
      if isSpace {
        // Only groups of three are parted by spaces, and the first one has no more.
        guard group <= 3, spacedGroups == false || group == 3, isGroup(text, at: position + width) else { break }
        spacedGroups = true
      }
      group = 0
      position += width
    }
    return (position, digits <= 18 ? value : nil)
  }

  private static func isGroup(_ text: [UInt8], at start: Int) -> Bool {
    guard start + 3 <= text.count, text[start..<(start + 3)].allSatisfy(ShownText.isDigit) else { return false }
    return start + 3 == text.count || !ShownText.isDigit(text[start + 3])
  }

  /// How many bytes a separator inside a number takes; 0 when there is none.
  private static func separator(_ text: [UInt8], at position: Int) -> (width: Int, isSpace: Bool) {
    switch text[position] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"): (1, false)
    case UInt8(ascii: " "): (1, true)
    case 0xC2 where has(text, [0xC2, 0xA0], at: position): (2, true)
    case 0xE2 where has(text, [0xE2, 0x80, 0xAF], at: position) || has(text, [0xE2, 0x80, 0x89], at: position):
      (3, true)
    case 0xE2 where has(text, [0xE2, 0x80, 0x99], at: position): (3, false)
    default: (0, false)
    }
  }

  // MARK: Currencies

  /// The number with the currency beside it; nil when there is none.
  ///
  /// - Parameter taken: where the last sum ended, whose currency is not this one's.
  private static func withCurrency(_ text: [UInt8], _ number: Range<Int>, after taken: Int) -> Range<Int>? {
    var end = number.upperBound
    // `40,- €`, `40,-- €`
    if end + 1 < text.count, text[end] == UInt8(ascii: ","), text[end + 1] == UInt8(ascii: "-") {
      end += 2
      while end < text.count, text[end] == UInt8(ascii: "-") { end += 1 }
    }
    if end < text.count, text[end] == UInt8(ascii: "-") { end += 1 }
    end = afterSpace(text, end)
    if let width = currencyWidth(text, at: end), !isReference(text, number, currencyEnd: end + width) {
      return number.lowerBound..<(end + width)
    }
    let start = beforeSpace(text, number.lowerBound)
    guard start > taken || taken == 0, let width = currencyWidth(text, before: start), start - width >= taken else {
      return nil
    }
    return (start - width)..<number.upperBound
  }

  /// The tail of a number such as `2026-0042` before a currency that belongs to the sum behind it.
  private static func isReference(_ text: [UInt8], _ number: Range<Int>, currencyEnd: Int) -> Bool {
    guard let last = number.first.flatMap({ $0 > 0 ? text[$0 - 1] : nil }) else { return false }
    let isJoined = last == UInt8(ascii: "-") || last == UInt8(ascii: "/") || ShownText.isLetter(last)
    let next = afterSpace(text, currencyEnd)
    return isJoined && next < text.count && ShownText.isDigit(text[next])
  }

  private static func currencyWidth(_ text: [UInt8], at start: Int) -> Int? {
    guard start < text.count else { return nil }
    let byte = text[start]
    if byte == UInt8(ascii: "$") { return 1 }
    if ShownText.isLetter(byte) {
      var end = start
      while end < text.count, end - start < 9, ShownText.isLetter(text[end]) { end += 1 }
      return isCurrencyWord(text[start..<end]) ? end - start : nil
    }
    guard byte >= 0x80 else { return nil }
    return (symbols + suffixes).first { has(text, $0, at: start) }?.count
  }

  private static func currencyWidth(_ text: [UInt8], before end: Int) -> Int? {
    guard end > 0 else { return nil }
    let byte = text[end - 1]
    if byte == UInt8(ascii: "$") { return 1 }
    if ShownText.isLetter(byte) {
      var start = end
      while start > 0, end - start < 9, ShownText.isLetter(text[start - 1]) { start -= 1 }
      return isCurrencyWord(text[start..<end]) ? end - start : nil
    }
    guard byte >= 0x80 else { return nil }
    return (symbols + prefixes).first { $0.count <= end && has(text, $0, at: end - $0.count) }?.count
  }

  private static func isCurrencyWord(_ word: ArraySlice<UInt8>) -> Bool {
    if word.count == 3, word.allSatisfy({ $0 & 0x20 == 0 }) {
      return codes.contains(
        UInt32(word[word.startIndex]) << 16 | UInt32(word[word.startIndex + 1]) << 8
          | UInt32(word[word.startIndex + 2]))
    }
    return word.count >= 3 && words.contains { $0.count == word.count && zip($0, word).allSatisfy { $0 == $1 | 0x20 } }
  }

  private static let symbols: [[UInt8]] = ["€", "£", "¥", "￥", "₹", "＄"].map { Array($0.utf8) }
  private static let suffixes: [[UInt8]] = ["元", "円", "块", "人民币", "欧元", "美元", "日元", "ユーロ", "ドル"].map { Array($0.utf8) }
  private static let prefixes: [[UInt8]] = ["人民币", "欧元", "美元", "日元"].map { Array($0.utf8) }
  private static let words: [[UInt8]] = [
    "euro", "euros", "cent", "cents", "dollar", "dollars", "pound", "pounds", "franken", "francs", "yuan", "yen", "rmb",
    "rupees", "kronor", "kroner", "livres", "libras", "sterline", "dollari", "pesos",
  ].map { Array($0.utf8) }
  /// Every code but those that are words in capitals (`ALL`, `TOP`, `TRY`).
  private static let codes: Set<UInt32> = Set(
    (Currency.codes.filter { !["ALL", "TOP", "TRY", "CUP"].contains($0) } + ["RMB"]).map { code in
      code.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    })

  /// Behind one space or line end.
  private static func afterSpace(_ text: [UInt8], _ start: Int) -> Int {
    guard start < text.count else { return start }
    if text[start] == UInt8(ascii: "\n") { return start + 1 }
    let (width, isSpace) = separator(text, at: start)
    return isSpace ? start + width : start
  }

  /// Behind the spaces and line ends of a date.
  private static func afterSpaces(_ text: [UInt8], _ start: Int) -> Int {
    var position = start
    while position - start < 8 {
      let next = afterSpace(text, position)
      guard next > position else { break }
      position = next
    }
    return position
  }

  /// Before one space.
  private static func beforeSpace(_ text: [UInt8], _ end: Int) -> Int {
    guard end > 0 else { return end }
    if text[end - 1] == UInt8(ascii: " ") { return end - 1 }
    if end > 1, text[end - 1] == 0xA0, text[end - 2] == 0xC2 { return end - 2 }
    let isNarrow = end > 2 && (text[end - 1] == 0xAF || text[end - 1] == 0x89) && text[end - 2] == 0x80
    return isNarrow && text[end - 3] == 0xE2 ? end - 3 : end
  }

  private static func has(_ text: [UInt8], _ bytes: [UInt8], at start: Int) -> Bool {
    guard start + bytes.count <= text.count else { return false }
    for index in bytes.indices where text[start + index] != bytes[index] { return false }
    return true
  }

  // MARK: Dates

  private typealias FoundDate = (end: Int, date: CivilDate, other: CivilDate?, start: Int)

  private func date(_ text: [UInt8], at start: Int) -> FoundDate? {
    guard let (first, next) = Self.digits(text, at: start, max: 4), next < text.count else { return nil }
    if next - start == 4 { return Self.yearFirst(text, first, start, next) }
    guard next - start <= 2 else { return nil }
    return Self.numeric(text, first, start, next) ?? monthBehind(text, first, start, next)
      ?? monthBefore(text, first, start, next)
  }

  /// `2026-11-23`, `2026/11/23`, `2026年11月23日`.
  private static func yearFirst(_ text: [UInt8], _ year: Int, _ start: Int, _ next: Int) -> FoundDate? {
    let (before, between, after): ([UInt8], [UInt8], [UInt8])
    switch text[next] {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."):
      (before, between, after) = ([text[next]], [text[next]], [])
    case 0xE5: (before, between, after) = (Array("年".utf8), Array("月".utf8), Array("日".utf8))
    default: return nil
    }
    guard has(text, before, at: next),
      let (month, monthEnd) = digits(text, at: afterSpaces(text, next + before.count), max: 2),
      has(text, between, at: monthEnd),
      let (day, dayEnd) = digits(text, at: afterSpaces(text, monthEnd + between.count), max: 2),
      has(text, after, at: dayEnd), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return (dayEnd + after.count, date, nil, start)
  }

  /// `23.11.2026`, `23/11/2026`, `11-23-2026`.
  private static func numeric(_ text: [UInt8], _ first: Int, _ start: Int, _ next: Int) -> FoundDate? {
    let mark = text[next]
    guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: "-"),
      let (second, middle) = digits(text, at: next + 1, max: 2), middle < text.count, text[middle] == mark,
      let (year, end) = digits(text, at: middle + 1, max: 4), end - middle == 5 || end - middle == 3
    else { return nil }
    let full = end - middle == 3 ? 2000 + year : year
    let day = CivilDate(year: full, month: second, day: first)
    let other = mark == UInt8(ascii: "/") ? CivilDate(year: full, month: first, day: second) : nil
    guard let date = day ?? other else { return nil }
    return (end, date, other, start)
  }

  /// `23. November 2026`, `1er mars 2026`, `23 de noviembre de 2026`.
  private func monthBehind(_ text: [UInt8], _ day: Int, _ start: Int, _ next: Int) -> FoundDate? {
    var position = Self.afterOrdinal(text, next)
    position = Self.afterSpaces(text, position)
    position = Self.afterWord(["de", "of"], text, position)
    guard let (month, end) = month(text, at: position) else { return nil }
    position = end
    if position < text.count, text[position] == UInt8(ascii: ".") || text[position] == UInt8(ascii: ",") {
      position += 1
    }
    position = Self.afterSpaces(text, position)
    position = Self.afterWord(["del", "de"], text, position)
    guard let (year, last) = Self.digits(text, at: position, max: 4), last - position == 4,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return (last, date, nil, start)
  }

  /// `November 23, 2026`.
  private func monthBefore(_ text: [UInt8], _ day: Int, _ start: Int, _ next: Int) -> FoundDate? {
    var wordEnd = text[..<start].last == UInt8(ascii: "\n") ? start - 1 : Self.beforeSpace(text, start)
    guard wordEnd < start else { return nil }
    if wordEnd > 0, text[wordEnd - 1] == UInt8(ascii: ".") { wordEnd -= 1 }
    var wordStart = wordEnd
    while wordStart > 0, text[wordStart - 1] >= 0x80 || ShownText.isLetter(text[wordStart - 1]) { wordStart -= 1 }
    guard wordStart < wordEnd, let (month, end) = month(text, at: wordStart), end == wordEnd else { return nil }
    var position = Self.afterOrdinal(text, next)
    if position < text.count, text[position] == UInt8(ascii: ",") { position += 1 }
    position = Self.afterSpaces(text, position)
    guard let (year, last) = Self.digits(text, at: position, max: 4), last - position == 4,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return (last, date, nil, wordStart)
  }

  private static func afterOrdinal(_ text: [UInt8], _ start: Int) -> Int {
    guard start < text.count else { return start }
    if text[start] == UInt8(ascii: ".") { return start + 1 }
    return after(["st", "nd", "rd", "th", "er", "º", "°"], text, start)
  }

  /// Behind a word that a space follows.
  private static func afterWord(_ words: [StaticString], _ text: [UInt8], _ start: Int) -> Int {
    let end = after(words, text, start)
    let next = afterSpaces(text, end)
    return end > start && next > end ? next : start
  }

  private static func after(_ words: [StaticString], _ text: [UInt8], _ start: Int) -> Int {
    for word in words {
      let bytes = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
      if start + bytes.count <= text.count, text[start..<(start + bytes.count)].elementsEqual(bytes) {
        return start + bytes.count
      }
    }
    return start
  }

  /// The month whose name, or its first three letters or more, stands here.
  private func month(_ text: [UInt8], at start: Int) -> (month: Int, end: Int)? {
    guard start < text.count, text[start] >= 0x80 || ShownText.isLetter(text[start]) else { return nil }
    var end = start
    while end < text.count, text[end] >= 0x80 || ShownText.isLetter(text[end]) {
      // A no-break space is above 0x80, too.
      if Self.separator(text, at: end).width > 0 { break }
      end += 1
    }
    guard end - start >= 3 else { return nil }
    for (index, name) in months.enumerated() where name.count >= end - start {
      let isMatch = zip(text[start..<end], name).allSatisfy { written, known in
        written == known || (written < 0x80 && written | 0x20 == known)
      }
      if isMatch { return (index + 1, end) }
    }
    return nil
  }

  /// The number that these digits spell when there are no more than `max` of them.
  private static func digits(_ text: [UInt8], at start: Int, max: Int) -> (value: Int, end: Int)? {
    var (position, value) = (start, 0)
    while position < text.count, ShownText.isDigit(text[position]) {
      guard position - start < max else { return nil }
      value = value * 10 + Int(text[position] - UInt8(ascii: "0"))
      position += 1
    }
    return position > start ? (value, position) : nil
  }
}
