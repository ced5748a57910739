/// A record of fixed columns, counted from 1 as the descriptions do; what a shorter line lacks is blank.
struct Columns {
  private let scalars: [Unicode.Scalar]
  /// Where the record stands in the file, from 1.
  let line: Int

  init(_ line: TextLine) {
    scalars = Array(line.text.unicodeScalars)
    self.line = line.number
  }

  /// As it is, with its blanks.
  func exact(_ range: ClosedRange<Int>) -> String {
    let first = range.lowerBound - 1
    let end = min(range.upperBound, scalars.count)
    guard first < end else { return "" }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[first..<end])
    return String(view)
  }

  /// Without blanks at both ends; nil when nothing is left.
  func text(_ range: ClosedRange<Int>) -> String? { exact(range).meant }

  /// A number that says something; nil when it is all noughts.
  func reference(_ range: ClosedRange<Int>) -> String? {
    guard let text = text(range), text.contains(where: { $0 != "0" }) else { return nil }
    return text
  }

  /// - Throws: ``StatementFailure`` when it is no number.
  func count(_ range: ClosedRange<Int>) throws(StatementFailure) -> Int {
    guard let text = text(range), text.allSatisfy(\.isDigit), let count = Int(text) else {
      throw bad(range, "a number")
    }
    return count
  }

  /// An amount in minor units, without a sign.
  func amount(_ range: ClosedRange<Int>, decimals: Int) throws(StatementFailure) -> Amount {
    guard let amount = Amount(minorUnits: exact(range).trimmed, decimals: decimals) else {
      throw bad(range, "an amount")
    }
    return amount
  }

  /// A day that may be left blank or nought.
  func day(_ range: ClosedRange<Int>, _ make: (String) -> Day?) throws(StatementFailure) -> Day? {
    guard let text = reference(range) else { return nil }
    guard let day = make(text) else { throw bad(range, "a day") }
    return day
  }

  func bad(_ range: ClosedRange<Int>, _ what: String) -> StatementFailure {
    StatementFailure(
      "\"\(exact(range))\" in columns \(range.lowerBound) to \(range.upperBound) is not \(what)", line: line)
  }
}
