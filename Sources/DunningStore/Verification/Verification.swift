package import Dunning

/// What a look through chains, contents and seals has found.
package struct Verification: Sendable, Hashable {
  /// Something that is not what it was when it was written down.
  package struct Finding: Sendable, Hashable {
    /// The chain: a claim's number, `docket`, or `seals`.
    package let chain: String
    /// The entry of the chain, or the number of the seal; nil where it is about a row beside the journal.
    package let seq: Int64?
    /// What disagrees, e.g. `hash`, `message n7`, `claim.amount`.
    package let what: String
    package let stored: String
    /// What it should be.
    package let computed: String
  }

  /// A claim whose personal data were erased; its chain is checked all the same.
  package struct Erasure: Sendable, Hashable {
    package let claim: ClaimID
    package let at: Instant
  }

  package internal(set) var claims = 0
  package internal(set) var entries = 0
  package internal(set) var messages = 0
  package internal(set) var mails = 0
  package internal(set) var attachments = 0
  package internal(set) var seals = 0
  package internal(set) var timestamps = 0
  /// Entries that no seal covers yet.
  package internal(set) var unsealed = 0
  /// Claims that were erased, and the first of them with their days.
  package internal(set) var erased = 0
  package internal(set) var erasures: [Erasure] = []
  /// The keys that the seals are signed with, hexadecimal, in the order of their first seal.
  package internal(set) var publicKeys: [String] = []
  /// In the order in which they were met, at most ``DocketLimits/findingsMax``.
  package internal(set) var findings: [Finding] = []
  /// All of them, also those that are not listed.
  package internal(set) var findingCount = 0

  mutating func find(_ chain: String, _ seq: Int64? = nil, _ what: String, stored: String, computed: String) {
    findingCount += 1
    guard findings.count < DocketLimits.findingsMax else { return }
    findings.append(Finding(chain: chain, seq: seq, what: what, stored: stored, computed: computed))
  }

  /// Finds a difference between what stands there and what should.
  mutating func expect(_ stored: String?, _ computed: String?, _ what: String, in chain: String, _ seq: Int64? = nil) {
    guard stored != computed else { return }
    find(chain, seq, what, stored: stored ?? "nothing", computed: computed ?? "nothing")
  }

  mutating func note(erased claim: ClaimID, at moment: Instant) {
    erased += 1
    if erasures.count < DocketLimits.findingsMax { erasures.append(Erasure(claim: claim, at: moment)) }
  }
}
