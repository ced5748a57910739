import Dunning
import DunningStore
import DunningTesting
import Testing

/// The same transfers, told one by one and as a sum that was booked as one.
@Suite("Transfers of a batch that are known again", .timeLimit(.minutes(20)))
struct BatchKnownTests {
  private let fixture: DocketFixture
  private let bank: BankWorld

  init() throws {
    fixture = try DocketFixture(now: "2026-12-01T08:00:00+01:00")
    bank = BankWorld(fixture)
  }

  private static let report = "camt.052.001.08"

  /// Three transfers of one sum; nothing of the third names its claim.
  private static func transfers(day: String? = "2026-12-01", endToEnd: Bool = true) throws -> [MatchEntry] {
    let told = [("R-2026-0001", "Anna"), ("R-2026-0002", "Bob"), ("danke", "Cid")]
    return try told.enumerated().map { index, one in
      try BankWorld.entry("120.00", one.0, day: day, name: one.1) { $0.endToEnd = endToEnd ? "E\(index + 1)" : nil }
    }
  }

  private static func batch(_ parts: [MatchEntry], reference: String = "BATCH1") throws -> MatchEntry {
    let units = parts.reduce(0) { $0 + $1.amount.minorUnits }
    let sum = Money(minorUnits: units, currency: try Samples.euros("0").currency)
    return try BankWorld.entry(sum.decimal, reference: reference) { $0.parts = parts }
  }

  private func singles(_ name: String, _ entries: [MatchEntry], format: String = report) throws -> BankFile {
    let file = try BankWorld.file(name, format: format)
    let lines = entries.enumerated().map { BankStatement.Line($1, number: $0 + 1) }
    let empty = file.statements[0]
    return BankFile(
      name: name, sha256: Array(name.utf8), format: format,
      statements: [
        BankStatement(
          account: empty.account, currency: empty.currency, opening: nil, closing: nil, addsUp: nil, entries: lines)
      ])
  }

  private func isPaidOnce() async throws -> Bool {
    let (first, second) = (try await bank.paid("R-2026-0001"), try await bank.paid("R-2026-0002"))
    let (findings, waiting) = (try await fixture.money.findings(), try await fixture.docket.entriesWaiting())
    return first == "120.00" && second == "120.00" && findings.isEmpty && waiting.count == 1
  }

