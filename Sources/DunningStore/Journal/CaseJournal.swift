package import DunningChain

/// The journal of one claim in the form in which its chain is checked, and the seals over it.
package struct CaseJournal: Sendable {
  package struct Entry: Sendable, Hashable {
    /// What is hashed behind the hash before it.
    package let canonicalJSON: [UInt8]
    package let hash: [UInt8]
    /// The data that the entry is committed to, JSON; empty where they were erased.
    package let data: String
  }

  package let entries: [Entry]
  /// Of the commitments; empty when it was destroyed.
  package let key: [UInt8]
  /// The seal over the last entry that is sealed, and all after it; none while nothing of the claim is sealed.
  package let seals: [Seal]
  /// The way from that entry to the root of the first of these seals.
  package let proof: SealProof?
}
