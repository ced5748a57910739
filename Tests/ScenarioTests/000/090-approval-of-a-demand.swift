import Dunning
import DunningAPI
import DunningStore
import DunningTesting
import Testing

@testable import dunningd

@Suite("090 approval of a demand", .timeLimit(.minutes(20)))
struct ApprovalOfADemand {
  private static let configuration = Book.configuration(
    steps: "      - {name: demand, at: due+3d, tone: demand, pay_within: 14d, approval: required}")

  @Test("what was approved is what is sent, byte for byte")
  func approved() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00", Self.configuration).run { daemon in
      // Given a demand that is written
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-04T15:00:00+01:00")
      #expect(try await daemon.claim("R-1").notices.map(\.state) == ["awaiting-approval"])
      #expect(daemon.world.transport.handovers.isEmpty)
      let read = try #require(try await daemon.daemon.docket.message(of: .init(1)))
      // When
      try await daemon.approve("n1")
      try await daemon.settle()
      // Then
      #expect(try await daemon.arrived() == ["fri 2026-12-04 15:00 R-1 demand"])
      #expect(daemon.world.transport.arrived.map(\.message) == [read])
    }
  }

  @Test("a demand approved at night leaves in the morning")
  func atNight() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00", Self.configuration).run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-03T22:00:00+01:00")
      // When
      try await daemon.approve("n1")
      try await daemon.advance(to: "2026-12-04T12:00:00+01:00")
      // Then
      #expect(try await daemon.arrived() == ["fri 2026-12-04 09:00 R-1 demand"])
    }
  }

  @Test("a payment before the approval takes the demand back")
  func paid() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00", Self.configuration).run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-04T15:00:00+01:00")
      // When
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "120.00"))
      let answer = try await daemon.approve("n1")
      try await daemon.advance(by: .seconds(30 * 86_400))
      // Then
      #expect(answer.status == 409)
      #expect(daemon.world.transport.handovers.isEmpty)
    }
  }

  @Test("a demand that lay for weeks is written anew, and asks for approval again")
  func stale() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00", Self.configuration).run { daemon in
      // Given a demand that asks to pay within a fortnight, three weeks old
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-24T12:00:00+01:00")
      // When
      try await daemon.approve("n1")
      try await daemon.settle()
      // Then
      #expect(try await daemon.claim("R-1").notices.map(\.state) == ["dropped", "awaiting-approval"])
      #expect(try await daemon.claim("R-1").notices.map(\.payBy) == ["2026-12-17", "2027-01-07"])
      // The creditor alone was written to, to be reminded.
      let arrived = try await daemon.arrived()
      #expect(arrived == ["sat 2026-12-05 08:00  follow-up"])
    }
  }
}
