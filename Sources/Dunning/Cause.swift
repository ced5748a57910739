/// One cause of the moment at which a step goes out. It is put into words only when somebody reads it.
package enum Cause: Hashable, Sendable {
  /// The offset of the step itself.
  case offset(Offset, Shown)
  /// The distance to the notice before.
  case gap(Span, after: String, Shown)
  /// The notice before printed this day to pay by, which has to pass.
  case payBy(CivilDate, Shown)
  /// The distance to the last notice to the same debtor about another claim.
  case contact(Span, Shown)
  /// Left alone until a day.
  case state(Claim.State, until: CivilDate, Shown)
  /// The moment lies before the one of asking.
  case past
  /// The send window was closed.
  case window(Shown)

  /// A moment as the debtor's wall calendar and clock show it.
  package struct Shown: Hashable, Sendable {
    package let at: Instant
    package let date: CivilDate
    package let time: TimeOfDay

    /// `thu 2026-12-03 09:00`.
    package var text: String { "\(date.weekday.rawValue) \(date.iso) \(time.text)" }
  }

  /// The moment that the cause moved the step to; nil where it is the moment of asking.
  package var shown: Shown? {
    switch self {
    case .offset(_, let shown), .gap(_, _, let shown), .payBy(_, let shown), .contact(_, let shown),
      .state(_, _, let shown), .window(let shown):
      shown
    case .past: nil
    }
  }

  /// A terse clause with all that was computed, e.g. `due+3bd is thu 2026-12-03 09:00`.
  package var clause: String {
    switch self {
    case .offset(let offset, let shown): "\(offset.text) is \(shown.text)"
    case .gap(let gap, let step, let shown): "\(gap.text) after \(step): \(shown.text)"
    case .payBy(let date, let shown): "the day after the printed \(date.iso): \(shown.text)"
    case .contact(let gap, let shown): "\(gap.text) after the last notice to this debtor: \(shown.text)"
    case .state(let state, let date, let shown): "\(state.rawValue) until \(date.iso): \(shown.text)"
    case .past: "that is past, so now"
    case .window(let shown): "the send window opens \(shown.text)"
    }
  }

  /// The same in a bookkeeper's words, without the moment, e.g. `3 working days after the deadline`.
  package var words: String {
    switch self {
    case .offset(let offset, _): offset.words
    case .gap(let gap, let step, _): "\(gap.words) after \(step)"
    case .payBy(let date, _): "the day after \(date.iso), by which the last notice asked to pay"
    case .contact(let gap, _): "\(gap.words) after the last notice to this debtor"
    case .state(let state, let date, _): "\(state.rawValue) until \(date.iso)"
    case .past: "its day is past, so at the first chance"
    case .window: "the first opening of the send window"
    }
  }
}

extension Span {
  /// `1 day`, `3 working days`.
  package var words: String {
    let count = abs(count)
    let noun =
      switch unit {
      case .seconds: "second"
      case .minutes: "minute"
      case .hours: "hour"
      case .days: "day"
      case .workingDays: "working day"
      case .weeks: "week"
      case .months: "month"
      }
    return "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension Offset {
  /// `3 working days before the deadline`, `on the day of the deadline`.
  package var words: String {
    let name =
      switch anchor {
      case .due: "the deadline"
      case .previous: "the last notice"
      case .payBy: "the day to pay by"
      }
    if span.count == 0 { return span.isInDays ? "on the day of \(name)" : "at \(name)" }
    return "\(span.words) \(span.count < 0 ? "before" : "after") \(name)"
  }
}
