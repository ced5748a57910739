/// Why a claim stands where it stands, in sentences that a bookkeeper understands: what has gone out, what comes next
/// and why then, and everything that holds it or does not.
///
/// It is made from the same decisions as the notices themselves. A new reason to wait is one more ``Gate``.
package struct Explanation: Hashable, Sendable {
  /// What is on record about the claim besides the claim itself.
  package struct Situation: Sendable {
    package let standing: Standing
    /// The debtor's other claims that may share a notice with it.
    package let others: [Standing]
    package let lastContact: Instant?
    /// Why nothing may leave at all; nil while the daemon is armed.
    package let heldBecause: String?
    /// Why the claim is paused, disputed and the like, in the words of whoever said so.
    package let reason: String?
    /// The promise that is running.
    package let promise: Promise?
    /// What the debtor has with the creditor in the claim's currency; nil while that is nothing.
    package let credit: Money?
    /// The notice about it that waits for a person's approval, and since when.
    package let approval: (notice: NoticeID, since: Instant)?
    /// What came in and may be for the claim, a clause each, while a person has not decided.
    package let waiting: [String]
    /// The newest booked day of the creditor's accounts; nil when nothing is known of them.
    package let newestBooked: CivilDate?

    package init(
      _ standing: Standing, others: [Standing] = [], lastContact: Instant? = nil, heldBecause: String? = nil,
      reason: String? = nil, promise: Promise? = nil, credit: Money? = nil,
      approval: (notice: NoticeID, since: Instant)? = nil, waiting: [String] = [], newestBooked: CivilDate? = nil
    ) {
      self.standing = standing
      self.others = others
      self.lastContact = lastContact
      self.heldBecause = heldBecause
      self.reason = reason
      self.promise = promise
      self.credit = credit
      self.approval = approval
      self.waiting = waiting
      self.newestBooked = newestBooked
    }
  }

  /// Something that a notice has to pass.
  package struct Gate: Hashable, Sendable {
    package enum Name: String, Sendable, CaseIterable {
      case mode
      case state
      case minimum
      /// What the debtor has with the creditor already.
      case credit
      /// Money that may be for it.
      case payment
      /// Whether a person is asked if it was paid.
      case question
      /// How new the statements of the creditor's accounts are.
      case paymentsFresh = "payments-fresh"
      case notice
      case deadline
      case gap
      case payBy = "pay-by"
      case contact
      case sendWindow = "send-window"
      case approval
      /// The policy, the creditor or the zone that the claim names.
      case configuration
      case ladder
    }

    package let name: Name
    /// Whether it is in the way now.
    package let holds: Bool
    /// When it opens by itself; nil when it is open, or waits for a person.
    package let opensAt: Instant?
    package let because: String
  }

  /// A step of the ladder as it stands for the claim.
  package struct Rung: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
      case sent
      case next
      case ahead
      case skipped
    }

    package let step: String
    /// When it went out, or would; nil when it will not, or nobody can say.
    package let at: Instant?
    package let state: State
    package let because: String
  }

  package let gates: [Gate]
  package let ladder: [Rung]
  package let sentences: [String]

  package var next: Rung? { ladder.first { $0.state == .next } }

  package init(_ situation: Situation, _ rulebook: Rulebook, now: Instant) {
    let claim = situation.standing.claim
    guard let policy = rulebook.policies[claim.draft.policy], let place = rulebook.place(for: claim) else {
      let decision = rulebook.next(for: claim, history: situation.standing.history, now: now)
      let because = decision.nothingBecause ?? ""
      gates = [Gate(name: .configuration, holds: true, opensAt: nil, because: because)]
      ladder = []
      sentences = ["Nothing is planned: \(because)."]
      return
    }
    let teller = Teller(situation, rulebook, policy: policy, place: place, now: now)
    (gates, ladder, sentences) = (teller.gates, teller.ladder, teller.sentences)
  }
}

/// Finds the words for one claim at one moment.
private struct Teller {
  let situation: Explanation.Situation
  let rulebook: Rulebook
  let policy: Policy
  let place: Place
  let now: Instant
  /// What the rules decide now, and what they would if no notice stood in the way.
  let decision: Decision
  let course: [NoticePlan]
  /// Why another edition of the holidays may move it; empty when it will not.
  let provisional: [String]

