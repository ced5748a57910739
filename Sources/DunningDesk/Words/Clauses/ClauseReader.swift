/// Finds what a sentence of the daemon's says, and says it in the language of the reader.
struct ClauseReader {
  private let words: Words
  /// How much is tried before a text stays what it is: whoever writes a reason must not be able to keep a page busy.
  private var triesLeft = 60_000

  init(_ words: Words) { self.words = words }

  private static let lengthMax = 2_000
  private static let depthMax = 6

  /// Nil for what is not known: a person's own words, or those of another version.
  mutating func read(_ text: String) -> String? {
    text.utf8.count <= Self.lengthMax ? read(text[...], depth: 0) : nil
  }

  private mutating func read(_ text: Substring, depth: Int) -> String? {
    guard depth < Self.depthMax, !text.isEmpty else { return nil }
    for clause in Clause.all {
      guard let values = match(clause.pattern[...], text, depth) else { continue }
      return fill(clause.template(words.language), values)
    }
    return nil
  }

  private func fill(_ template: [Clause.Piece], _ values: [String: String]) -> String {
    template.map { piece in
      switch piece {
      case .text(let text): text
      case .slot(let name, _): values[name] ?? ""
      }
    }.joined()
  }

  private mutating func match(
    _ pieces: ArraySlice<Clause.Piece>, _ text: Substring, _ depth: Int
  ) -> [String: String]? {
    guard let piece = pieces.first else { return text.isEmpty ? [:] : nil }
    guard triesLeft > 0 else { return nil }
    triesLeft -= 1
    let rest = pieces.dropFirst()
    switch piece {
    case .text(let literal):
      guard text.utf8.starts(with: literal.utf8) else { return nil }
      return match(rest, text.behind(text.startIndex, literal), depth)
    case .slot(let name, let kind):
      guard case .text(let literal)? = rest.first else {
        guard rest.isEmpty, let value = value(of: text, kind, depth) else { return nil }
        return [name: value]
      }
      return match(name, kind, upTo: literal, rest.dropFirst(), text, depth)
    }
  }

  /// A slot ends where the text behind it begins; where that stands more than once, the first that makes sense counts.
  private mutating func match(
    _ name: String, _ kind: Clause.Kind, upTo literal: String, _ rest: ArraySlice<Clause.Piece>, _ text: Substring,
    _ depth: Int
  ) -> [String: String]? {
    var from = text.startIndex
    while triesLeft > 0, let place = text.place(of: literal, from: from) {
      if var values = match(rest, text.behind(place, literal), depth),
        let value = value(of: text[..<place], kind, depth)
      {
        values[name] = value
        return values
      }
      triesLeft -= 1
      from = text.utf8.index(after: place)
    }
    return nil
  }

  // MARK: - Values

  private mutating func value(of text: Substring, _ kind: Clause.Kind, _ depth: Int) -> String? {
    guard !text.isEmpty else { return nil }
    switch kind {
    case .text: return String(text)
    case .day: return EnglishDay(text).map { words.day($0.iso) }
    case .time: return time(text)
    case .moment: return words.moment(String(text), else: nil)
    case .sum: return sum(text)
    case .number: return Self.isNumber(text) ? words.sum(String(text)) : nil
    case .count: return Int(text).map(words.number)
    case .term: return Phrase(rawValue: "term-\(text)").map { _ in words.term(String(text)) }
    // Without blanks, as the configuration has it: a whole sentence is no name of a step.
    case .step: return text.count <= 64 && !text.contains(where: \.isWhitespace) ? words.step(String(text)) : nil
    case .span: return words.span(String(text))
    case .offset: return words.offset(String(text))
    case .window: return words.window(String(text))
    case .clause: return read(text, depth: depth + 1)
    case .said: return read(text, depth: depth + 1) ?? String(text)
    case .names: return Self.items(text).map { words.list($0.map(name)) }
    case .clauses:
      guard let items = Self.items(text) else { return nil }
      let read = items.compactMap { self.read($0, depth: depth + 1) }
      return read.count == items.count ? words.list(read) : nil
    }
  }

