import Dunning
import DunningStore
import DunningTesting
import Testing

@Suite("What was open on a day", .timeLimit(.minutes(5)))
struct AgeingTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func open(_ day: String) async throws -> [String] {
    let ageing = try await fixture.docket.ageing(asOf: try CivilDate(parsing: day), rulebook: fixture.rulebook)
    return ageing.totals.map { row in
      Ageing.Bucket.allCases.map { row[$0].decimal }.joined(separator: " ") + " = " + row.total.decimal
    }
  }

  @Test("payments count from their day on, whenever they were recorded")
  func payments() async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-10-30"))
    try await fixture.pay("R-1", "20.00", date: "2026-11-20")
    try fixture.at("2026-12-10T10:00:00+01:00")
    try await fixture.pay("R-1", "60.00", date: "2026-12-01")
    try await fixture.pay("R-1", "60.00", kind: .chargeback, date: "2026-12-05")
    #expect(try await open("2026-11-22") == [])
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
