extension Rulebook {
  /// Why a step has to wait for newer statements; nil where it need not.
  ///
  /// - Parameter newest: the newest booked day of the creditor's accounts; nil when nothing is known of them.
  package func staleness(of step: Step, for claim: Claim, newest: CivilDate?, at now: Instant) -> Decision.Reason? {
    guard let span = step.paymentsFresh else { return nil }
    let zone = creditors[claim.draft.creditor].flatMap { almanac.zone($0.timeZone) } ?? .utc
    if let newest, span.day(after: newest, calendar: calendar(for: claim)) >= zone.date(at: now) { return nil }
    return .stale(span, newest: newest)
  }
}
