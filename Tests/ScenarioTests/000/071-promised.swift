import DunningAPI
import Testing

@Suite("071 promised", .timeLimit(.minutes(20)))
struct Promised {
  @Test("a debtor who promises is left alone, and who breaks it hears of it on the first morning after")
  func broken() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given a reminder that is out
      try await daemon.enqueue(Book.claim(due: "2026-11-20"))
      try await daemon.settle()
      // When
      let promise = PromiseRequest(date: "2026-12-11", reason: "waits for a customer's money", cause: "third-party")
      try await daemon.post("/v1/claims/R-1/promise", promise)
      #expect(try await daemon.claim("R-1").claim.state == "promised")
      try await daemon.advance(to: "2026-12-20T00:00:00+01:00")
      // Then Friday's money had until Monday evening
      #expect(
        try await daemon.arrived() == [
          "mon 2026-11-23 10:00 R-1 reminder", "tue 2026-12-15 09:00 R-1 second-reminder",
        ])
      let detail = try await daemon.claim("R-1")
      #expect(detail.promises.map(\.state) == ["broken"])
      #expect(detail.claim.state == "open")
      #expect(try await daemon.status().causes == ["third-party": 1])
    }
  }

  @Test("who keeps the instalments is never written to")
  func instalments() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30", amount: "90.00"))
      try await daemon.post("/v1/claims/R-1/promise", PromiseRequest(date: "2026-11-30", every: "1mo", count: 3))
      // When
      for day in ["2026-11-30", "2026-12-30", "2027-01-29"] {
        try await daemon.advance(to: "\(day)T12:00:00+01:00")
        try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "30.00"))
      }
      try await daemon.advance(to: "2027-03-30T12:00:00+02:00")
      // Then
      #expect(try await daemon.arrived() == [])
      let detail = try await daemon.claim("R-1")
      #expect(detail.claim.state == "paid")
      #expect(detail.promises.first?.instalments.map(\.outcome) == ["kept", "kept", "kept"])
    }
  }
}
