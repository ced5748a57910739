import Dunning
import DunningAPI
import DunningMail
import DunningStore
import DunningTesting
import Testing

@testable import dunningd

@Suite("091 approved by hash", .timeLimit(.minutes(20)))
struct ApprovedByHash {
  private static let steps =
    "      - {name: demand, at: due+3d, tone: demand, send: [email, letter], pay_within: 14d, approval: required}"

  /// A demand that waits for its approval since the third of December.
  private func story(_ body: @escaping @Sendable (RunningDaemon) async throws -> Void) async throws {
    try await World(at: "2026-11-23T10:00:00+01:00", Book.configuration(steps: Self.steps)).run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-03T15:00:00+01:00")
      #expect(try await daemon.claim("R-1").notices.map(\.state) == ["awaiting-approval"])
      try await body(daemon)
    }
  }

  /// The creditor gets another telephone number, which every letter names.
  private static func moved() -> String {
    Book.configuration(steps: steps).replacing("country: DE", with: "country: DE\n    phone: \"+49 30 7654321\"")
  }

  @Test("other bytes than those that were looked at are not approved, and the very ones that were are sent")
  func hash() async throws {
    try await story { daemon in
      // Given
      let file: NoticeDetail = try await daemon.get("/v1/notices/n1")
      let seen = try #require(file.letter?.sha256)
      let read = try await daemon.daemon.docket.message(of: .init(1))
      // When
      let other = String(repeating: "0", count: 64)
      let refused = try await daemon.post("/v1/notices/n1/approve", NoticeActionRequest(sha256: other))
      try await daemon.post("/v1/notices/n1/approve", NoticeActionRequest(sha256: seen))
      try await daemon.settle()
      // Then
      #expect(refused.status == 409)
      #expect(try refused.decoded(as: Problem.self).code == "conflict")
      #expect(daemon.world.transport.arrived.map(\.message) == [try #require(read)])
      let approval = try await daemon.claim("R-1").events.first { $0.event == "notice-approved" }
      #expect(approval?.data["letter_sha256"] == seen)
      #expect(approval?.actor.hasPrefix("uid ") == true)
    }
  }

  @Test("a notice that would read otherwise after a reload is written anew, and asks again")
  func reload() async throws {
    try await story { daemon in
      // When
      try daemon.world.configure(Self.moved())
      try await daemon.post("/v1/reload")
      try await daemon.settle()
      // Then
      let file = try await daemon.claim("R-1")
      #expect(file.notices.map(\.state) == ["dropped", "awaiting-approval"])
      let reason = file.events.first { $0.event == "notice-dropped" }?.data["reason"]
      #expect(reason?.contains("would read otherwise now") == true)
      #expect(daemon.world.transport.handovers.isEmpty)
    }
  }

  @Test("a reload that changes nothing in a notice leaves it as it is")
  func sameWords() async throws {
    try await story { daemon in
      try daemon.world.configure(Book.configuration(steps: Self.steps + "\n# a remark"))
      try await daemon.post("/v1/reload")
      try await daemon.settle()
      #expect(try await daemon.claim("R-1").notices.map(\.state) == ["awaiting-approval"])
    }
  }

  @Test("what changed between the approval and the sending is not sent; it asks again")
  func betweenApprovalAndSending() async throws {
    try await story { daemon in
      // Given an approval at night
      try await daemon.advance(to: "2026-12-03T22:00:00+01:00")
      try await daemon.approve("n1")
      // When
      try daemon.world.configure(Self.moved())
      try await daemon.post("/v1/reload")
      try await daemon.advance(to: "2026-12-04T12:00:00+01:00")
      // Then
      #expect(try await daemon.claim("R-1").notices.map(\.state) == ["dropped", "awaiting-approval"])
      #expect(daemon.world.transport.handovers.isEmpty)
      // When the new one is approved
      try await daemon.approve("n2")
      try await daemon.settle()
      #expect(daemon.world.transport.arrived.count == 1)
      #expect(daemon.world.transport.arrived.first?.header("X-Dunning-Notice") == "n2")
    }
  }

  @Test("templates that changed while the daemon was down make it ask again")
  func restart() async throws {
    let world = try World(at: "2026-11-23T10:00:00+01:00", Book.configuration(steps: Self.steps))
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-03T15:00:00+01:00")
    }
    try world.configure(Self.moved())
    try await world.run { daemon in
      try await daemon.until { try await daemon.claim("R-1").notices.map(\.state) == ["dropped", "awaiting-approval"] }
      #expect(world.transport.handovers.isEmpty)
    }
  }

  @Test("a notice that waits for longer than a day is on status, and the creditor is reminded in the morning, once")
  func reminder() async throws {
    try await story { daemon in
      let waiting = try await daemon.status().approvals
      #expect(waiting.count == 1)
      #expect(waiting.oldest == "2026-12-03T09:00:00+01:00")
      // When
      try await daemon.advance(to: "2026-12-06T12:00:00+01:00")
      // Then
      #expect(try await daemon.arrived() == ["sat 2026-12-05 08:00  follow-up"])
      let mail = try #require(daemon.world.transport.arrived.first)
      #expect(mail.envelope.recipient.address == "billing@acme.example")
      #expect(mail.text.contains("notice approve n1"))
      #expect(try await daemon.status().followUpsDue == 1)
      // When it is approved
      try await daemon.approve("n1")
      #expect(try await daemon.status().followUpsDue == 0)
      #expect(try await daemon.status().approvals.count == 0)
    }
  }

  @Test("a notice that is approved within a day reminds nobody")
  func inTime() async throws {
    try await story { daemon in
      try await daemon.approve("n1")
      try await daemon.advance(to: "2026-12-10T12:00:00+01:00")
      #expect(try await daemon.arrived() == ["thu 2026-12-03 15:00 R-1 demand"])
    }
  }
}
