/// A record of QIF: lines that begin with the letter that says what they are.
struct QIFRecord {
  private var values: [Character: String] = [:]
  /// Where it begins in the file, from 1.
  private(set) var line = 0

  var isEmpty: Bool { values.isEmpty }

  subscript(key: Character) -> String? { values[key] }

  /// The first of each letter: the others are of the parts into which the owner split it.
  mutating func take(_ text: String, line: Int) throws(StatementFailure) {
    guard let key = text.first else { return }
    if values.isEmpty { self.line = line }
    values[key] = values[key] ?? text.dropFirst().meant ?? ""
  }

  func day() throws(StatementFailure) -> QIFDay {
    guard let text = self["D"], let day = QIFDay(text) else {
      throw StatementFailure("\"\(self["D"] ?? "")\" is not a day", line: line)
    }
    return day
  }

  /// - Parameter order: of day and month; nil when the file did not say.
  func entry(_ order: QIFDay.Order?) throws(StatementFailure) -> StatementEntry {
    guard let text = self["T"] ?? self["U"] else { throw StatementFailure("an entry has no amount (T)", line: line) }
    var entry = StatementEntry(amount: try Self.amount(text, line: line), currency: nil, line: line)
    let day = try self.day()
    guard let booked = day.day(order) else { throw QIFFormat.ambiguous(line) }
    entry.booked = booked
    entry.name = self["P"]?.meant
    entry.text = self["M"]?.meant ?? self["P"]?.meant
    return entry
  }

  /// With separators of thousands; what could be thousands or decimals is refused.
  private static func amount(_ text: String, line: Int) throws(StatementFailure) -> Amount {
    guard let plain = plain(text.squeezed), let amount = Amount(plain) else {
      throw StatementFailure("\"\(text)\" is not an amount, or could be two", line: line)
    }
    return amount
  }

  /// With a point, and without separators: of two marks the last one is the decimal mark, of one it is where it stands
  /// once and not before three digits.
  private static func plain(_ text: String) -> String? {
    let marks = text.filter { $0 == "," || $0 == "." }
    guard let last = marks.last else { return text }
    let isMixed = Set(marks).count == 2
    let decimal = isMixed || marks.count == 1 ? last : nil
    let groups = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
    let thousands = decimal == nil ? groups.dropFirst() : groups.dropFirst().dropLast()
    let isAmbiguous = !isMixed && marks == "," && groups[1].count == 3
    guard thousands.allSatisfy({ $0.count == 3 }), !isAmbiguous, marks.count(where: { $0 == decimal }) <= 1 else {
      return nil
    }
    let whole = (decimal == nil ? groups[...] : groups.dropLast()).joined()
    return decimal == nil ? whole : "\(whole).\(groups[groups.count - 1])"
  }
}
