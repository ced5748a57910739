import Dunning
import DunningStore
import DunningTesting
import FoundationEssentials
import Testing

@Suite("Dockets that earlier versions left", .timeLimit(.minutes(20)))
struct KeptDocketTests {
  @Test("each is opened with all that it holds, is in order, and its ladders go on", arguments: try KeptDocket.names())
  func goesOn(name: String) async throws {
    // Given
    let folder = try KeptDocket.copy(name)
    var now = try Samples.moment(KeptDocket.end).adding(seconds: 3_600)
    let rulebook = try KeptDocket.rulebook()
    // When
    let docket = try DocketFactory.underTest.open(folder.path, now)
    // Then
    #expect(try await docket.verify().findings == [])
    let (found, kept) = (try await KeptDocket.contents(of: docket), try KeptDocket.contents(of: name))
    #expect(found == kept, "\(found.difference(from: kept))")
    #expect(try await docket.mode(rulebook: rulebook).heldBecause == nil)
    // When four months go by, each morning at nine
    let seals = try #require(try await docket.sealState().last?.number)
    let fixture = DocketFixture(folder: folder, docket: docket, rulebook: rulebook, clock: ManualClock(now))
    now = now.adding(seconds: 12 * 3_600)
    for _ in 0..<125 {
      fixture.clock.advance(to: now)
      for notice in try await fixture.take(limit: 100, printsLetters: true) { try await fixture.carry(notice) }
      now = now.adding(seconds: 86_400)
    }
    // Then
    let sent = try await docket.notices(state: .sent, limit: 1_000)
    let left = Set(sent.flatMap { notice in notice.references.map { "\($0) \(notice.step)" } })
    #expect(left.isSuperset(of: ["DEFERRED reminder", "APPROVED demand", "BACK reminder"]))
    #expect(try await docket.sealIfDue(now: now)?.number == seals + 1)
    #expect(try await docket.verify().findings == [])
  }

  @Test(
    "each claim of an earlier version is known when it is told again, whatever the default policy is, and changed it is not",
    arguments: try KeptDocket.names())
  func toldAgain(name: String) async throws {
    // Given
    let folder = try KeptDocket.copy(name)
    let now = try Samples.moment(KeptDocket.end).adding(seconds: 3_600)
    let rulebook = try KeptDocket.rulebook()
    let docket = try DocketFactory.underTest.open(folder.path, now)
    let records = try await docket.claims()
    func statuses(_ change: (inout ClaimDraft) throws -> Void) async throws -> Set<String> {
      let drafts = try records.filter { $0.claim.draft.reference != "Z-1" }.map { record in
        var draft = record.claim.draft
        try change(&draft)
        return draft
      }
      let registrations = try await docket.register(drafts, by: .user(1), rulebook: rulebook, now: now, dryRun: true)
      return Set(
        registrations.map {
          switch $0 {
          case .enqueued: "enqueued"
          case .known: "known"
          case .corrected: "corrected"
          case .differs: "reference-taken"
          case .doubted(_, let error): error.code.rawValue
          case .refused(let error): error.code.rawValue
          }
        })
    }
    // Then
    #expect(records.count > 20)
    #expect(try await statuses { _ in } == ["known"])
    #expect(try await statuses { ($0.policy, $0.given) = ("other", .init(policy: nil)) } == ["known"])
    #expect(try await statuses { ($0.policy, $0.given) = ("other", .init(policy: "other")) } == ["reference-taken"])
    #expect(try await statuses { $0.debtor.kind = .consumer } == ["reference-taken"])
  }

  @Test(
    "the present version keeps one for those to come",
    .enabled(if: ProcessInfo.processInfo.environment["MAKE_DOCKET"] != nil))
  func keep() async throws {
    let name = try #require(ProcessInfo.processInfo.environment["MAKE_DOCKET"])
    let kept = try await KeptDocket.lived()
    #expect(try await kept.fixture.docket.verify().findings == [])
    try await kept.keep(as: name)
  }
}
