/// One cause of the moment at which a step goes out. It is put into words only when somebody reads it.
package enum Cause: Hashable, Sendable {
  /// The offset of the step itself.
  case offset(Offset, Shown)
  /// The offset names a moment at which payment was still in time: the due day had rolled on to a working day.
  case rolled(Offset, lastInTime: CivilDate, Shown)
  /// The distance to the notice before.
  case gap(Span, after: String, Shown)
  /// The notice before printed this day to pay by, which has to pass.
  case payBy(CivilDate, Shown)
  /// The distance to the last notice to the same debtor about another claim.
  case contact(Span, Shown)
  /// The distance to the moment at which the claim was open again: money had gone back, or it had been given up by mistake.
  case reopened(Span, Shown)
  /// Left alone until a day.
  case state(Claim.State, until: CivilDate, Shown)
  /// Money that may be for it waits for a person, or has not moved yet, until the end of a day.
  case payment(until: CivilDate, Shown)
  /// The day of the invoice, before which nobody is asked to pay it.
  case invoice(CivilDate, Shown)
  /// The moment lies before the one of asking.
  case past
  /// The send window was closed.
  case window(Shown)
  /// It was a day off where the debtor is, and the policy names no send window.
  case dayOff(Shown)

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
    case .offset(_, let shown), .rolled(_, _, let shown), .gap(_, _, let shown), .payBy(_, let shown),
      .contact(_, let shown),
      .reopened(_, let shown), .state(_, _, let shown), .payment(_, let shown), .window(let shown),
      .invoice(_, let shown),
      .dayOff(let shown):
      shown
    case .past: nil
    }
  }

  /// A terse clause with all that was computed, e.g. `due+3bd is thu 2026-12-03 09:00`.
  package var clause: String {
    switch self {
    case .offset(let offset, let shown): "\(offset.text) is \(shown.text)"
    case .rolled(let offset, let date, let shown):
      "\(offset.text), after \(date.weekday.rawValue) \(date.iso), the last day in time: \(shown.text)"
    case .gap(let gap, let step, let shown): "\(gap.text) after \(step): \(shown.text)"
    case .payBy(let date, let shown): "the day after the printed \(date.iso): \(shown.text)"
    case .contact(let gap, let shown): "\(gap.text) after the last notice to this debtor: \(shown.text)"
    case .reopened(let gap, let shown): "\(gap.text) after it was opened again: \(shown.text)"
    case .state(let state, let date, let shown): "\(state.rawValue) until \(date.iso): \(shown.text)"
    case .payment(let date, let shown): "a payment that may be for it waits until \(date.iso): \(shown.text)"
    case .invoice(let date, let shown): "the invoice is of \(date.iso): \(shown.text)"
    case .past: "that is past, so now"
    case .window(let shown): "the send window opens \(shown.text)"
    case .dayOff(let shown): "the next working day is \(shown.text)"
    }
  }

  /// The same in a bookkeeper's words, without the moment, e.g. `3 working days after the deadline`.
  package var words: String {
    switch self {
    case .offset(let offset, _): offset.words
    case .rolled(_, let date, _): "the day after \(date.short), until which payment was in time"
    case .gap(let gap, let step, _): "\(gap.words) after \(step)"
    case .payBy(let date, _): "the day after \(date.iso), by which the last notice asked to pay"
    case .contact(let gap, _): "\(gap.words) after the last notice to this debtor"
    case .invoice(let date, _): "\(date.iso), the day of the invoice"
    case .reopened(let gap, _): "\(gap.words) after the claim was opened again"
    case .state(let state, let date, _): "\(state.rawValue) until \(date.iso)"
    case .payment(let date, _): "the day after \(date.iso), until which a payment waits that may be for it"
    case .past: "the first chance after its day has passed"
    case .window: "the next opening of the send window"
    case .dayOff: "the next working day"
    }
  }
}

extension PlannedStep {
  /// Why the step goes out then, for a sentence that begins with "since": what set the day, and what moved it on to an
  /// opening of the send window.
  package func why(calendar: WorkCalendar) -> String {
    let opens: String
    switch causes.last {
    case .window: opens = "the send window opens then"
    case .dayOff: opens = "that is the next working day"
    default: return "it is \(causes.last?.words ?? "time")"
    }
    guard let cause = causes.dropLast().last(where: { $0.shown != nil }), let shown = cause.shown else { return opens }
    let holiday = calendar.holidayName(on: shown.date).map { " (\($0))" } ?? ""
    return "\(opens), after \(shown.date.short)\(holiday), \(cause.words)"
  }
}
