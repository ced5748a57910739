/// How long what is personal is kept of a claim that is over.
package struct Retention: Hashable, Sendable {
  /// Days, weeks or months from the day on which it was paid, withdrawn or written off.
  package let span: Span

  /// Reads `96mo`, `52w` or `3650d`.
  ///
  /// - Throws: ``RuleError`` `.invalidOffset`, also for what is no length in calendar days.
  package init(parsing text: String) throws(RuleError) {
    let span = try Span(parsing: text)
    guard [.days, .weeks, .months].contains(span.unit), span.count > 0 else {
      throw RuleError(
        .invalidOffset, "\(quoted(text)) is no time to keep something",
        hint: "write a number from 1 and one of d w mo, e.g. 120mo")
    }
    self.span = span
  }

  /// The last day on which the claim is kept: never one before the claim is barred by limitation, since what was asked
  /// and paid may have to be proven until then (GDPR Art. 17 (3) (e)).
  ///
  /// - Parameter limitation: the last day on which it is certainly not barred; nil where no rule knows.
  package func lastDay(closed: CivilDate, limitation: CivilDate?) -> CivilDate {
    let kept = span.day(after: closed, calendar: .weekdays)
    return limitation.map { max(kept, $0) } ?? kept
  }
}
