/// What must never stand in a letter; docs/guard.md gives the reasons and the sources.
package enum GuardRule: String, Sendable, CaseIterable {
  /// Police, prison, a criminal complaint, force, or that somebody knows where the debtor lives.
  case threat
  /// An entry at a credit bureau held out to the debtor without the notices that the law asks for.
  case creditBureau = "credit-bureau"
  /// Making the debt known to family, employer, neighbours, customers or the public.
  case publicity
  /// Words or looks of a court, a bailiff, a lawyer, an agency or a public office that the creditor is not.
  case falseAuthority = "false-authority"
  /// A fee for writing, handling or collecting that no fact knows.
  case inventedFee = "invented-fee"
  case insult
  /// Words that are too hard, or too soft, for the step.
  case wrongTone = "wrong-tone"
  /// "Overdue" where nothing is overdue.
  case overdueTooSoon = "overdue-too-soon"
  /// Sums or the state of an account in a subject, which others read.
  case subjectDiscloses = "subject-discloses"
  /// A letter to whoever lives there.
  case occupier
  /// Claims of several people in one letter.
  case wrongDebtor = "wrong-debtor"
  /// A sum that no fact knows.
  case unknownAmount = "unknown-amount"
  /// A date that no fact knows.
  case unknownDate = "unknown-date"
  /// A last day to pay that is over.
  case pastDeadline = "past-deadline"
  /// A sum called the total that is another than the total.
  case twoTotals = "two-totals"
  /// A claim barred by limitation, presented as enforceable.
  case timeBarred = "time-barred"
  /// Something that a letter of this tone must say.
  case missingPart = "missing-part"
}
