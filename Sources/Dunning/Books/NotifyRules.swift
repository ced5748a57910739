/// How creditors are told what happens, as the section `notify` of the configuration says; by default not at all.
package struct NotifyRules: Hashable, Sendable {
  /// When the morning mail leaves, by each creditor's clock; nil: there is none.
  package var digest: TimeOfDay?
  /// Whether it comes on days off too.
  package var comesOnDaysOff = false
  /// Whether it comes when there is nothing to tell.
  package var comesWhenEmpty = false
  /// How many days ahead it tells what leaves; 0 is today alone.
  package var forewarnDays = 1
  /// What a creditor is told of at once.
  package var atOnce: Set<MorningReport.Topic> = []
  /// Where the desk is reached, without a slash at its end; nil where no address of it is known.
  package var desk: String?

  package init() {}

  /// Days ahead that a mail can be asked to tell of.
  package static let forewarnDaysMax = 14
}

extension Rulebook {
  /// When a creditor's next morning mail leaves: at the first such moment that is not past, on a day after the last.
  ///
  /// - Parameters:
  ///   - last: the day of the last one; nil when there was none.
  ///   - now: nothing is planned before it.
  /// - Returns: the day, by the creditor's clock, and the moment; nil where there are no such mails.
  package func morning(
    of creditor: Creditor, after last: CivilDate?, now: Instant
  ) -> (day: CivilDate, at: Instant)? {
    guard let time = notify.digest else { return nil }
    let zone = almanac.zone(creditor.timeZone) ?? .utc
    var day = zone.date(at: now)
    if let last, last >= day { day = last.adding(days: 1) }
    day = morningDay(day, of: creditor)
    if zone.instant(day, time) < now { day = morningDay(day.adding(days: 1), of: creditor) }
    return (day, zone.instant(day, time))
  }

  /// This day, or the first one after it on which the mail comes.
  private func morningDay(_ day: CivilDate, of creditor: Creditor) -> CivilDate {
    notify.comesOnDaysOff ? day : almanac.calendar(creditor.calendar).adding(workingDays: 0, to: day)
  }

  /// The last day of which the mail of a day tells what leaves: what leaves on a day off, and on the morning after, is
  /// forewarned of before it.
  package func forewarned(on day: CivilDate, of creditor: Creditor) -> CivilDate {
    let next = morningDay(day.adding(days: 1), of: creditor)
    return max(day.adding(days: notify.forewarnDays), next.adding(days: notify.forewarnDays - 1))
  }
}
