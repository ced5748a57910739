/// A sentence, or a part of one, that the daemon says, and what the reader is told instead.
///
/// Reasons are kept in the docket as they were said, in English, so that they are known again by their form: what is
/// between braces in ``pattern`` differs from one to the next. The tests hold the patterns against what the rules say.
struct Clause: Sendable {
  /// As the daemon says it, with `{name}` or `{name:kind}` for what differs.
  let pattern: [Piece]
  private let english: [Piece]
  private let german: [Piece]
  private let chinese: [Piece]

  enum Piece: Hashable, Sendable {
    case text(String)
    case slot(String, Kind)
  }

  /// What stands in a slot.
  enum Kind: String, CaseIterable, Sendable {
    /// Anything, as it is.
    case text
    /// `Thu 3 December 2026`, `thu 2026-12-03` or `2026-12-03`.
    case day
    /// A day with ` at 09:00` or ` 09:00` behind it.
    case time
    /// A moment of RFC 3339, or a day.
    case moment
    /// `12.50 EUR`.
    case sum
    /// `12.50`.
    case number
    case count
    /// A word of the daemon's, such as a state.
    case term
    /// The name of a step.
    case step
    /// `3 working days` or `3bd`.
    case span
    /// `due+3bd`.
    case offset
    /// `Mon–Fri 09:00–18:00`.
    case window
    /// Another clause.
    case clause
    /// What somebody said: another clause, or words of their own as they are.
    case said
    /// Clauses: `a, b and c`.
    case clauses
    /// Names: `a, b and c`.
    case names
  }

  /// - Parameter en: in English for readers; nil where the daemon's own words serve.
  init(_ pattern: String, en: String? = nil, de: String, zh: String) {
    self.pattern = Self.pieces(pattern)
    english = en.map(Self.pieces) ?? self.pattern
    german = Self.pieces(de)
    chinese = Self.pieces(zh)
  }

  func template(_ language: Language) -> [Piece] {
    switch language {
    case .english: english
    case .german: german
    case .chinese: chinese
    }
  }

  /// The names of the slots.
  static func slots(_ pieces: [Piece]) -> Set<String> {
    Set(pieces.compactMap { piece in if case .slot(let name, _) = piece { name } else { nil } })
  }

  private static func pieces(_ text: String) -> [Piece] {
    var (pieces, rest): ([Piece], Substring) = ([], text[...])
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let parts = rest[rest.index(after: open)..<close].split(separator: ":").map(String.init)
      pieces.append(.slot(parts.first ?? "", parts.count > 1 ? Kind(rawValue: parts[1]) ?? .text : .text))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}
