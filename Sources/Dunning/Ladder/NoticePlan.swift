/// A claim with the steps that went out about it, oldest first.
package struct Standing: Hashable, Sendable {
  package let claim: Claim
  package var history: [Completion]

  package init(_ claim: Claim, history: [Completion] = []) {
    self.claim = claim
    self.history = history
  }
}

/// One notice that is to go out: the steps of one claim or, grouped by debtor, of several.
package struct NoticePlan: Hashable, Sendable {
  /// One claim's share: each climbs its own ladder.
  package struct Part: Hashable, Sendable {
    package let standing: Standing
    package let planned: PlannedStep

    package var claim: Claim { standing.claim }
  }

  package let at: Instant
  /// Never empty; in the order of the claims that were asked about.
  package let parts: [Part]
  /// The part with the highest tone, which the notice as a whole speaks in; of several the one highest on the ladder.
  package let lead: Part

  init?(at: Instant, parts: [Part], policy: Policy) {
    func height(_ part: Part) -> (Step.Tone, Int) {
      (part.planned.step.tone, policy.steps.firstIndex(of: part.planned.step) ?? 0)
    }
    guard let lead = parts.max(by: { height($0) < height($1) }) else { return nil }
    self.at = at
    self.parts = parts
    self.lead = lead
  }

  /// What the debtor is asked for: the sum of what is open.
  package var outstanding: Money {
    Money.sum(parts.lazy.map(\.claim.outstanding), in: lead.claim.draft.amount.currency)
  }
}
