/// How a file writes days: the order of day, month and year is the map's word, and never guessed.
package struct DayForm: Hashable, Sendable {
  /// As a map names it, such as `dd.mm.yyyy`.
  package let name: String
  private let parts: [Part]

  fileprivate enum Part: Hashable, Sendable {
    case year(digits: Int)
    case month, day
    /// The month as an English, German, French, Spanish, Italian or Dutch word.
    case monthWord
    case sign(Character)
  }

  /// A day as ISO 8601 writes it.
  package static let iso = DayForm(name: "yyyy-mm-dd", parts: Self.parts("yyyy-mm-dd") ?? [])
  /// A number of days, as a spreadsheet counts them.
  package static let serial = DayForm(name: "excel", parts: [])

  private init(name: String, parts: [Part]) {
    self.name = name
    self.parts = parts
  }

  /// Reads a form such as `dd.mm.yyyy`, `m/d/yy`, `dd mmm yyyy`, `yyyymmdd`, `ddmm` or `excel`; nil when it is none.
  package init?(_ name: String) {
    let name = name.lowercased()
    if name == Self.serial.name {
      self = .serial
      return
    }
    guard let parts = Self.parts(name) else { return nil }
    self.init(name: name, parts: parts)
  }

  private static let words: [(text: String, part: Part)] = [
    ("yyyy", .year(digits: 4)), ("yy", .year(digits: 2)), ("mmm", .monthWord), ("mm", .month), ("m", .month),
    ("dd", .day), ("d", .day),
  ]

  private static func parts(_ name: String) -> [Part]? {
    var rest = name[...]
    var parts: [Part] = []
    while let first = rest.first {
      if let word = words.first(where: { rest.hasPrefix($0.text) }) {
        parts.append(word.part)
        rest = rest.dropFirst(word.text.count)
      } else {
        guard !first.isDigit, !first.isLetter || !first.isASCII else { return nil }
        parts.append(.sign(first))
        rest = rest.dropFirst()
      }
    }
    let hasMonth = parts.contains(.month) != parts.contains(.monthWord)
    return hasMonth && parts.count { $0 == .day } == 1 ? parts : nil
  }

  /// Whether a day says its year.
  package var hasYear: Bool { parts.isEmpty || parts.contains(.year(digits: 4)) || parts.contains(.year(digits: 2)) }

  /// The day; a time of day behind a blank or a T is left away.
  ///
  /// - Parameter start: the first day on which a day without a year can lie; it lies less than a year later.
  package func read(_ text: String, from start: TableDay? = nil) throws(TableFault) -> TableDay {
    let text = text.trimmed
    guard let day = self == .serial ? Self.serialDay(text) : written(text, from: start) else {
      throw TableFault("\"\(text)\" is not a day written as \(name)", hint: hint(text))
    }
    return day
  }

  /// The day in the first of the forms that fits.
  ///
  /// - Throws: when none does; about the first of them.
  package static func read(_ text: String, in forms: [DayForm], from start: TableDay?) throws(TableFault) -> TableDay {
    // Why one form does not fit is of no use where another does.
    for form in forms.dropFirst() {
      if let day = try? form.read(text, from: start) { return day }
    }
    return try (forms.first ?? .iso).read(text, from: start)
  }

  private static func serialDay(_ text: String) -> TableDay? {
    let whole = text.split(separator: ".", omittingEmptySubsequences: false).first ?? ""
    return Int(whole).flatMap { TableDay(serial: $0) }
  }

  private func written(_ text: String, from start: TableDay?) -> TableDay? {
    guard let (year, month, day) = numbers(in: text) else { return nil }
    guard hasYear else { return start.flatMap { Self.day(day, month, from: $0) } }
    return year.flatMap { TableDay(year: $0, month: month, day: day) }
  }

  /// What stands in the places of year, month and day, whether or not there is such a day; nil for another form.
  private func numbers(in text: String) -> (year: Int?, month: Int, day: Int)? {
    var rest = padded(text)[...]
    var (year, month, day) = (Int?.none, Int?.none, Int?.none)
    for part in parts {
      switch part {
      case .year(let digits): year = Self.number(&rest, digits...digits).map { digits == 2 ? 2_000 + $0 : $0 }
      case .month: month = Self.number(&rest, digits)
      case .day: day = Self.number(&rest, digits)
      case .monthWord: month = MonthWords.take(from: &rest)
      case .sign(let sign): Self.skip(sign, &rest)
      }
    }
    guard let month, let day, Self.isTime(rest) else { return nil }
    return (year, month, day)
  }

  /// In which order day, month and year stand, such as `ymd`; empty for days that are counted.
  package var order: String {
    String(
      parts.compactMap { part in
        switch part {
        case .year: "y"
        case .month, .monthWord: "m"
        case .day: "d"
        case .sign: nil
        }
      } as [Character])
  }

  /// Whether nothing stands between the numbers, as in `ddmm`.
  package var isClosed: Bool { parts.allSatisfy(\.isNumber) }

  private var digits: ClosedRange<Int> { isClosed ? 2...2 : 1...2 }

  /// With the nought that a spreadsheet takes away from the beginning of a number.
  private func padded(_ text: String) -> String { isClosed && text.count == name.count - 1 ? "0" + text : text }

  private static func number(_ rest: inout Substring, _ digits: ClosedRange<Int>) -> Int? {
    let found = rest.prefix(digits.upperBound).prefix { $0.isDigit }
    guard digits.contains(found.count) else { return nil }
    rest = rest.dropFirst(found.count)
    return Int(found)
  }

  private static func skip(_ sign: Character, _ rest: inout Substring) {
    // A word of a month is followed by a comma or a full stop as people please.
    while let first = rest.first, first == sign || (sign == " " && [",", "."].contains(first)) { rest.removeFirst() }
  }

  /// Whether what is left is nothing, or a time of day.
  private static func isTime(_ rest: Substring) -> Bool {
    guard let first = rest.first else { return true }
    let signs: Set<Character> = ["T", " ", ":", ".", ",", "Z", "A", "P", "M", "a", "p", "m", "+", "-"]
    return [" ", "T", ","].contains(first) && rest.allSatisfy { $0.isDigit || signs.contains($0) }
  }

  /// The day of this month that follows a day, which it may be.
  private static func day(_ day: Int, _ month: Int, from start: TableDay) -> TableDay? {
    [start.year, start.year + 1].compactMap { TableDay(year: $0, month: month, day: day) }.first { $0 >= start }
  }

  private func hint(_ text: String) -> String {
    if let (year, month, day) = numbers(in: text), year != nil, (1...12).contains(month), (1...31).contains(day) {
      return "there is no such day: put it right in the file"
    }
    if text.count == 5, let day = Self.serialDay(text) {
      return "a spreadsheet counts \(day.text) so: say `date: excel` under `file:` in a map"
    }
    return "say how days are written under `file:` in a map, e.g. `date: dd.mm.yyyy` or `date: mm/dd/yyyy`"
  }
}

extension DayForm.Part {
  fileprivate var isNumber: Bool {
    switch self {
    case .year, .month, .day: true
    case .monthWord, .sign: false
    }
  }
}
