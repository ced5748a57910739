/// `GET /v1/claims/{id}/explain`: why the claim stands where it stands.
package struct ExplanationResponse: Codable, Hashable, Sendable {
  /// Something that a notice has to pass.
  package struct Gate: Codable, Hashable, Sendable {
    /// `mode`, `state`, `minimum`, `notice`, `deadline`, `gap`, `pay-by`, `contact`, `send-window`, `approval`,
    /// `configuration` or `ladder`; a later version may know more.
    package var gate: String
    /// Whether it is in the way now.
    package var holds: Bool
    /// When it opens by itself.
    @Nullable package var opensAt: String?
    package var because: String

    private enum CodingKeys: String, CodingKey {
      case gate
      case holds
      case opensAt = "opens_at"
      case because
    }

    package init(gate: String, holds: Bool, opensAt: String?, because: String) {
      self.gate = gate
      self.holds = holds
      self.opensAt = opensAt
      self.because = because
    }
  }

  /// A step of the ladder.
  package struct Rung: Codable, Hashable, Sendable {
    package var step: String
    /// When it went out, or would.
    @Nullable package var at: String?
    /// `sent`, `next`, `ahead` or `skipped`.
    package var state: String
    package var because: String

    package init(step: String, at: String?, state: String, because: String) {
      self.step = step
      self.at = at
      self.state = state
      self.because = because
    }
  }

  package var claim: String
  package var reference: String
  package var state: String
  @Nullable package var next: ClaimResponse.Next?
  package var gates: [Gate]
  package var ladder: [Rung]
  /// The same for a person.
  package var sentences: [String]

  package init(
    claim: String, reference: String, state: String, next: ClaimResponse.Next?, gates: [Gate], ladder: [Rung],
    sentences: [String]
  ) {
    self.claim = claim
    self.reference = reference
    self.state = state
    self.next = next
    self.gates = gates
    self.ladder = ladder
    self.sentences = sentences
  }
}