  init(_ situation: Explanation.Situation, _ rulebook: Rulebook, policy: Policy, place: Place, now: Instant) {
    let standing = situation.standing
    self.situation = situation
    self.rulebook = rulebook
    self.policy = policy
    self.place = place
    self.now = now
    decision = rulebook.next(
      for: standing.claim, history: standing.history, now: now, lastContact: situation.lastContact)
    // As it will go on once the notice that stands in the way is done.
    let free = Standing(standing.claim.withoutObstacle, history: standing.history)
    // In the order of the docket, which decides between two that are due at the same moment.
    let standings = ([free] + situation.others).sorted { $0.claim.id < $1.claim.id }
    course = Self.course(of: free, among: standings, situation.lastContact, rulebook, now: now)
    let days = course.flatMap { [place.zone.date(at: $0.at), rulebook.payBy($0)].compactMap { $0 } }
    provisional = rulebook.provisional(for: standing.claim, days: days)
  }

  /// The notices that will speak of the claim if nobody pays.
  private static func course(
    of standing: Standing, among standings: [Standing], _ lastContact: Instant?, _ rulebook: Rulebook, now: Instant
  ) -> [NoticePlan] {
    var course = Course(standings, lastContact: lastContact, now: now)
    var own: [NoticePlan] = []
    // Every notice moves at least one claim up by a rung; once this claim's ladder is done, the others do not matter.
    var noticesLeft = standings.count * RuleLimits.stepsMax
    while noticesLeft > 0, let mine = course.standings.first(where: { $0.claim.id == standing.claim.id }),
      rulebook.next(for: mine.claim, history: mine.history, now: course.now).planned != nil,
      let notice = course.next(rulebook)
    {
      course.complete(notice, rulebook)
      if notice.parts.contains(where: { $0.claim.id == standing.claim.id }) { own.append(notice) }
      noticesLeft -= 1
    }
    return own
  }

  private var claim: Claim { situation.standing.claim }
  private var history: [Completion] { situation.standing.history }
  private var planned: PlannedStep? { decision.planned }
  private var currency: String { claim.draft.amount.currency.code }

  private func part(of notice: NoticePlan) -> PlannedStep? {
    notice.parts.first { $0.claim.id == claim.id }?.planned
  }

  private func text(_ instant: Instant) -> String {
    "\(place.zone.date(at: instant).short) at \(place.zone.timeOfDay(at: instant).text)"
  }

  // MARK: - Gates

  var gates: [Explanation.Gate] {
    [mode, state, minimum] + [credit, payment, question, paymentsFresh].compactMap { $0 } + [notice] + waits + [
      sendWindow
    ]
      + [approval, end].compactMap { $0 }
  }

  private func gate(
    _ name: Explanation.Gate.Name, holds: Bool, opensAt: Instant? = nil, _ because: String
  ) -> Explanation.Gate {
    Explanation.Gate(name: name, holds: holds, opensAt: holds ? opensAt : nil, because: because)
  }

  private var mode: Explanation.Gate {
    guard let reason = situation.heldBecause else { return gate(.mode, holds: false, "the daemon is armed") }
    return gate(.mode, holds: true, "the daemon is held: \(reason)")
  }

  private var state: Explanation.Gate {
    let said = self.said.map { ": \($0)" } ?? ""
    switch claim.state {
    case .open: return gate(.state, holds: false, "the claim is open: nobody paused or disputed it")
    case .paused, .promised:
      guard let until = claim.pausedUntil else {
        return gate(.state, holds: true, "\(Decision.Reason.settled(claim.state).text)\(said)")
      }
      let opens = place.zone.instant(until, policy.timeOfDay)
      let promised = situation.promise?.instalments.last { $0.due < until }.map {
        "the debtor promised to pay by \($0.due.short)"
      }
      return gate(
        .state, holds: opens > now, opensAt: opens,
        (promised ?? "the claim is \(claim.state.rawValue) until \(until.short)") + (promised == nil ? said : ""))
    // What was said before it was paid is no reason for that.
    case .paid: return gate(.state, holds: true, Decision.Reason.settled(.paid).text)
    case .disputed, .stopped, .withdrawn, .writtenOff:
      return gate(.state, holds: true, "\(Decision.Reason.settled(claim.state).text)\(said)")
    }
  }

