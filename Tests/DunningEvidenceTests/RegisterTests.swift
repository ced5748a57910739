import Dunning
import DunningEvidence
import DunningStore
import DunningTesting
import Testing

@Suite("the transaction register")
struct RegisterTests {
  @Test("claims less payments and credits are what is owed, in every docket and from month to month", arguments: 1...12)
  func addsUp(seed: Int) async throws {
    var world = try BookWorld(seed: UInt64(seed))
    let fixture = world.fixture
    var closing: [RegisterTotals.Key: Money] = [:]
    for month in 1...6 {
      try fixture.at("2027-0\(month)-01T06:00:00+01:00")
      try await world.act(times: 12)
      let period = RegisterPeriod(creditor: "acme", monthOf: try CivilDate(parsing: "2027-0\(month)-01"))
      let (opening, entries) = try await entries(period, fixture)
      #expect(opening.filter { $0.value.minorUnits != 0 } == closing.filter { $0.value.minorUnits != 0 })
      var totals = RegisterTotals(opening: opening)
      for entry in entries { totals.add(entry) }
      closing = Dictionary(uniqueKeysWithValues: totals.rows.map { ($0.key, $0.sums.closing) })
    }
    // What was paid for a claim that was taken back is set against none.
    let free = try await fixture.docket.payments().reduce(Int64(0)) { $0 + $1.unallocated.minorUnits }
    let owed = try await fixture.docket.claims().reduce(-free) { sum, record in
      switch record.claim.state {
      case .withdrawn, .writtenOff: sum
      default: sum + record.claim.outstanding.minorUnits - record.claim.overpaid.minorUnits
      }
    }
    #expect(closing.values.reduce(0) { $0 + $1.minorUnits } == owed)
    let (_, all) = try await entries(RegisterPeriod(), fixture)
    #expect(all.reduce(0) { $0 + $1.amount.minorUnits } == owed)
    #expect(Set(all.map(\.kind)).count > 4)
  }

  @Test("money that comes in for what was written off is booked with what it undoes")
  func recovered() async throws {
    let fixture = try DocketFixture()
    try await fixture.enqueue(try Samples.draft(amount: "100.00"))
    try await fixture.change("R-1", .writeOff(reason: "insolvent"))
    try await fixture.pay("R-1", "30.00", id: "b1")
    try await fixture.pay("R-1", "80.00", id: "b2")
    let (_, entries) = try await entries(RegisterPeriod(), fixture)
    let said = entries.map { "\($0.kind.rawValue) \($0.amount.decimal)" }
    #expect(
      said == [
        "claim 100.00", "write-off -100.00", "payment -30.00", "write-off 30.00", "payment -80.00", "write-off 70.00",
      ])
    #expect(entries.map(\.externalID) == [nil, nil, "b1", nil, "b2", nil])
  }

  @Test("more than a page of it is read to the end, and what comes later is not in it")
  func pages() async throws {
    let fixture = try DocketFixture()
    let drafts = try (1...2_300).map { try Samples.draft("P-\($0)", amount: "1.00") }
    _ = try await fixture.docket.register(drafts, by: .daemon, rulebook: fixture.rulebook, now: fixture.now)
    var reading = try await fixture.docket.register(RegisterPeriod(), rulebook: fixture.rulebook)
    try await fixture.enqueue(try Samples.draft("later"))
    var references: [String] = []
    while case let page = try await reading.next(), !page.isEmpty { references += page.map(\.subject.reference) }
    #expect(references == drafts.map(\.reference))
  }

  @Test("the file is RFC 4180 with opening and closing balances, and no cell is a formula")
  func csv() async throws {
    let fixture = try DocketFixture()
    try await fixture.enqueue(
      try Samples.draft("=1+1", amount: "120.00", debtor: Samples.debtor(name: "Müller, \"Söhne\"")))
    try fixture.at("2026-12-01T10:00:00+01:00")
    try await fixture.pay("=1+1", "20.00", id: "@SUM(A1)", date: "2026-11-30")
    let period = try RegisterPeriod(from: CivilDate(parsing: "2026-12-01"), until: CivilDate(parsing: "2026-12-31"))
    let reading = try await fixture.docket.register(period, rulebook: fixture.rulebook)
    var csv = RegisterCSV(opening: reading.opening, rulebook: fixture.rulebook)
    let (_, entries) = try await entries(period, fixture)
    let text = csv.head + csv.rows(entries) + csv.foot
    #expect(
      text == """
        kind,booked_at,creditor,claim,reference,debtor_id,debtor,currency,amount,balance,value_date,due,payment_id,status\r
        opening-balance,,acme,,,,,EUR,,120.00,,,,\r
        payment,2026-12-01T10:00:00+01:00,acme,c1,'=1+1,k1,"Müller, ""Söhne""\",EUR,-20.00,100.00,2026-11-30,2026-11-30,\
        '@SUM(A1),open\r
        closing-balance,,acme,,,,,EUR,,100.00,,,,\r

        """)
  }

  @Test("a period that ends before it begins is refused")
  func backwards() throws {
    let (early, late) = (try CivilDate(parsing: "2026-11-01"), try CivilDate(parsing: "2026-11-30"))
    #expect(throws: RuleError.self) { try RegisterPeriod(from: late, until: early) }
  }

  private func entries(
    _ period: RegisterPeriod, _ fixture: DocketFixture
  ) async throws -> (opening: [RegisterTotals.Key: Money], entries: [RegisterEntry]) {
    var reading = try await fixture.docket.register(period, rulebook: fixture.rulebook)
    var entries: [RegisterEntry] = []
    while case let page = try await reading.next(), !page.isEmpty { entries += page }
    return (reading.opening, entries)
  }
}
