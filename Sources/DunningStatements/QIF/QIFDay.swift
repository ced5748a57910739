/// A day as QIF has it: `23/10/2013`, `10/23'13`, `2013-10-23`; which is the month, only the whole file says.
struct QIFDay {
  enum Order: Sendable { case dayFirst, monthFirst }

  private let first: Int
  private let second: Int
  private let year: Int
  /// The year stands first, and then there is nothing to ask.
  private let isISO: Bool

  init?(_ text: String) {
    let parts = text.split { "/.-' ".contains($0) }
    guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isDigit) && $0.count <= 4 }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    isISO = parts[0].count == 4
    (first, second) = isISO ? (numbers[1], numbers[2]) : (numbers[0], numbers[1])
    let written = isISO ? numbers[0] : numbers[2]
    // After an apostrophe stands a year of this century.
    let isShort = parts[isISO ? 0 : 2].count <= 2
    year = !isShort ? written : text.contains("'") || written < 80 ? 2_000 + written : 1_900 + written
  }

  /// The order in which alone it is a day; nil when it is one in both.
  var order: Order? {
    if isISO { return .monthFirst }
    return first > 12 ? .dayFirst : second > 12 ? .monthFirst : nil
  }

  /// Nil when there is no such day, or when there are two.
  func day(_ order: Order?) -> Day? {
    switch isISO ? .monthFirst : order {
    case .dayFirst: Day(year: year, month: second, day: first)
    case .monthFirst: Day(year: year, month: first, day: second)
    case nil: first == second ? Day(year: year, month: first, day: second) : nil
    }
  }
}