  /// What was said of the state that it is in; of one that is paid, what was said before is over.
  private var said: String? { claim.state == .paid ? nil : situation.reason }

  private var minimum: Explanation.Gate {
    let open = "\(claim.outstanding.decimal) \(currency)"
    guard let least = policy.leastSum(in: claim.draft.amount.currency) else {
      return gate(.minimum, holds: !claim.outstanding.isPositive, "\(open) is open, and the policy has no minimum")
    }
    let isBelow = claim.outstanding.minorUnits < least.minorUnits
    return gate(
      .minimum, holds: isBelow,
      "\(open) is open, \(isBelow ? "" : "not ")below the minimum of \(least.decimal) \(currency)")
  }

  private var credit: Explanation.Gate? {
    guard let credit = situation.credit else { return nil }
    let has = "the debtor has a credit of \(credit.decimal) \(currency)"
    guard claim.covered.isPositive else {
      let least = policy.leastCredit(in: claim.draft.amount.currency)
      let isLittle = credit.isPositive && credit.minorUnits < least.minorUnits
      let because = isLittle ? "which is less than \(least.decimal) and holds nothing" : "which is not for this claim"
      return gate(.credit, holds: false, "\(has), \(because)")
    }
    return gate(
      .credit, holds: true,
      "\(has), which covers \(claim.covered.decimal) of it: set it against the claim with `payment assign`, or refund it"
    )
  }

  private var payment: Explanation.Gate? {
    guard let until = claim.heldUntil else { return nil }
    let opens = place.zone.instant(until.adding(days: 1), policy.timeOfDay)
    let what = situation.waiting.isEmpty ? "" : " (\(list(situation.waiting, max: 3)))"
    return gate(
      .payment, holds: opens > now, opensAt: opens, "money that may be for it waits until \(until.short)\(what)")
  }

  private var question: Explanation.Gate? {
    claim.asked.map { gate(.question, holds: true, Decision.Reason.asked($0).text) }
  }

  private var paymentsFresh: Explanation.Gate? {
    guard let step = planned?.step, let span = step.paymentsFresh, let at = planned?.at else { return nil }
    let known = situation.newestBooked.map { "payments are known until \($0.short)" } ?? "nothing is known of payments"
    let asks = "\(step.name) asks for those of the last \(span.text)"
    // Of a step that is still to come nobody knows how new they will be.
    guard at <= now, stale(step) else { return gate(.paymentsFresh, holds: false, "\(known), and \(asks)") }
    return gate(.paymentsFresh, holds: true, "\(known), and \(asks): import the newest statement")
  }

  private func stale(_ step: Step) -> Bool {
    rulebook.staleness(of: step, for: claim, newest: situation.newestBooked, at: now) != nil
  }

  private var notice: Explanation.Gate {
    guard let obstacle = claim.obstacle else { return gate(.notice, holds: false, "no notice is under way") }
    return gate(.notice, holds: true, waitingForApproval ?? Decision.Reason.obstacle(obstacle).text)
  }

  /// The step's own day and the distances it keeps, from the causes of its moment.
  private var waits: [Explanation.Gate] {
    guard let planned else { return [] }
    var gates = planned.causes.compactMap { cause -> Explanation.Gate? in
      guard let name = cause.gate, let shown = cause.shown else { return nil }
      let isAhead = shown.at > now
      return gate(
        name, holds: isAhead, opensAt: shown.at, "\(cause.words) \(isAhead ? "is" : "was") \(text(shown.at))")
    }
    if let last = history.last, !gates.contains(where: { $0.name == .gap }) {
      gates.append(gate(.gap, holds: false, "the distance to \(last.step) on \(text(last.at)) delays nothing"))
    }
    if let payBy = history.last?.payBy, !gates.contains(where: { $0.name == .payBy }) {
      gates.append(gate(.payBy, holds: false, "\(payBy.short), by which the last notice asked to pay, delays nothing"))
    }
    return gates
  }

