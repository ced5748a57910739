/// What the rule asks of the book of claims: each question is one look into an index, whatever the number of claims.
///
/// A book is that of the creditors who have the entry's own account, and of nobody else.
package protocol MatchBook {
  /// Whether anybody has the account at all.
  var hasCreditor: Bool { get }

  /// The ``ReferenceKey/shape`` of every key of its claims; more of them are no harm. Keys of others are not asked for.
  var shapes: Set<ReferenceShape> { get }

  /// The claims under each of these keys (``ReferenceKey/keys(reference:paymentReferences:)``), also those that are over;
  /// at most ``MatchLimits/claimsPerKeyMax`` for each, open ones first. Keys of no claim are left out.
  func claims(under keys: Set<ReferenceKey>) throws -> [ReferenceKey: [MatchClaim]]

  /// The claims that a notice was about, with what it asked for as ``MatchClaim/owed``; none where it is nobody's.
  func claims(ofNotice notice: NoticeID) throws -> [MatchClaim]

  /// The demands that a claim was in, the newest first; at most ``MatchLimits/demandsMax``.
  func demands(about claim: ClaimID) throws -> [NoticeID]

  /// Open claims of which exactly this is open, also with their discount or without interest and costs, at most
  /// ``MatchLimits/candidatesMax`` and one.
  func claims(opening sum: Money) throws -> [MatchClaim]

  /// Open claims of debtors of this name (``NameKey``), at most ``MatchLimits/candidatesMax`` and one.
  func claims(ofName key: NameKey) throws -> [MatchClaim]

  /// Open claims of the debtors who have paid from this account (``MatchClaim/payerKey(_:)``) in a payment that a person
  /// confirmed, at most ``MatchLimits/candidatesMax`` and one.
  func claims(ofPayer account: String) throws -> [MatchClaim]

  /// The payments that may be meant by a return and were not taken back before: those with its end-to-end id, with its
  /// mandate, or with its bank reference; at most ``MatchLimits/candidatesMax``.
  func payments(returnedBy entry: MatchEntry) throws -> [MatchPayment]
}

package enum MatchLimits {
  /// Claims that are looked at for one key; more than that are told apart by nothing.
  package static let claimsPerKeyMax = 8
  /// Claims that one question can bring, and that one proposal names.
  package static let candidatesMax = 20
  /// Demands of one claim that are looked at: the newest.
  package static let demandsMax = 8
  /// Runs of letters and digits of one entry that are searched; a longer text is left to a person.
  package static let runsMax = 400
}
