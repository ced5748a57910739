package import Dunning

/// All that the docket holds about one debtor, and nothing about anybody else, as it is read: claim after claim, each as it
/// stands when its turn comes. The bytes of messages and attachments are asked for one by one.
///
/// A copy that was not read yet reads all of it once more.
package struct DebtorPapers: Sendable {
  /// The debtor, once for each entry that the creditor has of them.
  package let people: [Person]
  private let docket: Docket
  private let claims: [ClaimID]
  private let partings: [Parting]
  /// How many of the claims were read.
  private var position = 0
  private var told: Set<NoticeID> = []

  /// How many claims there are.
  package var count: Int { claims.count }

  init(_ docket: Docket, people: [Person], claims: [ClaimID], partings: [Parting]) {
    self.docket = docket
    self.partings = partings
    self.people = people
    self.claims = claims
  }

  /// The next claim, by ascending number, with what belongs to it; nil when there are no more.
  ///
  /// - Throws: ``DocketError``.
  package mutating func next() async throws(DocketError) -> Case? {
    guard position < claims.count else { return nil }
    let file = try await docket.paper(of: claims[position], besides: told, ofDebtorWith: claims, without: partings)
    position += 1
    told.formUnion(file.notices)
    return file
  }

  /// A debtor as a creditor knows them.
  package struct Person: Sendable, Hashable {
    package let creditor: String
    package let debtor: Debtor
  }

  /// A claim with what belongs to it; what belongs to several is with the first of them.
  package struct Case: Sendable {
    package let file: CaseFile
    /// The notices to the debtor that were written, by ascending number.
    package let written: [Written]
    /// What came back about those, by ascending number.
    package let incoming: [CaseFile.IncomingRecord]
    /// The files beside the claim.
    package let attachments: [Attachment]
    let notices: [NoticeID]
  }

  /// Which bytes there are of a notice.
  package struct Written: Sendable, Hashable {
    package let notice: NoticeID
    package let hasMessage: Bool
    package let hasLetter: Bool
  }
}
