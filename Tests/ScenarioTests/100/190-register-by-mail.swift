import Dunning
import DunningAPI
import DunningMail
import DunningStore
import DunningTesting
import Foundation
import Testing

@testable import dunningd

@Suite("190 register by mail", .timeLimit(.minutes(20)))
struct RegisterByMail {
  /// No reminders, so that all that leaves is the register.
  private static let quiet = "      - {name: reminder, at: due+300d, tone: reminder}"

  private static func configuration(_ more: String = "    register: monthly") -> String {
    Book.configuration(steps: quiet).replacing("    policy: standard\n", with: "    policy: standard\n\(more)\n")
  }

  private func world(
    at moment: String = "2026-10-20T10:00:00+02:00",
    answer: @escaping @Sendable (Envelope, Int) -> ScriptedTransport.Answer = { _, _ in .accept }
  ) throws -> World {
    try World(at: moment, Self.configuration(), answer: answer)
  }

  private func registers(_ daemon: RunningDaemon) async throws -> [String] {
    try await daemon.get("/v1/plan?until=2026-12-31", as: PlanResponse.self).notices
      .filter { $0.step == "register" }.map(\.at)
  }

  @Test("on the first working day of a month the books of the one before go to the creditor, once, and are in the plan")
  func story() async throws {
    let world = try world()
    try await world.run { daemon in
      // Given a claim that is enqueued in one month and paid in the next
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      #expect(
        try await registers(daemon)
          == ["2026-11-02T08:00:00+01:00", "2026-12-01T08:00:00+01:00"])
      // When
      try await daemon.advance(to: "2026-11-10T10:00:00+01:00")
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "120.00"))
      try await daemon.advance(to: "2026-12-10T10:00:00+01:00")
      // Then, since the first of November is a Sunday
      #expect(
        try await daemon.arrived() == ["mon 2026-11-02 08:00  register", "tue 2026-12-01 08:00  register"])
      let mail = try #require(world.transport.arrived.first)
      #expect(mail.envelope.recipient.address == "billing@acme.example")
      for words in ["register-acme-2026-10.csv", "register-acme-2026-10.pdf", "application/pdf", "Entries: 1."] {
        #expect(mail.text.contains(words), "\(words)")
      }
      // And the second tells of the payment, and the docket of both, in its own chain
      #expect(world.transport.arrived.last?.text.contains("register-acme-2026-11.csv") == true)
      let notices: NoticeList = try await daemon.get("/v1/notices")
      #expect(notices.notices.map(\.state) == ["sent", "sent"])
      let opened = try await daemon.daemon.docket.events(after: 0).filter { $0.data["register"] != nil }
      #expect(opened.map { $0.data["register"] } == ["2026-10", "2026-11"])
      #expect(opened.allSatisfy { $0.claim == nil && $0.event == "notice-opened" })
      #expect(try await daemon.daemon.docket.verify().findings == [])
    }
  }

  @Test("a daemon that was away sends each month that was missed when it is back, and none of them again")
  func away() async throws {
    let world = try world()
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.settle()
    }
    world.clock.advance(to: try Samples.moment("2026-12-09T15:00:00+01:00"))
    for _ in 0..<2 {
      try await world.run { daemon in
        try await daemon.settle()
        #expect(
          try await daemon.arrived() == ["wed 2026-12-09 15:00  register", "wed 2026-12-09 15:00  register"])
        #expect(try await registers(daemon) == [])
      }
    }
  }

  @Test("a register whose fate is not known is not sent again; a person says what became of it")
  func inDoubt() async throws {
    let world = try world { _, _ in .dropAfterDot }
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-11-10T10:00:00+01:00")
      #expect(try await daemon.status().notices["in-doubt"] == 1)
      #expect(world.transport.handovers.count == 1)
      try await daemon.post("/v1/notices/n1/resolve", NoticeActionRequest(as: "sent"))
      try await daemon.advance(to: "2026-11-20T10:00:00+01:00")
      #expect(world.transport.handovers.count == 1)
      let resolved = try await daemon.daemon.docket.events(after: 0).filter { $0.event == "notice-resolved" }
      #expect(resolved.map(\.actor).allSatisfy { $0.hasPrefix("uid ") })
      #expect(resolved.count == 1)
    }
  }

  @Test("a server that says \"not now\" gets the same bytes later, and one that says \"never\" shows on status")
  func deferred() async throws {
    let world = try world { _, earlier in earlier == 0 ? .deferral("450 4.2.0 later") : .refusal("550 5.7.1 no") }
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-11-03T10:00:00+01:00")
      let sent = world.transport.handovers
      #expect(sent.count == 2)
      #expect(sent.first?.text == sent.last?.text)
      #expect(try await daemon.status().notices["failed"] == 1)
      // When a person has it tried again
      try await daemon.post("/v1/notices/n1/retry")
      try await daemon.settle()
      #expect(world.transport.handovers.count == 3)
    }
  }

  @Test("without the key nothing is sent, and from the day on which it is set the books of that month on")
  func asked() async throws {
    let world = try World(at: "2026-10-20T10:00:00+02:00", Book.configuration(steps: Self.quiet))
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-11-10T10:00:00+01:00")
      #expect(try await registers(daemon) == [])
      // When
      try world.configure(Self.configuration())
      try await daemon.post("/v1/reload")
      #expect(try await registers(daemon) == ["2026-12-01T08:00:00+01:00"])
      try world.configure(Book.configuration(steps: Self.quiet))
      try await daemon.post("/v1/reload")
      try await daemon.advance(to: "2026-12-10T10:00:00+01:00")
      // Then
      #expect(world.transport.handovers.isEmpty)
    }
  }
}
