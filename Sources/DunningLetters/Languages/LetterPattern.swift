/// How a date or a sum is put together: `{day}. {month} {year}`.
struct LetterPattern: Sendable, ExpressibleByStringLiteral {
  /// What the braces name.
  enum Part: String, Sendable {
    case year, month, day, time, hour, minute, zone, date, code, number, rate, from, until, count
    /// The first three letters of the month's name; month and day with two digits.
    case monthName, monthNumber, dayNumber
    /// The hour of a clock of twelve hours, and the half of the day in which it lies.
    case hourOfTwelve, half
  }

  private enum Piece: Sendable {
    case text(String)
    case part(Part)
  }

  private var pieces: [Piece] = []

  init(stringLiteral pattern: String) {
    for (index, opening) in pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      let halves = index == 0 ? ["", opening] : opening.split(separator: "}", omittingEmptySubsequences: false)
      precondition(halves.count == 2, "the pattern \(pattern) has braces that do not match")
      if index > 0 {
        guard let part = Part(rawValue: String(halves[0])) else { preconditionFailure("\(halves[0]) is no part") }
        pieces.append(.part(part))
      }
      if !halves[1].isEmpty { pieces.append(.text(String(halves[1]))) }
    }
  }

  /// The pattern with these values in place; a part without a value would be a mistake in the language's own table.
  func filled(_ values: KeyValuePairs<Part, String>) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .part(let part): result += values.first { $0.key == part }?.value ?? ""
      }
    }
    return result
  }
}
