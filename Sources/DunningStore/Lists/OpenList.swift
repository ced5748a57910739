import Crypto
package import Dunning
import DunningBytes

/// A complete list of what is open for one creditor, as another program has it.
package struct OpenList: Hashable, Sendable {
  /// What becomes of an open claim that it does not name; the raw value is that of `--missing`.
  package enum Missing: String, Sendable, CaseIterable {
    /// A person is asked, and its reminders wait.
    case ask
    /// It was paid.
    case settle
  }

  /// ``Creditor/id``.
  package let creditor: String
  /// The ladder whose claims it is about; nil for all of the creditor's.
  package let policy: String?
  /// How the file is called.
  package let name: String
  /// Over what it says, 32 bytes.
  package let sha256: [UInt8]
  package let missing: Missing
  /// Why what it says otherwise of a claim or debtor is corrected, for the journal; nil leaves them as they are.
  package let reason: String?

  package init(
    creditor: String, policy: String? = nil, name: String, sha256: [UInt8], missing: Missing = .ask,
    correctingBecause reason: String? = nil
  ) {
    self.creditor = creditor
    self.policy = policy
    self.name = name
    self.sha256 = sha256
    self.missing = missing
    self.reason = reason
  }

  /// The hash of what a list says, which comes piece by piece.
  package struct Digest {
    private var hash = SHA256()

    package init() {}

    package mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

    /// 32.
    package var bytes: [UInt8] { Array(hash.finalize()) }
  }

  /// A hash over a list's row, hexadecimal, as the journal has it.
  static func content(creditor: String, name: String, sha256: [UInt8], day: String, takenAt: Int64) -> String {
    let text = Journal.json([
      "creditor": creditor, "name": name, "sha256": Hex.text(sha256), "day": day, "taken_at": String(takenAt),
    ])
    return Hex.text(SHA256.hash(data: Array(text.utf8)))
  }
}

/// What a list came to for one claim.
package struct ListedOutcome: Sendable {
  package enum Change: Hashable, Sendable {
    case none
    /// It was paid so much, or there was so much less to pay.
    case paid(Money)
    /// What lists had told of it does not count any more.
    case takenBack(Money)
    /// The list has not heard of so much that came in.
    case behind(Money)
    /// A person has given it up, and it stays so.
    case givenUp
    /// It is not on the list, and a person is asked.
    case asked(FollowUpID)
    /// It is not on the list, and counts as paid.
    case settled(Money)
  }

  package let registration: Registration
  package let change: Change
  /// The number of the debtor's row; nil of one that was refused.
  let debtor: Int64?

  init(registration: Registration, change: Change, debtor: Int64? = nil) {
    self.registration = registration
    self.change = change
    self.debtor = debtor
  }

  /// The claim; nil of one that was refused.
  package var record: ClaimRecord? {
    switch registration {
    case .enqueued(let record), .known(let record), .corrected(let record, _), .differs(let record, _): record
    case .doubted, .refused: nil
    }
  }

  /// Whether it was not known before.
  package var isNew: Bool {
    if case .enqueued = registration { return true }
    return false
  }

  /// Whether something that was known before is another by it, or a question.
  package var touches: Bool {
    switch change {
    case .paid, .takenBack, .asked, .settled: return true
    case .none, .behind, .givenUp: break
    }
    if case .corrected = registration { return true }
    return false
  }
}
