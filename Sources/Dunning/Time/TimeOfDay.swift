/// A wall-clock time of some day, to the second; 24:00 is the end of the day.
package struct TimeOfDay: Hashable, Sendable, Comparable {
  /// Seconds since 00:00 as the clock on the wall shows them: 0 to 86,400.
  package let seconds: Int

  package init(seconds: Int) { self.seconds = seconds }

  /// Reads `09:00` or `09:00:30`; `24:00` is allowed as an end.
  ///
  /// - Throws: ``RuleError`` `.invalidTime`.
  package init(parsing text: String) throws(RuleError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.count == 2 ? digits(Array($0.utf8)) : nil }
    guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[1] < 60,
      numbers.count == 2 || numbers[2] < 60
    else {
      throw RuleError(.invalidTime, "\(quoted(text)) is not a time of day", hint: "write HH:MM, e.g. \"09:00\"")
    }
    let seconds = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    guard seconds <= 86_400 else {
      throw RuleError(.invalidTime, "\(quoted(text)) is later than the end of the day", hint: "the last is \"24:00\"")
    }
    self.init(seconds: seconds)
  }

  /// `09:00`, or `09:00:30` when there are seconds.
  package var text: String {
    let minutes = "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2))"
    return seconds % 60 == 0 ? minutes : "\(minutes):\(padded(seconds % 60, 2))"
  }

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.seconds < right.seconds }
}
