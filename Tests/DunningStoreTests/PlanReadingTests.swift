import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("A plan that is read page by page", .timeLimit(.minutes(20)))
struct PlanReadingTests {
  private let fixture: DocketFixture

  init() throws {
    let grouped = Policy(
      name: "standard", steps: try Samples.standard().steps, sendWindow: Samples.officeHours, groupBy: .debtor)
    let single = Policy(name: "single", steps: try Samples.standard().steps, sendWindow: Samples.officeHours)
    fixture = try DocketFixture(rulebook: try Samples.rulebook(policies: [grouped, single]))
  }

  private func begin(pageSize: Int = 1) async throws -> PlanReading {
    try await fixture.docket.plan(
      until: Samples.moment("2027-06-01T00:00:00Z"), pageSize: pageSize, rulebook: fixture.rulebook)
  }

  private func references(_ set: StandingSet) -> [String] { set.standings.map(\.claim.draft.reference) }

  private func rest(of reading: inout PlanReading) async throws -> [[String]] {
    var sets: [[String]] = []
    while let page = try await reading.next() { sets += page.sets.map(references) }
    return sets
  }

  /// Two debtors with claims that take turns, and a claim that shares its notices with none.
  private func enqueue() async throws {
    let (first, second) = (try Samples.debtor(key: "k1"), try Samples.debtor(key: "k2"))
    try await fixture.register(
      Samples.draft("D", due: "2026-12-20", debtor: first), Samples.draft("A", due: "2026-12-01", debtor: first),
      Samples.draft("B", due: "2026-12-05", debtor: second), Samples.draft("C", due: "2026-12-10", debtor: first),
      Samples.draft("E", due: "2026-12-15", policy: "single", debtor: first),
      Samples.draft("F", due: "2026-12-30", debtor: second))
  }

  @Test("the claims of one debtor stay together wherever a page ends, and come once", arguments: 1...7)
  func meet(pageSize: Int) async throws {
    try await enqueue()
    var reading = try await begin(pageSize: pageSize)
    #expect(try await rest(of: &reading) == [["D", "A", "C"], ["B", "F"], ["E"]])
    #expect(try await reading.next() == nil)
  }

  @Test("a page says before which moment nothing more comes")
  func reached() async throws {
    try await enqueue()
    var reading = try await begin()
    var moments: [Instant?] = []
    while let page = try await reading.next() { moments.append(page.next) }
    // The reminders of B and E; the second claims of a debtor were told of with the first.
    let expected = try ["2026-12-08T09:00:00+01:00", "2026-12-18T09:00:00+01:00"].map(Samples.moment)
    #expect(moments == expected + [nil])
  }

  @Test("an empty docket has an empty plan")
  func empty() async throws {
    var reading = try await begin()
    #expect(try await reading.next()?.sets.isEmpty == true)
    #expect(try await reading.next() == nil)
  }

  @Test("a claim that comes meanwhile is told of with its debtor or not at all, and nobody twice")
  func added() async throws {
    // Given
    try await enqueue()
    var reading = try await begin()
    #expect(try await reading.next()?.sets.map(references) == [["D", "A", "C"]])
    // When
    try await fixture.register(
      Samples.draft("late-1", due: "2026-12-02", debtor: Samples.debtor(key: "k1")),
      Samples.draft("late-2", due: "2026-12-25", debtor: Samples.debtor(key: "k2")),
      Samples.draft("late-3", due: "2026-12-25", debtor: Samples.debtor(key: "k3")))
    // Then
    #expect(try await rest(of: &reading) == [["B", "F", "late-2"], ["E"]])
  }

  @Test("what went out meanwhile is not told of again, and what was paid is not told of")
  func changed() async throws {
    // Given
    try await enqueue()
    var reading = try await begin()
    #expect(try await reading.next()?.sets.map(references) == [["D", "A", "C"]])
    // When the next step of what was told of lies ahead of the reading again, and that of another is gone
    try fixture.at("2026-12-04T09:00:00+01:00")
    #expect(try await fixture.send().map { $0.claims.map(\.claim.draft.reference) } == [["A"]])
    try await fixture.pay("B", "120.00")
    // Then
    #expect(try await rest(of: &reading) == [["E"], ["F"]])
  }

  @Test("pages by the order of the claims end before a set too many, and meet")
  func pages() async throws {
    try await enqueue()
    var (cursor, pages) = (ClaimID?.none, [[[String]]]())
    repeat {
      let page = try await fixture.docket.plannedSets(
        until: Samples.moment("2027-06-01T00:00:00Z"), after: cursor, limit: 2, rulebook: fixture.rulebook)
      pages.append(page.sets.map(references))
      cursor = page.cursor
    } while cursor != nil
    #expect(pages == [[["D", "A", "C"]], [["B", "F"]], [["E"]], []])
  }
}
