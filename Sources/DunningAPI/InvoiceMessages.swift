/// `POST /v1/invoices`: what became of an e-invoice.
package struct InvoiceResponse: Codable, Hashable, Sendable {
  package var file: String
  /// `enqueued`, `known`, `corrected`, `credited`, `question` (only a person knows), `collected`, `nothing-owed` or
  /// `refused`.
  package var verdict: String
  @Nullable package var claim: String?
  @Nullable package var reference: String?
  /// Why, and what a person should know.
  package var because: [String]

  package init(file: String, verdict: String, claim: String?, reference: String?, because: [String]) {
    self.file = file
    self.verdict = verdict
    self.claim = claim
    self.reference = reference
    self.because = because
  }
}
