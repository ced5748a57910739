import Dunning
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Words of entries that count for nobody are erased", .timeLimit(.minutes(20)))
struct EntryPrivacyTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    fixture = try DocketFixture(
      rulebook: try Samples.rulebook(creditors: [try Samples.creditor(retain: "30d")]), now: "2026-12-01T08:00:00+01:00"
    )
    bank = BankWorld(fixture)
  }

  private func names() async throws -> [String] {
    var names: [String] = []
    for number in 1...5 { names.append(try await fixture.docket.entry(EntryID(Int64(number))).entry.name ?? "-") }
    return names
  }

  @Test("with the debtor whom they name, and nobody else's")
  func erased() async throws {
    try await bank.enqueue("R-2026-0001")
    let own = try BankWorld.entry("1.00", "x", reference: "B1", name: "Kunde Anna")
    let text = try BankWorld.entry("2.00", "fuer Anna Kunde", reference: "B2", name: "Bank")
    let reference = try BankWorld.entry("3.00", "R20260001X", reference: "B3", name: "Ohne")
    let other = try BankWorld.entry("120.00", "x", reference: "B4", name: "Berta Andere")
    let account = try BankWorld.entry("120.00", "R-2026-0001", reference: "B5", name: "Anna K") {
      $0.account = "DE02 1203"
    }
    try await bank.take(try BankWorld.file("a.xml", own, text, reference, other, account))
    #expect(try await names() == ["Kunde Anna", "Bank", "Ohne", "Berta Andere", "Anna K"])
    _ = try await fixture.docket.erase(
      debtor: DebtorName("k1"), because: "asked", by: .user(1000), now: fixture.now)
    #expect(try await names() == ["-", "-", "-", "Berta Andere", "-"])
    #expect(try await fixture.docket.verify().findings == [])
    #expect(try await fixture.money.findings() == [])
  }

  @Test("and once they were kept long enough")
  func retention() async throws {
    try await bank.enqueue("R-2026-0001", due: "2027-12-11")
    let old = try BankWorld.entry("1.00", "x", day: "2026-11-01", reference: "B1", name: "Berta Andere")
    let new = try BankWorld.entry("2.00", "x", day: "2026-11-30", reference: "B2", name: "Carla Dritte")
    let paid = try BankWorld.entry("5.00", "R-2026-0001", day: "2026-11-01", reference: "B3", name: "Anna Kunde")
    try await bank.take(try BankWorld.file("a.xml", old, new, paid))
    _ = try await fixture.docket.eraseExpired(rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.docket.entry(EntryID(1)).entry.name == "Berta Andere")
    try fixture.at("2026-12-02T08:00:00+01:00")
    _ = try await fixture.docket.eraseExpired(rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.docket.entry(EntryID(1)).entry.name == nil)
    #expect(try await fixture.docket.entry(EntryID(2)).entry.name == "Carla Dritte")
    #expect(try await fixture.docket.entry(EntryID(3)).entry.name == "Anna Kunde")
    #expect(try await fixture.docket.verify().findings == [])
  }
}
