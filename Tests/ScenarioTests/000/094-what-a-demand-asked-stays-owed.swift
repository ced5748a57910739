import DunningAPI
import DunningTesting
import Testing

@Suite("094 what a demand asked for stays owed", .timeLimit(.minutes(5)))
struct WhatADemandAskedStaysOwed {
  private static let configuration = Book.configuration(
    steps: """
              - {name: reminder, at: due+3d, tone: reminder}
              - {name: demand, at: due+20d, gap: 7d, tone: demand, pay_within: 14d}
              - {name: last, at: due+60d, gap: 7d, tone: demand, pay_within: 14d}
      """
  ).replacing(
    "  standard:\n",
    with: "  standard:\n    late_interest: {rule: CONTRACT, rate: \"10\"}\n    settles: all\n",
    maxReplacements: 1)

  @Test("the sum itself leaves the interest open, a part is waived, and paying the rest settles it")
  func story() async throws {
    let data = ["templates/en", "rules", "rates"]
    try await World(at: "2026-09-01T10:00:00+02:00", Self.configuration, data: data).run { daemon in
      // Given a demand that went out
      try await daemon.enqueue(Book.claim("R-1", due: "2026-09-10", amount: "3650.00"))
      try await daemon.advance(to: "2026-10-05T12:00:00+02:00")
      let demanded = try await daemon.claim("R-1").claim
      #expect(demanded.chargesOwed == "20.00" && demanded.outstanding == "3670.00")
      // When the sum itself comes
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "3650.00", id: "b-1"))
      // Then it is open, and says what is left
      let open = try await daemon.claim("R-1")
      #expect(open.claim.state == "open" && open.claim.outstanding == "20.00" && open.claim.overpaid == "0.00")
      #expect(open.claim.next?.step == "last")
      // When a part of it is waived
      try await daemon.post("/v1/claims/R-1/waive", WaiveRequest(reason: "goodwill", amount: "8.00"))
      let part = try await daemon.claim("R-1").claim
      #expect(part.waivedAmount == "8.00" && part.outstanding == "12.00")
      // And the next demand asks for what has accrued less that
      try await daemon.advance(to: "2026-11-12T12:00:00+01:00")
      let last = try #require(daemon.world.transport.arrived.last)
      #expect(last.text.contains("Waived by us"))
      let asked = try await daemon.claim("R-1").claim
      #expect(asked.state == "open" && asked.overpaid == "0.00")
      #expect(last.text.contains(asked.outstanding))
      // Then paying that settles it
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: asked.outstanding, id: "b-2"))
      let paid = try await daemon.claim("R-1").claim
      #expect(paid.state == "paid" && paid.outstanding == "0.00" && paid.overpaid == "0.00")
    }
  }
}
