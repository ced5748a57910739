import Dunning

/// The sums and dates that the facts bring into a letter, and whether a text keeps to them.
struct KnownFigures: Sendable {
  private var amounts: Set<Int> = []
  private var dates: Set<Int> = []
  private let scanner: FigureScanner

  /// - Parameter values: all that templates can write; a sum that a contract's name holds is a fact, too.
  init(_ values: LetterValues, _ scanner: FigureScanner) {
    self.scanner = scanner
    add(values.root)
  }

  private mutating func add(_ row: LetterRow) {
    for value in row.all {
      switch value {
      case .text(let text), .figure(let text): if text.utf8.contains(where: ShownText.isDigit) { add(text) }
      case .list(let rows): for row in rows { add(row) }
      case .absent, .flag, .mark: break
      }
    }
  }

  private mutating func add(_ text: String) {
    for found in scanner.figures(in: Array(text.utf8)) {
      switch found.figure {
      case .amount(let value): amounts.insert(value)
      case .date(let date, let other):
        dates.insert(date.dayNumber)
        if let other { dates.insert(other.dayNumber) }
      }
    }
  }

  /// Every sum and date that no fact knows and that is not one of the template's own.
  func strangers(in text: [UInt8], but own: [FigureScanner.Figure] = []) -> [FigureScanner.Found] {
    var strangers: [FigureScanner.Found] = []
    scanner.forEach(in: text) { if !isKnown($0.figure), !own.contains($0.figure) { strangers.append($0) } }
    return strangers
  }

  private func isKnown(_ figure: FigureScanner.Figure) -> Bool {
    switch figure {
    case .amount(let value): amounts.contains(value)
    case .date(let date, let other):
      dates.contains(date.dayNumber) || other.map { dates.contains($0.dayNumber) } ?? false
    }
  }
}

extension Finding {
  /// A sum or a date that no fact knows.
  static func stranger(_ found: FigureScanner.Found, in text: [UInt8], _ part: Part) -> Finding {
    let excerpt = String(decoding: text[found.range], as: UTF8.self)
    switch found.figure {
    case .amount:
      return Finding(
        .unknownAmount, in: part, excerpt: excerpt, reason: "no fact knows this sum", source: "docs/guard.md",
        instead: "a letter names the sums of its claims, and no other")
    case .date:
      return Finding(
        .unknownDate, in: part, excerpt: excerpt, reason: "no fact knows this date", source: "docs/guard.md",
        instead: "a letter names the dates of its claims, and no other")
    }
  }
}
