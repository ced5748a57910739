/// Spans, distances, names of steps and lists as the reader writes them.
extension Words {
  /// `3 working days` or `3bd`; nil for what is none.
  func span(_ text: String) -> String? {
    let digits = text.prefix { $0.isNumber }
    guard let count = Int(digits) else { return nil }
    var unit = text.dropFirst(digits.count).drop { $0 == " " }
    if unit.last == "s", unit.count > 1 { unit = unit.dropLast() }
    let phrase: Phrase? =
      switch unit {
      case "s", "second": .spanSeconds
      case "m", "minute": .spanMinutes
      case "h", "hour": .spanHours
      case "d", "day": .spanDays
      case "bd", "working day": .spanWorkingDays
      case "w", "week": .spanWeeks
      case "mo", "month": .spanMonths
      default: nil
      }
    return phrase.map { counted($0, count) }
  }

  /// `due+3bd`; nil for what is none.
  func offset(_ text: String) -> String? {
    guard let anchor = ["due", "previous", "pay-by"].first(where: text.hasPrefix) else { return nil }
    let rest = text.dropFirst(anchor.count)
    let name = term("anchor-\(anchor)")
    guard let sign = rest.first else { return self(.spanAt, name) }
    guard sign == "+" || sign == "-" || sign == "−", let span = span(String(rest.dropFirst())) else { return nil }
    return self(sign == "+" ? .spanAfter : .spanBefore, span, name)
  }

  /// `Mon–Fri 09:00–18:00`.
  func window(_ text: String) -> String? {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    guard days.contains(where: text.hasPrefix) else { return nil }
    var result = text
    for day in days { result = result.replacing(day, with: term("day-\(day.lowercased())")) }
    return result
  }

  /// The name of a step as a person reads it; one of a firm's own as it is written, with blanks.
  func step(_ name: String) -> String {
    if Phrase(rawValue: "term-\(name)") != nil { return term(name) }
    let parts = name.split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
    return parts.enumerated().map { place, word in
      let isFirst = place == 0
      // The last word is what the step is: in German that is a noun.
      let isNoun = Self.isNoun(word) || (language == .german && place == parts.count - 1 && !isNumber(word))
      return isFirst || isNoun ? word.prefix(1).uppercased() + word.dropFirst() : word
    }.joined(separator: " ")
  }

  /// Whether a word is a German noun by its end, whatever the language of the reader: `letzte-mahnung`.
  private static func isNoun(_ word: String) -> Bool {
    word.count > 4
      && ["ung", "nis", "heit", "keit", "schaft", "frist", "brief", "verzug", "hinweis"].contains(where: word.hasSuffix)
  }

  private func isNumber(_ word: String) -> Bool { word.allSatisfy(\.isNumber) }

  func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.last ?? "" }
    let mark = language == .chinese ? "、" : ", "
    return items.dropLast().joined(separator: mark) + self(.listAnd) + last
  }
}
