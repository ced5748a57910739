import Dunning
import DunningLetters
import DunningStore
import DunningTesting
import Testing

@testable import DunningEngine

@Suite("Invoices that go along", .timeLimit(.minutes(20)))
struct InvoiceEnclosureTests {
  private let store: DocketFixture
  private let rules: Rules

  init() throws {
    let ladder = Policy(
      name: "standard",
      steps: [Step(name: "reminder", at: try Offset(parsing: "due+3d"), tone: .reminder, encloses: [.invoice])])
    store = try DocketFixture(rulebook: try Samples.rulebook(policies: [ladder]))
    rules = Rules(
      rulebook: store.rulebook, renderer: try EngineFixture.renderer.get(),
      transport: ScriptedTransport(clock: store.clock), connections: 1, resendsInDoubt: false, fingerprint: "test")
  }

  private func attach(_ name: String, bytes: Int = 10, type: String = "application/pdf", note: String? = nil)
    async throws
  {
    let content = try await store.docket.beginAttachment(to: "R-1")
    // No two of them alike.
    try content.append(Array(name.utf8) + [UInt8](repeating: 0x20, count: bytes))
    _ = try await store.docket.attach(
      content, name: name, mediaType: type, note: note, to: "R-1", by: .user(1000), now: store.now)
  }

  private func parcel() async throws -> (DueNotice, Parcel) {
    try store.at("2026-12-03T09:00:00+01:00")
    let notice = try #require(try await store.take().first)
    return (notice, try await Composition(notice: notice, rules: rules).parcel(from: store.docket))
  }

  @Test("the file that was attached as the invoice goes with the mail, and nothing else that is kept with the claim")
  func invoiceAlone() async throws {
    // Given
    try await store.enqueue(Samples.draft("R-1"))
    try await attach("R-1.pdf")
    try await attach("other.pdf", note: "Invoice")
    try await attach("chat about R-1.txt", type: "text/plain")
    try await attach("contract.pdf")
    // When
    let (_, parcel) = try await parcel()
    // Then
    let message = String(decoding: try #require(parcel.message), as: UTF8.self)
    #expect(message.contains("R-1.pdf"))
    #expect(message.contains("other.pdf"))
    #expect(!message.contains("chat"))
    #expect(!message.contains("contract"))
    #expect(parcel.leftOut == 0)
  }

  @Test("what a mail cannot carry is left out, and the journal says how much that is")
  func tooLarge() async throws {
    // Given
    try await store.enqueue(Samples.draft("R-1"))
    try await attach("R-1 a.pdf", bytes: 6_000_000)
    try await attach("R-1 b.pdf", bytes: 2_000_000)
    // When
    let (notice, parcel) = try await parcel()
    _ = try await store.docket.dotSent(notice, parcel: parcel, rulebook: store.rulebook, now: store.now)
    // Then
    #expect(parcel.leftOut == 1)
    let said = try await store.docket.claim("R-1").events.filter { $0.event == "note-added" }
    #expect(said.map(\.notice) == [notice.id])
    #expect(said.first?.data["text"]?.hasPrefix("1 of the invoices") == true)
    #expect(try await store.docket.verify().findings.isEmpty)
  }
}
