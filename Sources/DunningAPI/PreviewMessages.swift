/// `POST /v1/preview`: what a debtor would get; nothing is kept.
package struct PreviewRequest: Codable, Hashable, Sendable {
  /// Left out: the claim's own.
  package var policy: String?
  /// Left out: the one that comes next for the claim.
  package var step: String?
  /// A claim's number or reference; left out, the claim is one against nobody.
  package var claim: String?
  /// A language tag instead of the debtor's own.
  package var language: String?
  /// A claim that there is not yet, in place of ``claim``.
  package var new: ClaimRequest?

  package init(
    policy: String? = nil, step: String? = nil, claim: String? = nil, language: String? = nil,
    new: ClaimRequest? = nil
  ) {
    self.new = new
    self.policy = policy
    self.step = step
    self.claim = claim
    self.language = language
  }

  /// The fields that the daemon reads.
  package static let knownFields = ["policy", "step", "claim", "language", "new"]
}

/// The answer of `POST /v1/preview`.
package struct PreviewResponse: Codable, Hashable, Sendable {
  /// Something that would keep the notice from leaving, or ought to be mended before it does.
  package struct Finding: Codable, Hashable, Sendable {
    package var rule: String
    package var message: String

    package init(rule: String, message: String) {
      self.rule = rule
      self.message = message
    }
  }

  /// Null when it cannot be written; the findings say why.
  @Nullable package var subject: String?
  @Nullable package var text: String?
  @Nullable package var html: String?
  /// The RFC 5322 bytes, base64; null when the step sends no e-mail, or it cannot be written.
  @Nullable package var message: String?
  /// The PDF, base64; null when the step has no letter, or it cannot be written.
  @Nullable package var letter: String?
  package var findings: [Finding]

  package init(
    subject: String?, text: String?, html: String?, message: String?, letter: String?, findings: [Finding]
  ) {
    self.subject = subject
    self.text = text
    self.html = html
    self.message = message
    self.letter = letter
    self.findings = findings
  }
}
