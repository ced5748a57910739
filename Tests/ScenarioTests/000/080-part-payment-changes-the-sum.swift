import DunningAPI
import DunningTesting
import Testing

@Suite("080 a part payment changes the sum", .timeLimit(.minutes(20)))
struct PartPaymentChangesTheSum {
  @Test("the next notice asks for what is left")
  func story() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given a reminder about the whole sum
      try await daemon.enqueue(Book.claim(due: "2026-11-30", amount: "120.00"))
      try await daemon.advance(to: "2026-12-03T10:00:00+01:00")
      // When
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "49.50", id: "b-1"))
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "49.50", id: "b-1"))
      try await daemon.advance(to: "2026-12-10T10:00:00+01:00")
      // Then
      #expect(try await daemon.claim("R-1").notices.map(\.outstanding) == ["120.00", "70.50"])
      let messages = daemon.world.transport.arrived.map(\.text)
      #expect(messages[0].contains("120.00"))
      #expect(messages[1].contains("70.50"))
    }
  }
}
