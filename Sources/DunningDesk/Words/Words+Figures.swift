/// Days, moments, numbers and sums as the reader writes them.
extension Words {
  func number(_ number: Int) -> String { grouped(String(number)) }

  /// A sum with its currency; one that is no number stays what it is.
  func amount(_ text: String, _ currency: String) -> String {
    let sum = self.sum(text)
    return language == .german ? "\(sum) \(currency)" : "\(currency) \(sum)"
  }

  /// A sum without its currency.
  func sum(_ text: String) -> String {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }) else {
      return text
    }
    let sign = text.hasPrefix("-") ? "−" : ""
    return sign + grouped(String(parts[0])) + (parts.count == 2 ? decimalMark + parts[1] : "")
  }

  /// `1.234,56` or `1234.56` as the control API takes it; nil when it cannot be told what is meant.
  ///
  /// A single mark with three digits behind it may be either, so that it is asked for again.
  static func amount(typed text: String) -> String? {
    let plain = text.filter { !$0.isWhitespace && $0 != "'" && $0 != "’" }
    guard plain.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) else {
      return nil
    }
    let marks = plain.filter { !$0.isNumber }
    guard let last = marks.last else { return plain.isEmpty ? nil : plain }
    let pieces = plain.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }.map(String.init)
    guard let first = pieces.first, let tail = pieces.last, !first.isEmpty, !tail.isEmpty else { return nil }
    let middles = pieces.dropFirst().dropLast()
    let isGrouped = first.count <= 3 && middles.allSatisfy { $0.count == 3 }
    if marks.dropLast().contains(last) {
      // The same mark again and again groups thousands.
      return Set(marks).count == 1 && isGrouped && tail.count == 3 ? pieces.joined() : nil
    }
    if marks.count == 1 { return tail.count == 3 ? nil : "\(first).\(tail)" }
    return isGrouped && Set(marks.dropLast()).count == 1 ? "\(pieces.dropLast().joined()).\(tail)" : nil
  }

  /// A day, or a moment with its time in the zone that it is told in.
  func time(_ text: String) -> HTML {
    Day(text) == nil ? "\(text)" : "<time datetime=\"\(text)\">\(moment(text))</time>"
  }

  /// A day or a moment as plain text; what is none stays what it is.
  func moment(_ text: String) -> String { moment(text, else: text) ?? text }

  /// The same, with what to say of what is none.
  func moment(_ text: String, else other: String?) -> String? {
    guard let day = Day(text) else { return other }
    return day.clock.map { self.day(day) + (language == .chinese ? " " : ", ") + $0 } ?? self.day(day)
  }

  /// The day of a day or a moment, as plain text.
  func day(_ text: String) -> String { Day(text).map(day) ?? text }

  /// The date of a mail, `Mon, 30 Nov 2026 21:00:13 +0100` (RFC 5322), in the zone that it is written in.
  func mailDate(_ text: String) -> String {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "," })
    let rest = parts.first.map { $0.first?.isNumber ?? false } == true ? parts[...] : parts.dropFirst()
    let pieces = rest.prefix(4).map(String.init)
    guard pieces.count == 4, let day = Int(pieces[0]), let month = Self.months.firstIndex(of: pieces[1]) else {
      return text
    }
    return moment("\(pieces[2])-\(Self.padded(month + 1))-\(Self.padded(day))T\(pieces[3].prefix(5))")
  }

  private struct Day {
    let (year, month, number): (Int, Int, Int)
    /// `09:30`; nil of a day.
    let clock: String?

    init?(_ text: String) {
      let parts = text.prefix(10).split(separator: "-")
      guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
        let number = Int(parts[2]), (1...12).contains(month), (1...31).contains(number)
      else { return nil }
      (self.year, self.month, self.number) = (year, month, number)
      let rest = text.dropFirst(10)
      guard rest.isEmpty || (rest.first == "T" && rest.count >= 6) else { return nil }
      clock = rest.isEmpty ? nil : String(rest.dropFirst().prefix(5))
    }
  }

  private func day(_ day: Day) -> String {
    switch language {
    case .english: "\(day.number) \(Self.months[day.month - 1]) \(day.year)"
    case .german: "\(Self.padded(day.number)).\(Self.padded(day.month)).\(day.year)"
    case .chinese: "\(day.year)年\(day.month)月\(day.number)日"
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private var decimalMark: String { language == .german ? "," : "." }

  /// With a mark between thousands.
  private func grouped(_ digits: String) -> String {
    let mark = language == .german ? "." : ","
    var (result, rest) = ("", digits[...])
    while rest.count > 3, rest.suffix(4).first?.isNumber == true {
      result = mark + rest.suffix(3) + result
      rest = rest.dropLast(3)
    }
    return rest + result
  }
}
