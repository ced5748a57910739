package import Dunning

/// An e-invoice, and how it is to be taken.
package struct InvoiceUpload: Sendable {
  package let bytes: [UInt8]
  /// How the file is called.
  package let file: String
  /// The day by which it is to be paid, where a person has said so.
  package let due: CivilDate?
  /// Whether what the creditor collects is enqueued as well.
  package let isAnyway: Bool

  package init(bytes: [UInt8], file: String, due: CivilDate? = nil, isAnyway: Bool = false) {
    self.bytes = bytes
    self.file = file
    self.due = due
    self.isAnyway = isAnyway
  }
}

/// What became of an e-invoice.
package struct InvoiceOutcome: Hashable, Sendable {
  /// The raw value is that of the wire.
  package enum Verdict: String, Sendable, CaseIterable {
    case enqueued
    /// It was taken in before.
    case known
    /// It put another sum or day into its claim.
    case corrected
    /// It is a credit note, and less is open on its claim.
    case credited
    /// Only a person knows.
    case question
    /// The creditor fetches the money.
    case collected
    case nothingOwed = "nothing-owed"
    case refused
  }

  package let verdict: Verdict
  package var reference: String?
  /// What it is about; of several, the parts in which it is to be paid.
  package var claims: [ClaimID]
  /// Why, and what a person should know: clauses.
  package var because: [String]

  init(_ verdict: Verdict, _ because: String..., claim: ClaimID? = nil) {
    (self.verdict, self.because, claims) = (verdict, because, claim.map { [$0] } ?? [])
  }

  /// Whether nothing of it waits for anybody.
  package var isDone: Bool { verdict != .question && verdict != .refused }
}
