/// When a creditor's debtors get a statement of account without being asked, and what persons have to do about each.
package struct AccountSchedule: Hashable, Sendable {
  /// The day of each month, from 1 to ``dayMax``.
  package let day: Int
  package let approval: Step.Approval

  package init(day: Int, approval: Step.Approval = .none) {
    self.day = day
    self.approval = approval
  }

  /// The last day that every month has.
  package static let dayMax = 28
}

extension Step {
  /// What a statement of account stands under among the notices; no policy has it.
  package static let statementOfAccount = Step(
    name: "statement-of-account", at: Offset(.due, Span(0, .days)), tone: .courtesy)
}

extension Rulebook {
  /// When statements of account are next made for a creditor's debtors: on the day of the month, or the next that is worked
  /// where the creditor is, at the hour at which their office opens; nil where they have no schedule.
  package func accountRun(of creditor: Creditor, after moment: Instant) -> Instant? {
    guard let schedule = creditor.statementOfAccount else { return nil }
    let calendar = almanac.calendar(creditor.calendar)
    var month = RegisterMonth(of: (almanac.zone(creditor.timeZone) ?? .utc).date(at: moment))
    while true {
      let day = calendar.adding(workingDays: 0, to: month.firstDay.adding(days: schedule.day - 1))
      let run = officeOpening(on: day, ofCreditor: creditor.id)
      if run > moment { return run }
      month = month.next
    }
  }

  /// The first moment at or after this one at which a statement of account may leave to the debtor of a claim: in the hours
  /// of the claim's policy, and on no day off where that names none; nil when there is none, or the configuration no longer
  /// has what the claim names.
  package func accountOpening(for claim: Claim, onOrAfter moment: Instant) -> Instant? {
    guard let policy = policies[claim.draft.policy], let place = place(for: claim) else { return nil }
    return policy.sendWindow.opening(
      for: .statementOfAccount, of: .day(place.zone.date(at: moment)), onOrAfter: moment, zone: place.windowZone,
      calendar: place.calendar)
  }
}