  private var sendWindow: Explanation.Gate {
    let window = policy.sendWindow
    guard !window.isAlwaysOpen else {
      return gate(
        .sendWindow, holds: false,
        window.isGiven
          ? "the send window is always open"
          : "the policy has no send window: what is counted in days leaves on working days")
    }
    let opening = window.opening(onOrAfter: now, zone: place.windowZone, calendar: place.calendar)
    guard let opening else { return gate(.sendWindow, holds: true, "the send window never opens") }
    let today = place.windowZone.date(at: now)
    let holiday =
      place.calendar.holidayName(on: today).map { "; \(today.short) is \($0) in \(place.calendar.name)" } ?? ""
    if opening == now { return gate(.sendWindow, holds: false, "the send window \(window.words) is open") }
    return gate(
      .sendWindow, holds: true, opensAt: opening, "the send window \(window.words) is closed\(holiday)")
  }

  private static func approver(_ step: Step) -> String {
    step.approval == .fourEyes
      ? "somebody approves it who has not entered or last corrected the claim, or two do" : "a person approves it"
  }

  private var approval: Explanation.Gate? {
    if let waiting = waitingForApproval { return gate(.approval, holds: true, waiting) }
    guard let step = course.first.flatMap(part)?.step else { return nil }
    guard step.approval != .none else { return gate(.approval, holds: false, "\(step.name) needs no approval") }
    return gate(.approval, holds: true, "\(step.name) is written on its day and waits until \(Self.approver(step))")
  }

  /// What a person has to do before the notice that is written may leave; nil when none waits.
  private var waitingForApproval: String? {
    situation.approval.map { waiting in
      "\(Decision.Reason.waits(forApprovalOf: waiting.notice)), since \(text(waiting.since)): "
        + "`dunningctl notice show \(waiting.notice)`, then `dunningctl notice approve \(waiting.notice)`"
    }
  }

  private var end: Explanation.Gate? {
    switch decision {
    case .nothing(.ladderDone), .nothing(.windowNeverOpens): gate(.ladder, holds: true, decision.nothingBecause ?? "")
    case .nothing, .step: nil
    }
  }

  // MARK: - The ladder

  var ladder: [Explanation.Rung] {
    let ahead = course.compactMap { notice in part(of: notice).map { (notice, $0) } }
    let current = policy.current(history, ofDeadline: claim.draft.due, place: place)
    let highest = policy.steps.lastIndex { step in current.contains { $0.step == step.name } }
    let skipped = ahead.flatMap(\.1.skipped) + (planned?.skipped ?? [])
    return policy.steps.enumerated().map { index, step in
      if let sent = current.last(where: { $0.step == step.name }) {
        let payBy = sent.payBy.map { ", to pay by \($0.short)" } ?? ""
        return .init(step: step.name, at: sent.at, state: .sent, because: "it went out on \(text(sent.at))\(payBy)")
      }
      if let (notice, own) = ahead.first(where: { $0.1.step.name == step.name }) {
        let isNext = notice.at == course.first?.at && decision.planned != nil
        return .init(
          step: step.name, at: decision.planned == nil ? nil : notice.at, state: isNext ? .next : .ahead,
          because: nothingBecause ?? own.why(calendar: place.calendar))
      }
      if let left = skipped.first(where: { $0.step == step.name }) {
        return .init(step: step.name, at: nil, state: .skipped, because: left.reason)
      }
      if let highest, index < highest {
        return .init(
          step: step.name, at: nil, state: .skipped, because: "\(policy.steps[highest].name) went out without it")
      }
      return .init(step: step.name, at: nil, state: .ahead, because: nothingBecause ?? "nobody can say when")
    }
  }

  /// Why nothing is planned, with the notice that waits for approval called so; nil when something is.
  private var nothingBecause: String? {
    decision.nothingBecause.map { because in
      situation.approval.map { Decision.Reason.waits(forApprovalOf: $0.notice) } ?? because
    }
  }

  // MARK: - Sentences

