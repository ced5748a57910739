import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("Transactions that share a commit")
struct SharedCommitTests {
  @Test("of many at once each has its own result, and one that fails takes nobody along")
  func apart() async throws {
    // Given
    let fixture = try DocketFixture()
    try await fixture.register(Samples.draft("taken", amount: "1.00"))
    let drafts = try (0..<50).map { try Samples.draft("R-\($0)") } + [Samples.draft("taken", amount: "2.00")]
    // When one of them contradicts what is there, and others pay a claim that does not exist
    let words = try await withThrowingTaskGroup { tasks in
      for draft in drafts {
        tasks.addTask {
          switch try await fixture.register(draft).first {
          case .enqueued(let record): "enqueued \(record.claim.draft.reference)"
          case .doubted(let field, _): "doubted \(field)"
          case .refused(let error): "refused \(error.code.rawValue)"
          case .differs: "refused reference-taken"
          case .known, .corrected, nil: "unexpected"
          }
        }
        tasks.addTask {
          let code = try await fixture.code {
            _ = try await fixture.docket.change(
              "nobody", .withdraw(reason: "no such claim"), by: .daemon, rulebook: fixture.rulebook, now: fixture.now)
          }
          return code?.rawValue ?? "unexpected"
        }
      }
      return try await tasks.reduce(into: [String]()) { $0.append($1) }
    }
    // Then
    #expect(words.count { $0.hasPrefix("enqueued") } == 50)
    #expect(words.count { $0 == "refused reference-taken" } == 1)
    #expect(words.count { $0 == "not-found" } == 51)
    #expect(try await fixture.docket.claims().count == 51)
  }

  @Test("a look that keeps nothing leaves the commit of the others alone")
  func dryRunBeside() async throws {
    // Given
    let fixture = try DocketFixture()
    // When
    try await withThrowingDiscardingTaskGroup { tasks in
      for number in 0..<30 {
        tasks.addTask {
          let drafts = [try Samples.draft("R-\(number)")]
          _ = try await fixture.docket.register(
            drafts, by: .daemon, rulebook: fixture.rulebook, now: fixture.now, dryRun: number % 2 == 0)
        }
      }
    }
    // Then
    let references = try await fixture.docket.claims().map(\.claim.draft.reference)
    #expect(Set(references) == Set((0..<30).filter { $0 % 2 == 1 }.map { "R-\($0)" }))
  }
}
