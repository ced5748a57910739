/// Claims that share their notices, or one claim alone, on their way through time: which notice goes out next, once
/// those before are on record.
///
/// What goes out is decided by ``Policy/next(for:history:place:now:lastContact:)`` and nothing else. A debtor may have a
/// thousand claims, so what was decided for a claim is remembered until something happens to it: time alone never moves
/// a step to an earlier moment.
package struct Course: Sendable {
  /// In the order in which they came.
  package private(set) var standings: [Standing]
  /// When the debtor was last written to about any of them.
  package private(set) var lastContact: Instant?
  package private(set) var now: Instant
  /// For each claim what was decided for it alone.
  private var alone: [Alone]

  private enum Alone {
    case notAsked
    case nothing
    /// No step goes out before this moment.
    case notBefore(Instant)
  }

  package init(_ standings: [Standing] = [], lastContact: Instant? = nil, now: Instant) {
    self.standings = standings
    self.lastContact = lastContact
    self.now = now
    self.alone = standings.map { _ in .notAsked }
  }

  /// The next notice.
  ///
  /// It goes out when the first of the claims has waited long enough since the debtor was last written to; then every
  /// claim whose own moment has come goes along, so that a debtor with many claims gets one message and none is starved.
  /// What is not due yet is never mixed with what is late: a demand must not list it.
  package mutating func next(_ rulebook: Rulebook) -> NoticePlan? {
    guard let first = first(rulebook), let policy = rulebook.policies[first.claim.draft.policy] else { return nil }
    let parts = standings.count == 1 ? [first] : companions(of: first, rulebook)
    return NoticePlan(at: first.planned.at, parts: parts, policy: policy)
  }

  /// Writes into the histories that a notice went out at its moment.
  package mutating func complete(_ notice: NoticePlan, _ rulebook: Rulebook) {
    let (tone, payBy) = (notice.lead.planned.step.tone, rulebook.payBy(notice))
    // The parts stand in the order of the claims.
    var parts = notice.parts[...]
    for index in standings.indices {
      guard let part = parts.first, part.claim.id == standings[index].claim.id else { continue }
      parts.removeFirst()
      standings[index].history.append(
        Completion(step: part.planned.step.name, tone: tone, at: notice.at, payBy: payBy))
      alone[index] = .notAsked
    }
    (lastContact, now) = (notice.at, notice.at)
  }

  /// Takes a claim in at a moment.
  package mutating func add(_ claim: Claim, at instant: Instant) {
    standings.append(Standing(claim))
    alone.append(.notAsked)
    now = max(now, instant)
  }

  /// Puts another state of a claim into its place at a moment.
  package mutating func update(_ claim: Claim, at instant: Instant) {
    guard let index = standings.firstIndex(where: { $0.claim.id == claim.id }) else { return }
    standings[index] = Standing(claim, history: standings[index].history)
    alone[index] = .notAsked
    now = max(now, instant)
  }

  private mutating func first(_ rulebook: Rulebook) -> NoticePlan.Part? {
    let policy = standings.first.flatMap { rulebook.policies[$0.claim.draft.policy] }
    // The distance to what was written about other claims makes a step later, and so may spare it from being missed:
    // where missed steps are left out, a claim by itself may be further than it is among the others.
    let isEachAsked = policy?.onMissed == .skip
    var first: NoticePlan.Part?
    for index in standings.indices {
      if let first, !isEachAsked, !mayGoOut(index, before: first.planned.at, rulebook) { continue }
      let standing = standings[index]
      let decision = rulebook.next(
        for: standing.claim, history: standing.history, now: now, lastContact: lastContact)
      guard let planned = decision.planned, first.map({ planned.at < $0.planned.at }) ?? true else { continue }
      first = NoticePlan.Part(standing: standing, planned: planned)
    }
    return first
  }

  private mutating func companions(of first: NoticePlan.Part, _ rulebook: Rulebook) -> [NoticePlan.Part] {
    var parts: [NoticePlan.Part] = []
    for index in standings.indices where parts.count < RuleLimits.claimsPerNoticeMax {
      if standings[index].claim.id == first.claim.id {
        parts.append(first)
        continue
      }
      guard mayGoOut(index, before: first.planned.at.adding(milliseconds: 1), rulebook) else { continue }
      let standing = standings[index]
      let decision = rulebook.next(for: standing.claim, history: standing.history, now: first.planned.at)
      guard let planned = decision.planned, planned.at <= first.planned.at,
        planned.step.isBeforeDue == first.planned.step.isBeforeDue
      else { continue }
      parts.append(NoticePlan.Part(standing: standing, planned: planned))
    }
    return parts
  }

  /// False when the claim's next step cannot go out before a moment, whatever was written to the debtor.
  private mutating func mayGoOut(_ index: Int, before instant: Instant, _ rulebook: Rulebook) -> Bool {
    if case .notAsked = alone[index] {
      let decision = rulebook.next(for: standings[index].claim, history: standings[index].history, now: now)
      alone[index] = decision.planned.map { .notBefore($0.at) } ?? .nothing
    }
    if case .notBefore(let earliest) = alone[index] { return earliest < instant }
    return false
  }
}
