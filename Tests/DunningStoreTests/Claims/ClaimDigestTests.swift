import Dunning
import DunningBytes
import DunningSQL
import DunningTesting
import Testing

@testable import DunningStore

@Suite("The same content of a claim", .timeLimit(.minutes(20)))
struct ClaimDigestTests {
  /// What the version before wrote for `Samples.draft()`: the SHA-256 of
  /// `2:k110:Anna Kunde18:anna@kunde.example-1:-1:-1:-1:-1:0:6:120.003:EUR10:2026-11-308:standard-1:-1:-1:`.
  private static let before = "e93554e7011ae8a298ddf3abaf4d1ed5571cada304d2b2d6c3d1293495f0d359"

  private func draft(
    _ policy: String, isPolicyGiven: Bool, amount: String = "120.00", contract: String? = nil
  ) throws -> ClaimDraft {
    let plain = try Samples.draft(amount: amount)
    return ClaimDraft(
      creditor: plain.creditor, reference: plain.reference, debtor: plain.debtor, amount: plain.amount, due: plain.due,
      policy: policy, contract: contract, given: ClaimDraft.Given(policy: isPolicyGiven ? policy : nil))
  }

  private func isKnown(_ draft: ClaimDraft, _ fixture: DocketFixture) async throws -> Bool {
    switch try await fixture.register(draft).first {
    case .known: return true
    case .differs: return false
    default: throw DocketError(.failed, "it was enqueued")
    }
  }

  /// A docket with one claim, whose digest is as the version before wrote it.
  private func old(rulebook: Rulebook? = nil) async throws -> DocketFixture {
    let fixture = try DocketFixture(rulebook: rulebook)
    try await fixture.enqueue(draft("standard", isPolicyGiven: false))
    let digest = try #require(Hex.bytes(Self.before))
    try fixture.docket.database.write { sql in try sql.run("UPDATE claim SET digest = ?", .bytes(digest)) }
    return fixture
  }

  @Test("a field that is absent leaves no trace, so that one that a later version knows changes nothing")
  func onlyWhatIsGiven() throws {
    // The SHA-256 of 9:debtor_id2:k16:debtor10:Anna Kunde5:email18:anna@kunde.example6:amount6:120.008:currency3:EUR
    // 3:due10:2026-11-306:policy8:standard, on one line.
    let expected = "01ec44f357a17d9248a3063d46dde4c68f58ef2bec52ded1315e82b9968bdd70ac"
    #expect(Hex.text(ClaimDigest(try draft("standard", isPolicyGiven: true)).bytes) == expected)
    #expect(Hex.text(ClaimDigest(try draft("other", isPolicyGiven: false)).bytes) != expected)
  }

  @Test("told again under another default policy it is known, with another policy or content it is a conflict")
  func new() async throws {
    let fixture = try DocketFixture()
    try await fixture.enqueue(draft("standard", isPolicyGiven: false))
    #expect(try await isKnown(draft("wallet", isPolicyGiven: false), fixture))
    #expect(try await isKnown(draft("standard", isPolicyGiven: true), fixture))
    #expect(try await !isKnown(draft("wallet", isPolicyGiven: true), fixture))
    #expect(try await !isKnown(draft("standard", isPolicyGiven: false, amount: "120.01"), fixture))
    #expect(try await !isKnown(draft("standard", isPolicyGiven: false, contract: "K-1"), fixture))
  }

  @Test("a policy that was named then may be the default now, but not another one")
  func named() async throws {
    let fixture = try DocketFixture()
    try await fixture.enqueue(draft("wallet", isPolicyGiven: true))
    #expect(try await isKnown(draft("wallet", isPolicyGiven: false), fixture))
    #expect(try await !isKnown(draft("standard", isPolicyGiven: false), fixture))
  }

  @Test("a claim of the version before is known by what it wrote, whatever the default policy is now")
  func before() async throws {
    let fixture = try await old()
    #expect(try await isKnown(draft("standard", isPolicyGiven: false), fixture))
    #expect(try await isKnown(draft("standard", isPolicyGiven: true), fixture))
    #expect(try await isKnown(draft("wallet", isPolicyGiven: false), fixture))
    #expect(try await !isKnown(draft("wallet", isPolicyGiven: true), fixture))
    #expect(try await !isKnown(draft("standard", isPolicyGiven: false, amount: "120.01"), fixture))
    #expect(try await !isKnown(draft("standard", isPolicyGiven: false, contract: "K-1"), fixture))
  }

  @Test("the version before had hashed the policy that was asked for, not the one that the debtor's grade chose")
  func graded() async throws {
    let steps = [try Samples.step("reminder", "due+3d")]
    let rulebook = try Samples.rulebook(policies: [
      Policy(name: "standard", steps: steps, sendWindow: Samples.allHours, policyByGrade: [.new: "careful"]),
      Policy(name: "careful", steps: steps, sendWindow: Samples.allHours),
      Policy(name: "wallet", steps: steps),
    ])
    let fixture = try await old(rulebook: rulebook)
    #expect(try await fixture.claim("R-1").record.claim.draft.policy == "careful")
    #expect(try await isKnown(draft("wallet", isPolicyGiven: false), fixture))
    #expect(try await isKnown(draft("standard", isPolicyGiven: true), fixture))
    #expect(try await !isKnown(draft("wallet", isPolicyGiven: true), fixture))
  }

  @Test("what was erased is never known again")
  func erased() throws {
    let none = ClaimDigest(stored: [])
    #expect(none.isErased)
    #expect(try !none.isOf(draft("standard", isPolicyGiven: false), climbing: "standard", Samples.rulebook()))
  }
}
