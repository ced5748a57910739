package import Dunning

/// All that the docket holds about one debtor, and nothing about anybody else, as it stood at one moment; the bytes of
/// messages and attachments are asked for one by one.
package struct DebtorPapers: Sendable {
  /// The debtor, once for each entry that the creditor has of them.
  package let people: [Person]
  /// Their claims, by ascending number.
  package let cases: [CaseFile]
  /// The notices to them that were written, by ascending number.
  package let written: [Written]
  /// What came back about those, by ascending number.
  package let incoming: [CaseFile.IncomingRecord]
  /// The files beside their claims.
  package let attachments: [(claim: ClaimID, attachment: Attachment)]

  /// A debtor as a creditor knows them.
  package struct Person: Sendable, Hashable {
    package let creditor: String
    package let debtor: Debtor
  }

  /// Which bytes there are of a notice.
  package struct Written: Sendable, Hashable {
    package let notice: NoticeID
    package let hasMessage: Bool
    package let hasLetter: Bool
  }
}
