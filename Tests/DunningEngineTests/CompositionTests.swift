import Dunning
import DunningLetters
import DunningMail
import DunningStore
import DunningTesting
import Testing

@testable import DunningEngine

@Suite("The bytes that leave", .timeLimit(.minutes(20)))
struct CompositionTests {
  private let store: DocketFixture
  private let rules: Rules

  init() throws {
    store = try DocketFixture()
    rules = Rules(
      rulebook: store.rulebook, renderer: try EngineFixture.renderer.get(),
      transport: ScriptedTransport(clock: store.clock), connections: 1, resendsInDoubt: false, fingerprint: "test")
  }

  private func taken(_ moment: String) async throws -> DueNotice {
    try store.at(moment)
    return try #require(try await store.take().first)
  }

  private func message(_ notice: DueNotice) async throws -> [UInt8] {
    try #require(try await Composition(notice: notice, rules: rules).parcel(from: store.docket).message)
  }

  /// The header, each field on one line.
  private func header(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).replacing("\r\n ", with: " ").replacing("\r\n\t", with: " ")
      .split(separator: "\r\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }.map(String.init)
  }

  @Test("the same notice has the same bytes, however often it is written")
  func deterministic() async throws {
    // Given
    try await store.enqueue(Samples.draft())
    let notice = try await taken("2026-12-03T09:00:00+01:00")
    // When
    let first = try await message(notice)
    store.clock.advance(by: .seconds(3 * 86_400))
    // Then
    #expect(try await message(notice) == first)
  }

  @Test("a notice says that it is automatic, when it was opened by the creditor's clock, and what it is called")
  func headers() async throws {
    // Given
    try await store.enqueue(Samples.draft())
    let notice = try await taken("2026-12-03T09:00:00+01:00")
    // When
    let header = header(try await message(notice))
    // Then
    #expect(header.contains("Auto-Submitted: auto-generated"))
    #expect(header.contains("Date: Thu, 03 Dec 2026 09:00:00 +0100"))
    #expect(header.contains { $0.lowercased().hasPrefix("message-id:") && $0.hasSuffix("<n1@acme.example>") })
    #expect(header.contains("X-Dunning-Notice: n1"))
    #expect(!header.contains { $0.hasPrefix("References:") || $0.hasPrefix("In-Reply-To:") })
    #expect(header.contains { $0.hasPrefix("From: ") && $0.contains("billing@acme.example") })
  }

  @Test("reports go to the sender, or to an address of their own with the notice in it")
  func returnAddress() async throws {
    try await store.enqueue(Samples.draft())
    let notice = try await taken("2026-12-03T09:00:00+01:00")
    #expect(try Composition(notice: notice, rules: rules).envelope().sender?.address == "billing@acme.example")
    // Given a creditor with an address for them
    let acme = try Samples.creditor()
    let other = Creditor(
      id: "acme", name: acme.name, address: acme.address, country: acme.country, from: acme.from, iban: acme.iban,
      language: acme.language, timeZone: acme.timeZone, policy: acme.policy,
      bounces: try EmailAddress(parsing: "bounces@acme.example"))
    let fixture = try DocketFixture(rulebook: try Samples.rulebook(creditors: [other]))
    try await fixture.enqueue(Samples.draft())
    try fixture.at("2026-12-03T09:00:00+01:00")
    // When, then
    let tagged = try #require(try await fixture.take().first)
    #expect(try Composition(notice: tagged, rules: rules).envelope().sender?.address == "bounces+n1@acme.example")
  }

  @Test("the notices about one claim form a thread")
  func thread() async throws {
    // Given
    try await store.enqueue(Samples.draft())
    try await store.finish(try await taken("2026-12-03T09:00:00+01:00"))
    try await store.finish(try await taken("2026-12-10T09:00:00+01:00"))
    let demand = try await taken("2026-12-30T09:00:00+01:00")
    // When
    let composition = Composition(notice: demand, rules: rules)
    let header = header(try await message(demand))
    // Then
    #expect(header.contains("In-Reply-To: <n2@acme.example>"))
    #expect(header.contains("References: <n1@acme.example> <n2@acme.example>"))
    #expect(try composition.envelope().notify == [.failure, .delay, .success])
    #expect(try composition.envelope().id == "n3")
  }
}
