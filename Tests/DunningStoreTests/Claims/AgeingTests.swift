import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("What was open on a day", .timeLimit(.minutes(20)))
struct AgeingTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func open(_ day: String) async throws -> [String] {
    var reading = try await fixture.docket.ageing(asOf: try CivilDate(parsing: day), rulebook: fixture.rulebook)
    while try await reading.next() != nil {}
    return reading.totals.map { row in
      Ageing.Bucket.allCases.map { row[$0].decimal }.joined(separator: " ") + " = " + row.total.decimal
    }
  }

  @Test("a debtor whose claims are on two pages has one row, and what comes meanwhile is not in it")
  func pages() async throws {
    // Given
    for debtor in ["many", "few"] {
      let drafts = try (1...(debtor == "many" ? 1_100 : 3)).map {
        try Samples.draft("\(debtor)-\($0)", amount: "1.00", debtor: Samples.debtor(key: debtor))
      }
      _ = try await fixture.docket.register(drafts, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    }
    var reading = try await fixture.docket.ageing(
      asOf: try CivilDate(parsing: "2026-11-23"), rulebook: fixture.rulebook)
    // When
    var rows = try #require(try await reading.next())
    #expect(rows.isEmpty)
    try await fixture.pay("few-1", "1.00")
    try await fixture.change("few-2", .withdraw(reason: "error"))
    try await fixture.register(Samples.draft("few-4", debtor: Samples.debtor(key: "few")))
    while let page = try await reading.next() { rows += page }
    // Then
    #expect(rows.map { "\($0.debtor?.key ?? "-") \($0.total.decimal)" } == ["many 1100.00", "few 3.00"])
    #expect(reading.totals.map(\.total.decimal) == ["1103.00"])
  }

  @Test("payments count from their day on, whenever they were recorded")
  func payments() async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-10-30"))
    try await fixture.pay("R-1", "20.00", date: "2026-11-20")
    try fixture.at("2026-12-10T10:00:00+01:00")
    try await fixture.pay("R-1", "60.00", date: "2026-12-01")
    try await fixture.pay("R-1", "60.00", kind: .chargeback, date: "2026-12-05")
    // Nobody says when it was issued, and it was enqueued later.
    #expect(try await open("2026-10-29") == [])
    #expect(try await open("2026-11-22") == ["0.00 100.00 0.00 0.00 0.00 = 100.00"])
    #expect(try await open("2026-11-23") == ["0.00 100.00 0.00 0.00 0.00 = 100.00"])
    #expect(try await open("2026-12-01") == ["0.00 0.00 40.00 0.00 0.00 = 40.00"])
    #expect(try await open("2026-12-05") == ["0.00 0.00 100.00 0.00 0.00 = 100.00"])
  }

  @Test("what was withdrawn or written off is open until that day, and what is paid is not")
  func closed() async throws {
    try await fixture.register(Samples.draft("A"), Samples.draft("B"), Samples.draft("C"), Samples.draft("D"))
    try await fixture.pay("C", "130.00", date: "2026-11-23")
    try fixture.at("2026-12-10T10:00:00+01:00")
    try await fixture.change("A", .withdraw(reason: "error"))
    try await fixture.change("B", .writeOff(reason: "nothing to be had"))
    #expect(try await open("2026-11-30") == ["360.00 0.00 0.00 0.00 0.00 = 360.00"])
    #expect(try await open("2026-12-09") == ["0.00 360.00 0.00 0.00 0.00 = 360.00"])
    #expect(try await open("2026-12-10") == ["0.00 120.00 0.00 0.00 0.00 = 120.00"])
  }
}