  /// One of a list, or how many more there are.
  private func name(_ item: Substring) -> String {
    guard item.hasSuffix(" more"), let count = Int(item.dropLast(5)) else { return String(item) }
    return words(.listMore, words.number(count))
  }

  private func time(_ text: Substring) -> String? {
    let parts = text.split(separator: " ")
    // A moment that is not of a whole minute has its seconds as well, which tell a reader nothing.
    guard let clock = parts.last, clock.count == 5 || clock.count == 8, clock.dropFirst(2).first == ":" else {
      return nil
    }
    let day = text.dropLast(clock.count + (text.hasSuffix(" at \(clock)") ? 4 : 1))
    return EnglishDay(day).map { words.moment("\($0.iso)T\(clock)") }
  }

  private func sum(_ text: Substring) -> String? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, parts[1].count == 3, parts[1].allSatisfy(\.isUppercase), Self.isNumber(parts[0]) else {
      return nil
    }
    return words.amount(String(parts[0]), String(parts[1]))
  }

  private static func isNumber(_ text: Substring) -> Bool {
    text.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" }
  }

  /// `a, b and c`.
  private static func items(_ text: Substring) -> [Substring]? {
    let parts = text.split(separator: ", ", omittingEmptySubsequences: false)
    guard let last = parts.last else { return nil }
    guard let mark = last.firstRange(of: " and ") else { return parts }
    return parts.dropLast() + [last[..<mark.lowerBound], last[mark.upperBound...]]
  }
}

// By bytes, since a list has a reason in each row, and most patterns do not fit.
extension Substring {
  /// Where the literal stands next; nil where it does not.
  fileprivate func place(of literal: String, from start: Index) -> Index? {
    guard let first = literal.utf8.first else { return nil }
    var place = start
    while let next = utf8[place...].firstIndex(of: first) {
      if utf8[next...].starts(with: literal.utf8) { return next }
      place = utf8.index(after: next)
    }
    return nil
  }

  /// What follows a literal that stands at a place.
  fileprivate func behind(_ place: Index, _ literal: String) -> Substring {
    self[utf8.index(place, offsetBy: literal.utf8.count)...]
  }
}

/// A day as the rules write it.
private struct EnglishDay {
  let iso: String

  init?(_ text: Substring) {
    let parts = text.split(separator: " ").map(String.init)
    switch parts.count {
    case 1, 2:
      guard let last = parts.last, last.count == 10,
        last.split(separator: "-").map(\.count) == [4, 2, 2], last.allSatisfy({ $0.isNumber || $0 == "-" })
      else { return nil }
      iso = last
    case 4:
      guard let month = Self.months.firstIndex(of: parts[2]), let day = Int(parts[1]), (1...31).contains(day),
        parts[3].count == 4, parts[3].allSatisfy(\.isNumber)
      else { return nil }
      iso = "\(parts[3])-\(Self.padded(month + 1))-\(Self.padded(day))"
    default: return nil
    }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}

extension Words {
  /// What the daemon gave as a reason, for a reader; nil for what is not known.
  func clause(_ text: String) -> String? {
    var reader = ClauseReader(self)
    if let known = reader.read(text) { return known }
    // Several, as one line of the wire has them.
    let parts = text.split(separator: "; ").map(String.init)
    guard parts.count > 1 else { return nil }
    let read = parts.compactMap { part in
      var reader = ClauseReader(self)
      return reader.read(part)
    }
    return read.count == parts.count ? read.joined(separator: language == .chinese ? "；" : "; ") : nil
  }

  /// A clause as a sentence of its own.
  func sentence(_ clause: String) -> String {
    let begun = clause.prefix(1).uppercased() + clause.dropFirst()
    return begun.last.map { ".!?…。".contains($0) } ?? false ? begun : begun + (language == .chinese ? "。" : ".")
  }

  /// The same where a person's own words may stand as well, which have a language of their own.
  func said(_ text: String) -> HTML { HTML.foreign(clause(text) ?? text) }

  /// The same as it stands on a page; what is not known is marked as English.
  func reason(_ text: String) -> HTML {
    if let known = clause(text) { return HTML.foreign(known) }
    return language == .english ? HTML.foreign(text) : "<span lang=\"en\">\(HTML.foreign(text))</span>"
  }
}