  @Test(
    "one by one and then as a batch, or the other way, each is one payment", arguments: [true, false], [true, false])
  func bothWays(isBatchFirst: Bool, hasEndToEnd: Bool) async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002", "R-2026-0003")
    let transfers = try Self.transfers(endToEnd: hasEndToEnd)
    let files = [
      try singles("052.xml", transfers), try BankWorld.file("053.xml", try Self.batch(transfers)),
    ]
    let order = isBatchFirst ? Array(files.reversed()) : files
    #expect(
      try await bank.told(order[0])
        == ["booked R-2026-0001 120.00 payment", "booked R-2026-0002 120.00 payment", "proposed"])
    for file in [order[1], order[0], order[1]] {
      #expect(try await bank.told(file) == ["known", "known", "known"])
    }
    #expect(try await isPaidOnce())
  }

  @Test("a batch that waits for its details is over once its transfers have been told one by one")
  func asked() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002", "R-2026-0003")
    let transfers = try Self.transfers()
    try await bank.take(try singles("052.xml", transfers))
    var whole = try Self.batch(transfers)
    whole.parts = []
    #expect(try await bank.told(try BankWorld.file("053.xml", whole)) == ["proposed"])
    let detailed = try BankWorld.file("054.xml", format: "camt.054.001.08", try Self.batch(transfers))
    #expect(try await bank.told(detailed) == ["known", "known", "known"])
    #expect(try await bank.told(detailed).allSatisfy { $0 == "known" })
    #expect(try await isPaidOnce())
  }

  @Test("of a batch of which a part was told before the others count, and of one more transfer that one counts")
  func partly() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002", "R-2026-0003")
    let transfers = try Self.transfers()
    try await bank.take(try singles("a.xml", [transfers[0]]))
    let batch = try BankWorld.file("053.xml", try Self.batch(transfers))
    #expect(try await bank.told(batch) == ["known", "booked R-2026-0002 120.00 payment", "proposed"])
    let fourth = try BankWorld.entry("120.00", "R-2026-0003", name: "Dan") { $0.endToEnd = "E4" }
    #expect(
      try await bank.told(try singles("b.xml", transfers + [fourth]))
        == ["known", "known", "known", "booked R-2026-0003 120.00 payment"])
    #expect(try await bank.told(batch) == ["known", "known", "known"])
    #expect(try await isPaidOnce())
  }

  @Test("a transfer of the same sum by somebody else is none of the batch, and one that may be is a question")
  func others() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002", "R-2026-0003")
    try await bank.take(try BankWorld.file("053.xml", try Self.batch(try Self.transfers())))
    let other = try BankWorld.entry("120.00", "R-2026-0003", name: "Dan") { $0.endToEnd = "E9" }
    #expect(try await bank.told(try singles("a.xml", [other])) == ["booked R-2026-0003 120.00 payment"])
    let doubtful = try await bank.take(try singles("b.xml", [try BankWorld.entry("120.00", "Rechnung 2 von Bob")]))
    #expect(doubtful.entries.map(\.verdict) == [.proposed])
    #expect(doubtful.entries[0].because.first?.contains("which 053.xml told of in other words") == true)
    #expect(try await fixture.money.findings() == [])
  }

  @Test("a part that may be a transfer told before is a question, and the others count")
  func doubtfulPart() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    try await bank.take(try singles("a.xml", [try BankWorld.entry("120.00", "R-2026-0001 Anna dankt")]))
    var transfers = try Self.transfers(endToEnd: false)
    transfers[0].text = "Rechnung R-2026-0001"
    transfers.removeLast()
    let taken = try await bank.take(try BankWorld.file("053.xml", try Self.batch(transfers)))
    #expect(taken.entries.map(\.told).sorted() == ["booked R-2026-0002 120.00 payment", "proposed"])
    #expect(try await bank.paid("R-2026-0001") == "120.00")
    #expect(try await fixture.money.findings() == [])
  }

  @Test("what was announced one by one is booked by the batch, once")
  func announced() async throws {
    try await bank.enqueue("R-2026-0001", "R-2026-0002")
    let transfers = Array(try Self.transfers().prefix(2))
    let pending = transfers.map { transfer in
      var transfer = transfer
      transfer.status = .pending
      return transfer
    }
    #expect(try await bank.told(try singles("052.xml", pending)) == ["held", "held"])
    let batch = try BankWorld.file("053.xml", try Self.batch(transfers))
    #expect(
      try await bank.told(batch) == ["booked R-2026-0001 120.00 payment", "booked R-2026-0002 120.00 payment"])
    #expect(try await fixture.docket.entriesWaiting().isEmpty)
    #expect(try await bank.told(batch) == ["known", "known"])
    #expect(try await fixture.money.findings() == [])
  }

  /// Two reports of one day, as files of every kind cut the same movements.
  @Test("however the transfers of a day are cut into batches, each counts once", arguments: Array(UInt64(1)...8))
  func atRandom(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let count = 7
    let references = (1...count).map { "R-2026-000\($0)" }
    for reference in references { try await bank.enqueue(reference) }
    let hasEndToEnd = Bool.random(using: &random)
    let transfers = try references.enumerated().map { index, reference in
      try BankWorld.entry("120.00", reference, name: "Payer \(index + 1)") {
        $0.endToEnd = hasEndToEnd ? "E\(index)" : nil
      }
    }
    for round in 1...4 {
      var left = transfers.shuffled(using: &random)
      var entries: [MatchEntry] = []
      while !left.isEmpty {
        let size = min(left.count, Int.random(in: 1...3, using: &random))
        let part = Array(left.prefix(size))
        entries.append(size == 1 ? part[0] : try Self.batch(part, reference: "B\(round)-\(entries.count)"))
        left.removeFirst(size)
      }
      try await bank.take(try singles("\(round).xml", entries, format: "camt.05\(round).001.08"))
      for reference in references { #expect(try await bank.paid(reference) == "120.00", "\(round)") }
      #expect(try await fixture.docket.entriesWaiting().isEmpty)
    }
    #expect(try await fixture.docket.payments().count == count)
    #expect(try await fixture.money.findings() == [])
  }
}
