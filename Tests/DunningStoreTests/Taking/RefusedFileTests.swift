import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("How long refused files are remembered", .timeLimit(.minutes(20)))
struct RefusedFileTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func tell(_ name: String = "a.xml") async throws {
    try await fixture.docket.tell(
      of: RefusedFile(
        kind: .invoice, name: name, reason: "no invoice", folder: "/in/refused", refusedAt: fixture.now),
      rulebook: fixture.rulebook)
  }

  private func isRemembered(_ name: String = "a.xml") async throws -> Bool {
    try await fixture.docket.isRemembered(refused: name, .invoice, in: "/in/refused")
  }

  private func pass(days: Int) { fixture.clock.advance(to: fixture.now.adding(seconds: days * 86_400)) }

  private func forget() async throws -> Int { try await fixture.docket.forgetRefusedFiles(now: fixture.now) }

  @Test("one of which the creditors were told is forgotten after a quarter, and nothing is told again")
  func told() async throws {
    try await tell()
    #expect(try await fixture.send().count == 1)
    pass(days: 99)
    #expect(try await forget() == 0)
    #expect(try await isRemembered())
    pass(days: 1)
    #expect(try await forget() == 1)
    #expect(try await !isRemembered())
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("one that waits to be told, or is on its way, stays however long it takes")
  func waiting() async throws {
    try await tell()
    pass(days: 200)
    #expect(try await forget() == 0)
    let notice = try #require(try await fixture.take().first)
    #expect(try await forget() == 0)
    try await fixture.docket.forget(refused: "a.xml", .invoice, in: "/in/refused", now: fixture.now)
    #expect(try await isRemembered())
    try await fixture.finish(notice)
    #expect(try await forget() == 1)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a mail about one that no server took goes again")
  func failed() async throws {
    try await tell()
    let notice = try #require(try await fixture.send(.refused).first)
    pass(days: 30)
    #expect(try await forget() == 0)
    try await fixture.change(notice.id, .retry)
    let again = try #require(try await fixture.take().first)
    guard case .refused(let files) = again.subject else {
      Issue.record("it tells of something else")
      return
    }
    #expect(files.map(\.name) == ["a.xml"])
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("one that was taken in after all is forgotten by its name, before anybody is told")
  func takenIn() async throws {
    for name in ["a.xml", "b.xml"] { try await tell(name) }
    try await fixture.docket.forget(refused: "a.xml", .statement, in: "/in/refused", now: fixture.now)
    #expect(try await isRemembered())
    try await fixture.docket.forget(refused: "a.xml", .invoice, in: "/in/refused", now: fixture.now)
    #expect(try await !isRemembered())
    #expect(try await isRemembered("b.xml"))
    #expect(try await fixture.send().count == 1)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("of one that nobody is to hear of any more nothing is kept")
  func noCreditor() async throws {
    try await tell()
    let other = try Samples.rulebook(creditors: [Samples.creditor("other")])
    #expect(try await fixture.take(rulebook: other).isEmpty)
    #expect(try await !isRemembered())
    #expect(try await fixture.docket.verify().findings == [])
  }
}
