import Dunning
import DunningAPI
import DunningTesting
import Testing

@testable import dunningd

@Suite("195 kept long enough", .timeLimit(.minutes(20)))
struct KeptLongEnough {
  @Test("a paid claim is listed, announced, and a day later erased, and the chain is as sound as before")
  func story() async throws {
    let world = try World(
      at: "2026-11-23T10:00:00+01:00", "privacy: {retain: 12mo}\n" + Book.configuration())
    try await world.run { daemon in
      // Given one claim that is paid and one that is not
      try await daemon.enqueue(Book.claim(due: "2026-12-24"))
      try await daemon.enqueue(Book.claim("R-2", due: "2029-12-24", email: "bert@kunde.example"))
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "120.00"))
      let list: RetentionList = try await daemon.get("/v1/retention?until=2027-12-31")
      #expect(list.claims.map { "\($0.reference) \($0.eraseOn) \($0.keptBy)" } == ["R-1 2027-11-24 retention"])
      // When
      try await daemon.advance(to: "2027-11-24T10:00:00+01:00")
      try await nextDay(daemon)
      #expect(try await daemon.claim("R-1").claim.debtor == "Anna Kunde")
      try await daemon.advance(to: "2027-11-25T10:00:00+01:00")
      world.timer.advance(by: .seconds(86_400))
      // Then
      try await daemon.until { try await daemon.claim("R-1").claim.debtor == "erased" }
      #expect(try await daemon.claim("R-2").claim.debtor != "erased")
      let verified: VerificationResponse = try await daemon.get("/v1/verify")
      #expect(verified.findings.isEmpty)
      #expect(verified.erasures.map(\.claim) == ["c1"])
    }
  }

  /// Lets the daily look be taken, and waits until it is over.
  private func nextDay(_ daemon: RunningDaemon) async throws {
    var waits = daemon.world.timer.waits().makeAsyncIterator()
    daemon.world.timer.advance(by: .seconds(86_400))
    // The look ends with the wait for the next midnight.
    while let wait = await waits.next(), wait != .seconds(15 * 3_600) {}
  }
}
