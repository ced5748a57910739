/// All that the rules need besides the claim itself: creditors, policies, zones, calendars and languages. A reload
/// replaces it as a whole.
package struct Rulebook: Sendable {
  package let creditors: [String: Creditor]
  package let policies: [String: Policy]
  package let almanac: Almanac
  /// The law of late payment.
  package let statutes: Statutes
  /// The language tags that there are templates for.
  package let languages: [String]
  /// Whether notices may leave before anybody has said `arm` or `hold`; a fresh installation's configuration says no.
  package let startsArmed: Bool
  /// Whether there is a print spool, so that letters go by post too.
  package let printsLetters: Bool
  /// What books by itself of the money that comes in, and what waits.
  package let matching: MatchRules
  /// When a complete list of what is open waits for a person.
  package let lists: ListRules
  /// How creditors are told what happens.
  package let notify: NotifyRules

  package init(
    creditors: [Creditor], policies: [Policy], almanac: Almanac, languages: [String], startsArmed: Bool = false,
    statutes: Statutes = .none, printsLetters: Bool = false, matching: MatchRules = MatchRules(),
    lists: ListRules = ListRules(), notify: NotifyRules = NotifyRules()
  ) {
    self.creditors = Dictionary(creditors.map { ($0.id, $0) }) { first, _ in first }
    self.policies = Dictionary(policies.map { ($0.name, $0) }) { first, _ in first }
    self.almanac = almanac
    self.languages = languages
    self.startsArmed = startsArmed
    self.printsLetters = printsLetters
    self.statutes = statutes
    self.matching = matching
    self.lists = lists
    self.notify = notify
  }

  /// The next step of a claim: ``Policy/next(for:history:place:now:lastContact:)`` with the policy and the place the
  /// claim names.
  package func next(
    for claim: Claim, history: [Completion], now: Instant, lastContact: Instant? = nil
  ) -> Decision {
    guard let policy = policies[claim.draft.policy] else { return .nothing(.unknownPolicy(claim.draft.policy)) }
    guard let creditor = creditors[claim.draft.creditor] else {
      return .nothing(.unknownCreditor(claim.draft.creditor))
    }
    guard let place = place(debtor: claim.draft.debtor, creditor: creditor, policy: policy) else {
      return .nothing(.unknownZone(claim.draft.debtor.timeZone ?? creditor.timeZone))
    }
    let decision = policy.next(for: claim, history: history, place: place, now: now, lastContact: lastContact)
    guard let planned = decision.planned else { return decision }
    guard let step = reaching(claim.draft, by: planned.step) else { return .nothing(.noAddress) }
    return .step(PlannedStep(step: step, at: planned.at, causes: planned.causes, skipped: planned.skipped))
  }

  /// What went out about the deadline of a claim that holds now: after it was put off, the ladder begins anew.
  package func current(_ history: [Completion], of claim: Claim) -> [Completion] {
    guard let policy = policies[claim.draft.policy], let place = place(for: claim) else { return history }
    return policy.current(history, ofDeadline: claim.draft.due, place: place)
  }

  /// A step in the ways by which it comes to a claim's debtor: without an e-mail address by letter alone, where letters are
  /// printed and there is a postal address; nil where it does not come at all.
  package func reaching(_ draft: ClaimDraft, by step: Step) -> Step? {
    if draft.debtor.email != nil || !draft.mailing.isEmpty { return step }
    guard printsLetters, !draft.debtor.address.isEmpty else { return nil }
    return step.byPost
  }

  /// When a notice that was opened at an earlier moment may leave now; nil when its step would no longer be sent.
  ///
  /// What was opened in time is not missed because a server or an approval took days, nor because what had made it late
  /// is not known any more: a pause that is over, or the distance to another notice.
  package func departure(
    of name: String, openedAt: Instant, for claim: Claim, history: [Completion], now: Instant
  ) -> PlannedDeparture? {
    guard let planned = next(for: claim, history: history, now: openedAt).planned,
      let policy = policies[claim.draft.policy], let step = policy.step(named: name), let place = place(for: claim),
      planned.step.name == name || planned.skipped.contains(where: { $0.step == name })
    else { return nil }
    let earliest = planned.step.name == name ? planned.at : openedAt
    let opening = policy.sendWindow.opening(
      for: step, of: claim.draft.due, onOrAfter: max(earliest, now), zone: place.windowZone, calendar: place.calendar)
    guard let opening, !step.isBeforeDue || opening < place.end(of: claim.draft.due) else { return nil }
    return PlannedDeparture(step: reaching(claim.draft, by: step) ?? step, at: opening)
  }

  /// The first moment at which a step of a claim keeps its distance to another notice to the same debtor; nil when the
  /// claim's policy has no such step.
  package func moment(of step: String, for claim: Claim, after contact: Instant) -> Instant? {
    guard let policy = policies[claim.draft.policy], let place = place(for: claim) else { return nil }
    return policy.moment(of: step, for: claim, after: contact, place: place)
  }

  /// What is on record once a step has gone out at this moment.
  package func completion(of step: Step, for claim: Claim, at instant: Instant) -> Completion {
    Completion(step: step.name, tone: step.tone, at: instant, payBy: payBy(step, for: claim, sentAt: instant))
  }

  /// The day printed in a notice until which the debtor is to pay: a working day where the debtor is, since a period
  /// that ends on a Sunday ends on Monday (BGB § 193), and at the place of payment where due days roll; nil when the step
  /// sets none.
  package func payBy(_ step: Step, for claim: Claim, sentAt instant: Instant) -> CivilDate? {
    guard let payWithin = step.payWithin, let zone = zone(for: claim) else { return nil }
    let calendar = calendar(for: claim)
    let last = payWithin.day(after: zone.date(at: instant), calendar: calendar)
    return calendar.rolled(last, alsoBy: rollingCalendar(for: claim))
  }

  /// The first day on which dunning goes on after a promised one, which rolls like a due day, the policy's grace for
  /// money on its way allowed for.
  package func resumption(after promised: CivilDate, for claim: Claim) -> CivilDate {
    let grace = policies[claim.draft.policy]?.promiseGrace ?? Span(1, .workingDays)
    let kept = rollingCalendar(for: claim)?.rolled(promised) ?? promised
    return grace.day(after: kept, calendar: calendar(for: claim)).adding(days: 1)
  }

  /// The days worked where the debtor is, or where the creditor is when nobody knows.
  package func calendar(for claim: Claim) -> WorkCalendar {
    almanac.calendar(claim.draft.debtor.calendar ?? creditors[claim.draft.creditor]?.calendar)
  }

  /// Eight in the morning by the creditor's clock: when a note comes back to them on its day.
  package func officeOpening(on day: CivilDate, ofCreditor id: String) -> Instant {
    let zone = creditors[id].flatMap { almanac.zone($0.timeZone) } ?? .utc
    return zone.instant(day, TimeOfDay(seconds: 8 * 3_600))
  }

  /// The debtor's zone, or the creditor's where the debtor's is not known.
  package func zone(for claim: Claim) -> ZoneRules? {
    (claim.draft.debtor.timeZone ?? creditors[claim.draft.creditor]?.timeZone).flatMap(almanac.zone)
  }

  /// The zone in which the daemon as a whole tells the time: the creditor's, or UTC where there are several.
  package var operationZone: ZoneRules {
    let names = Set(creditors.values.map(\.timeZone))
    return (names.count == 1 ? names.first.flatMap(almanac.zone) : nil) ?? .utc
  }

  /// The language of notices about this claim.
  package func language(for claim: Claim) -> String { language(of: claim.draft) }

  /// The debtor's language, with its region where there are templates for that one; else the creditor's.
  func language(of draft: ClaimDraft) -> String {
    draft.debtor.language.flatMap(language(matching:))
      ?? creditors[draft.creditor].flatMap { language(matching: $0.language) } ?? "en"
  }

  /// The known language that serves this tag: itself, its base (`de` for `de-AT`), `zh-Hans` for mainland Chinese.
  package func language(matching tag: String) -> String? {
    let folded = tag.lowercased()
    if let exact = languages.first(where: { $0.lowercased() == folded }) { return exact }
    let parts = folded.split(separator: "-")
    guard let base = parts.first else { return nil }
    if base == "zh" {
      let isTraditional = parts.contains { ["hant", "tw", "hk", "mo"].contains($0) }
      return languages.first { $0.lowercased() == (isTraditional ? "zh-hant" : "zh-hans") }
    }
    return languages.first { $0.lowercased() == String(base) }
  }

  /// Where and by whose clock a claim is dunned; nil when the configuration no longer has what it names.
  func place(for claim: Claim) -> Place? {
    guard let policy = policies[claim.draft.policy], let creditor = creditors[claim.draft.creditor] else { return nil }
    return place(debtor: claim.draft.debtor, creditor: creditor, policy: policy)
  }

  private func place(debtor: Debtor, creditor: Creditor, policy: Policy) -> Place? {
    guard let zone = almanac.zone(debtor.timeZone ?? creditor.timeZone) else { return nil }
    let windowZone: ZoneRules? =
      switch policy.sendWindow.zone {
      case .debtor: zone
      case .creditor: almanac.zone(creditor.timeZone)
      case .named(let name): almanac.zone(name)
      }
    guard let windowZone else { return nil }
    return Place(
      zone: zone, calendar: almanac.calendar(debtor.calendar ?? creditor.calendar), windowZone: windowZone,
      rolling: almanac.rollingCalendar(of: policy, for: debtor.kind))
  }
}
