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

  @Test("payments count from the day on which they were recorded, as in the register")
  func payments() async throws {
    try await fixture.enqueue(Samples.draft(due: "2026-10-30"))
    try await fixture.pay("R-1", "20.00", date: "2026-11-20")
    try fixture.at("2026-12-10T10:00:00+01:00")
    try await fixture.pay("R-1", "60.00", date: "2026-12-01")
    try fixture.at("2026-12-12T10:00:00+01:00")
    try await fixture.pay("R-1", "60.00", kind: .chargeback, date: "2026-12-05")
    #expect(try await open("2026-11-22") == [])
    #expect(try await open("2026-11-23") == ["0.00 100.00 0.00 0.00 0.00 = 100.00"])
    #expect(try await open("2026-12-09") == ["0.00 0.00 100.00 0.00 0.00 = 100.00"])
    #expect(try await open("2026-12-11") == ["0.00 0.00 40.00 0.00 0.00 = 40.00"])
    #expect(try await open("2026-12-12") == ["0.00 0.00 100.00 0.00 0.00 = 100.00"])
  }

  @Test("the ageing of any day and the register that ends on it close at the same figure")
  func asTheRegister() async throws {
    for reference in ["A", "B", "C", "D"] {
      try await fixture.enqueue(Samples.draft(reference, amount: "1000.00", due: "2026-11-30"))
    }
    try await fixture.pay("A", "300.00", id: "p-a")
    try await fixture.pay(debtor: "5000.00", id: "p-d")
    try fixture.at("2026-11-25T10:00:00+01:00")
    try await fixture.undo("p-d")
    try await fixture.pay("A", "1000.00", id: "p-x", date: "2026-11-24")
    try await fixture.change("B", .writeOff(reason: "gone"))
    try fixture.at("2026-11-27T10:00:00+01:00")
    try await fixture.reopen("B")
    try await fixture.correct("C") { $0.amount = "400.00" }
    try await fixture.change("D", .withdraw(reason: "error"))
    try fixture.at("2026-11-30T10:00:00+01:00")
    try await fixture.assign("p-x", PaymentShare("B", amount: "200.00"))
    try await fixture.undo("p-a")
    try await fixture.correct("C") { $0.amount = "4000.00" }
    try fixture.at("2026-12-02T10:00:00+01:00")
    for day in 22...32 {
      let day = try CivilDate(parsing: "2026-11-01").adding(days: day - 1)
      var reading = try await fixture.docket.register(RegisterPeriod(until: day), rulebook: fixture.rulebook)
      var totals = RegisterTotals(opening: reading.opening)
      while case let entries = try await reading.next(), !entries.isEmpty { for entry in entries { totals.add(entry) } }
      let closing = totals.rows.first?.sums.closing.decimal ?? "0.00"
      var ageing = try await fixture.docket.ageing(asOf: day, rulebook: fixture.rulebook)
      while try await ageing.next() != nil {}
      #expect(ageing.totals.first?.balance.decimal ?? "0.00" == closing, "\(day.iso)")
    }
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
