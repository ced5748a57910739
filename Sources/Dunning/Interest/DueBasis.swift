/// How the day came about until which a debt was to be paid. Whether its passing alone puts the debtor in default hangs
/// on it.
package enum DueBasis: String, Sendable, CaseIterable {
  /// Both sides agreed on it, in the contract or in terms that became part of it.
  case agreed
  /// The creditor alone set it, e.g. on the invoice (BGH 2007-10-25, III ZR 91/07).
  case set
  /// A statute or a judgment fixes it, as that of a rent.
  case law
}

/// What puts a debtor in default whose due day the creditor alone has set.
package enum DefaultBy: String, Sendable, CaseIterable {
  /// The day itself, or the days that the law gives after receipt of the invoice.
  case due
  /// A request to pay that reaches the debtor when the debt is due (BGB § 286 (1), OR 102 (1), CC 1100).
  case reminder
  /// The end of the time that such a request gives in writing (BW 6:82 (1)).
  case term

  /// What a due day that nobody has said anything about is taken for: what asks the debtor for less.
  package var unsaid: DueBasis { self == .due ? .agreed : .set }

  /// The same for a calculation in which a person names a due day: they have agreed on it, unless they name the request to
  /// pay that came after it.
  package func unsaid(isRequested: Bool) -> DueBasis { self == .reminder && isRequested ? .set : .agreed }
}
