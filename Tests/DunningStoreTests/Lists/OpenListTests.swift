import Dunning
import DunningStore
import DunningTesting
import GRDB
import Testing

@Suite("Complete lists of what is open", .timeLimit(.minutes(20)))
struct OpenListTests {
  private let fixture: DocketFixture

  init() throws {
    let policy = try Samples.standard(window: Samples.allHours)
    fixture = try DocketFixture(rulebook: Samples.rulebook(policies: [policy]))
  }

  private var bank: BankWorld { BankWorld(fixture) }

  /// - Parameter name: another one says something else.
  private func list(_ name: String, _ missing: OpenList.Missing = .ask, because reason: String? = nil) -> OpenList {
    OpenList(creditor: "acme", name: name, sha256: Array(name.utf8), missing: missing, correctingBecause: reason)
  }

  /// Takes a list in and tells what it came to, row by row and then for what it does not name.
  @discardableResult
  private func take(_ list: OpenList, _ drafts: ClaimDraft...) async throws -> [String] {
    var named: Set<ClaimID> = []
    let rows = try await fixture.docket.take(
      drafts, of: list, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    named.formUnion(rows.compactMap(\.record?.claim.id))
    let gone = try await fixture.docket.takeGone(
      from: list, named: named, after: nil, limit: 100, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    return (rows + gone.outcomes).map(\.told)
  }

  private func draft(_ reference: String, _ amount: String, due: String = "2026-12-11") throws -> ClaimDraft {
    try Samples.draft(reference, amount: amount, due: due)
  }

  private func record(_ reference: String) async throws -> ClaimRecord {
    try await fixture.claim(reference).record
  }

  private func findings() async throws -> [Verification.Finding] { try await fixture.docket.verify().findings }

  /// All rows of the docket, table by table.
  private func rows() throws -> [String: [String]] {
    let queue = try DatabaseQueue(path: "\(fixture.folder.path)/docket.sqlite")
    return try queue.read { database in
      let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      return try tables.reduce(into: [:]) { rows, table in
        rows[table] = try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"").map(\.description)
      }
    }
  }

  @Test("new is enqueued, less is paid, missing is a question, and the same list again changes no row")
  func again() async throws {
    // Given
    try await take(list("1"), draft("R-1", "1000.00"), draft("R-2", "200.00"), draft("R-3", "300.00"))
    // When
    let told = try await take(list("2"), draft("R-1", "700.00"), draft("R-2", "200.00"), draft("R-4", "40.00"))
    // Then
    #expect(told == ["R-1 known paid 300.00", "R-2 known", "R-4 enqueued", "R-3 known asked f1"])
    #expect(try await record("R-1").claim.outstanding.decimal == "700.00")
    #expect(try await record("R-3").nothingBecause?.contains("f1") == true)
    #expect(try await fixture.docket.followUps(state: .due).map(\.claim) == [record("R-3").claim.id])
    #expect(try await findings() == [])
    // When it comes again
    let before = try rows()
    let again = try await take(list("2"), draft("R-1", "700.00"), draft("R-2", "200.00"), draft("R-4", "40.00"))
    // Then
    #expect(again == ["R-1 known", "R-2 known", "R-4 known"])
    let after = try rows()
    for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
  }

  @Test("a claim that is missing is not dunned until it is on a list again, or a person answers")
  func question() async throws {
    // Given
    try await take(list("1"), draft("R-1", "100.00", due: "2026-11-24"), draft("R-2", "200.00"))
    try await take(list("2"), draft("R-2", "200.00"))
    try fixture.at("2026-12-01T10:00:00+01:00")
    // Then
    #expect(try await fixture.take().isEmpty)
    // When it is there again, and then missing again
    try await take(list("3"), draft("R-1", "100.00", due: "2026-11-24"), draft("R-2", "200.00"))
    #expect(try await record("R-1").next != nil)
    #expect(try await fixture.docket.followUps(state: .due).isEmpty)
    let told = try await take(list("4"), draft("R-2", "200.00"))
    #expect(told == ["R-2 known", "R-1 known asked f2"])
    // When a person says that it is owed
    let id = try #require(FollowUpID(parsing: "f2"))
    _ = try await fixture.docket.finish(id, by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
    // Then it is dunned, and lists do not ask again
    #expect(try await record("R-1").next != nil)
    #expect(try await take(list("5"), draft("R-2", "200.00")) == ["R-2 known"])
    #expect(try await findings() == [])
  }

  @Test("what is missing is settled when that is said, and is open again when a list has it again")
  func settle() async throws {
    try await take(list("1"), draft("R-1", "100.00"), draft("R-2", "200.00"))
    #expect(try await take(list("2", .settle), draft("R-2", "200.00")) == ["R-2 known", "R-1 known settled 100.00"])
    #expect(try await record("R-1").claim.state == .paid)
    let told = try await take(list("3", .settle), draft("R-1", "100.00"), draft("R-2", "200.00"))
    #expect(told == ["R-1 known taken-back 100.00", "R-2 known"])
    #expect(try await record("R-1").claim.state == .open)
    #expect(try await findings() == [])
  }

  @Test("an entry of a statement takes the place of what a list told, and counts once")
  func statement() async throws {
    // Given
    try await take(
      list("1"), draft("R-2026-101", "1000.00"), draft("R-2026-102", "200.00"), draft("R-2026-103", "300.00"))
    try await take(list("2", .settle), draft("R-2026-101", "700.00"), draft("R-2026-103", "300.00"))
    try fixture.at("2026-12-02T09:00:00+01:00")
    // When
    let told = try await bank.told(
      BankWorld.file(
        "bank", BankWorld.entry("300.00", "R-2026-101", day: "2026-11-20", reference: "b1"),
        BankWorld.entry("200.00", "R-2026-102", day: "2026-11-20", reference: "b2"),
        BankWorld.entry("300.00", "R-2026-103", day: "2026-12-01", reference: "b3")))
    // Then
    #expect(
      told == [
        "booked R-2026-101 300.00 payment", "booked R-2026-102 200.00 payment", "booked R-2026-103 300.00 payment",
      ])
    #expect(try await record("R-2026-101").claim.outstanding.decimal == "700.00")
    #expect(try await record("R-2026-102").claim.state == .paid)
    #expect(try await bank.paid("R-2026-102") == "200.00")
    #expect(try await fixture.claim("R-2026-101").payments.map(\.list) == [nil])
    #expect(try await findings() == [])
    // When the list has not heard of the last one
    let next = try await take(list("3", .settle), draft("R-2026-101", "700.00"), draft("R-2026-103", "300.00"))
    #expect(next == ["R-2026-101 known", "R-2026-103 known behind 300.00"])
    #expect(try await record("R-2026-103").claim.state == .paid)
  }

  @Test("money of another sum takes back as much as it explains")
  func partly() async throws {
    try await take(list("1"), draft("R-2026-101", "1000.00"))
    try await take(list("2"), draft("R-2026-101", "700.00"))
    _ = try await bank.told(
      BankWorld.file("bank", BankWorld.entry("200.00", "R-2026-101", day: "2026-11-20", reference: "b1")))
    #expect(try await record("R-2026-101").claim.outstanding.decimal == "700.00")
    let payments = try await fixture.claim("R-2026-101").payments
    #expect(payments.filter { $0.list != nil }.map(\.amount.decimal) == ["100.00"])
    #expect(try await findings() == [])
  }

  @Test("another day or address is a correction when that is said, else it is named")
  func corrections() async throws {
    // Given
    try await take(list("1"), draft("R-1", "100.00"), draft("R-2", "200.00"))
    var moved = try Samples.draft(
      "R-1", amount: "60.00", due: "2026-12-20", debtor: Samples.debtor(email: "new@kunde.example"))
    moved.areDaysAccepted = true
    // When
    let named = try await take(list("2"), moved, draft("R-2", "200.00"))
    // Then the payment counts, and nothing else has changed
    #expect(named == ["R-1 differs due email paid 40.00", "R-2 known"])
    #expect(try await record("R-1").claim.draft.due.text(in: .utc) == "2026-12-11")
    // When
    let told = try await take(list("2", because: "told by the list"), moved, draft("R-2", "200.00"))
    #expect(told.first == "R-1 corrected due email")
    let record = try await record("R-1")
    #expect(record.claim.draft.due.text(in: .utc) == "2026-12-20")
    #expect(record.claim.draft.debtor.email?.text == "new@kunde.example")
    #expect(record.claim.draft.amount.decimal == "100.00" && record.claim.outstanding.decimal == "60.00")
    #expect(try await findings() == [])
  }

  @Test("rows that disagree about a debtor correct nothing twice: the first one decides")
  func disagreement() async throws {
    // Given
    try await take(list("1"), draft("R-1", "100.00"), draft("R-2", "200.00"), draft("R-3", "300.00"))
    func row(_ reference: String, _ amount: String, at street: String) throws -> ClaimDraft {
      try Samples.draft(
        reference, amount: amount, due: "2026-12-11", debtor: Samples.debtor(address: [street]))
    }
    let moved = try [
      row("R-1", "100.00", at: "Neue Gasse 2"), row("R-2", "200.00", at: "Alter Weg 1"),
      row("R-3", "300.00", at: "Neue Gasse 2"),
    ]
    let week = list("2", because: "told by the list")
    // When
    let told = try await take(week, moved[0], moved[1], moved[2])
    #expect(told == ["R-1 corrected address", "R-2 differs address", "R-3 known"])
    // Then it comes again and changes no row
    let before = try rows()
    let again = try await take(week, moved[0], moved[1], moved[2])
    #expect(again == ["R-1 known", "R-2 differs address", "R-3 known"])
    let after = try rows()
    for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
    // When the old address stands first
    let other = list("3", because: "told by the list")
    let back = try await take(other, moved[1], moved[0], moved[2])
    #expect(back == ["R-2 corrected address", "R-1 differs address", "R-3 differs address"])
    let still = try await take(other, moved[1], moved[0], moved[2])
    #expect(still == ["R-2 known", "R-1 differs address", "R-3 differs address"])
    #expect(try await record("R-1").claim.draft.debtor.address == ["Alter Weg 1"])
    #expect(try await findings() == [])
  }

  @Test("a dry run keeps nothing")
  func dryRun() async throws {
    try await take(list("1"), draft("R-1", "1000.00"), draft("R-2", "200.00"))
    let before = try rows()
    let outcomes = try await fixture.docket.take(
      [draft("R-1", "700.00"), draft("R-3", "5.00")], of: list("2"), keeping: false, by: .user(1000),
      rulebook: fixture.rulebook, now: fixture.now)
    #expect(outcomes.map(\.told) == ["R-1 known paid 300.00", "R-3 enqueued"])
    let gone = try await fixture.docket.takeGone(
      from: list("2", .settle), named: [], after: nil, limit: 100, keeping: false, by: .user(1000),
      rulebook: fixture.rulebook, now: fixture.now)
    #expect(gone.outcomes.count == 2)
    let after = try rows()
    for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
  }
}

extension ListedOutcome {
  fileprivate var told: String {
    let words =
      switch registration {
      case .enqueued(let record): "\(record.claim.draft.reference) enqueued"
      case .known(let record): "\(record.claim.draft.reference) known"
      case .corrected(let record, let differences):
        "\(record.claim.draft.reference) corrected \(differences.map(\.field).sorted().joined(separator: " "))"
      case .differs(let record, let differences):
        "\(record.claim.draft.reference) differs \(differences.map(\.field).sorted().joined(separator: " "))"
      case .doubted(let field, _): "doubted \(field)"
      case .refused(let error): "refused \(error.message)"
      }
    return switch change {
    case .none: words
    case .paid(let money): "\(words) paid \(money.decimal)"
    case .takenBack(let money): "\(words) taken-back \(money.decimal)"
    case .behind(let money): "\(words) behind \(money.decimal)"
    case .givenUp: "\(words) given-up"
    case .asked(let followUp): "\(words) asked \(followUp)"
    case .settled(let money): "\(words) settled \(money.decimal)"
    }
  }
}