  var sentences: [String] {
    let skipped = ladder.filter { $0.state == .skipped }
    return [about, past] + [nextSentence] + holding
      + skipped.map { "\($0.step) is left out: \($0.because)." } + [after].compactMap { $0 }
      + provisional.map { "This is provisional: \($0)." }
  }

  private var about: String {
    let (due, last) = (claim.draft.due.date(in: place.zone), place.lastDayInTime(of: claim.draft.due))
    return "\(claim.draft.reference) of \(claim.draft.debtor.name): \(claim.outstanding.decimal) of "
      + "\(claim.draft.amount.decimal) \(currency)\(beyond) is open, due on \(due.short)"
      + (last == due ? "." : ", in time until \(last.short).")
  }

  /// What is owed beside the sum.
  private var beyond: String {
    claim.beyond.isPositive ? " and \(claim.beyond.decimal) of interest and costs that were demanded" : ""
  }

  private var past: String {
    guard !history.isEmpty else { return "Nothing has gone out about it yet." }
    let isAnew = policy.current(history, ofDeadline: claim.draft.due, place: place).count < history.count
    return (isAnew ? "For earlier deadlines and this one, " : "So far ")
      + list(history.map { "\($0.step) went out on \(place.zone.date(at: $0.at).short)" }) + "."
  }

  private var nextSentence: String {
    guard planned != nil, let notice = course.first, let own = part(of: notice) else {
      if let waitingForApproval {
        return (waitingForApproval.prefix(1).uppercased() + waitingForApproval.dropFirst()).ended
      }
      return "Nothing is planned: \(decision.nothingBecause ?? "nobody can say why")."
        + (said.map { " The reason on record: \($0.ended)" } ?? "")
    }
    let together = notice.parts.filter { $0.claim.id != claim.id }.map(\.claim.draft.reference)
    let with = together.isEmpty ? "" : ", together with \(list(together, max: 5))"
    return "Next comes \(own.step.name) on \(text(notice.at))\(with), since \(own.why(calendar: place.calendar))."
      + (own.step.approval == .none ? "" : " It then waits until \(Self.approver(own.step)).")
  }

  /// What is in the way and would not open by the moment of the next step.
  private var holding: [String] {
    let at = course.first?.at
    return gates.filter { gate in
      guard gate.holds, gate.name != .approval, planned != nil || gate.name == .mode else { return false }
      guard let opensAt = gate.opensAt, let at else { return true }
      return opensAt > at || [.state, .payment, .payBy].contains(gate.name)
    }.map { gate in
      ("It is held because \(gate.because)" + (gate.opensAt.map { "; that ends on \(text($0))" } ?? "")).ended
    }
  }

  private var after: String? {
    let later = course.dropFirst().compactMap { notice in part(of: notice).map { (notice, $0) } }
    guard planned != nil, !later.isEmpty else { return nil }
    let words = later.map { "\($0.1.step.name) on \(place.zone.date(at: $0.0.at).short)" }
    return "After that, if nobody pays: \(list(words))."
  }
}

extension String {
  /// With a full stop, unless it has an end of its own.
  fileprivate var ended: String { last.map { ".!?…".contains($0) } ?? false ? self : self + "." }
}

extension Cause {
  /// The gate that the cause is; nil where it is none of its own.
  fileprivate var gate: Explanation.Gate.Name? {
    switch self {
    case .offset, .rolled, .invoice: .deadline
    case .gap: .gap
    case .payBy: .payBy
    case .contact, .reopened: .contact
    case .state, .payment, .past, .window, .dayOff: nil
    }
  }
}

extension SendWindow {
  /// `Mon–Fri 09:00–18:00`.
  package var words: String {
    let week = Weekday.allCases.filter(days.contains)
    let indices = Weekday.allCases.indices.filter { days.contains(Weekday.allCases[$0]) }
    let isRun = zip(indices, indices.dropFirst()).allSatisfy { $1 == $0 + 1 } && week.count > 2
    let names = week.map { String($0.english.prefix(3)) }
    let shown = isRun ? "\(names.first ?? "")–\(names.last ?? "")" : names.joined(separator: ", ")
    return "\(shown) \(from.text)–\(until.text)"
  }
}
