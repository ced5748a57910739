import Dunning
import DunningMail
import DunningStore
import DunningTesting
import Testing

@testable import DunningEngine

/// A mail server has an answer for each of several recipients.
@Suite("Several recipients of a notice", .timeLimit(.minutes(20)))
struct RecipientsTests {
  private static func rulebook() throws -> Rulebook {
    try Samples.rulebook(policies: [
      Policy(
        name: "standard",
        steps: [try Samples.step("first", "due+1d", .reminder), try Samples.step("second", "due+60d", .reminder)],
        sendWindow: Samples.allHours)
    ])
  }

  private func enqueue(_ engine: EngineFixture) async throws {
    // The first of several is the main one, as it comes in.
    var draft = try Samples.draft("R-1", due: "2026-11-25", debtor: Samples.debtor(email: "a@bau.example"))
    draft.contacts =
      try ["a", "b"].map { Contact(.reminders, Addressee(address: try EmailAddress(parsing: "\($0)@bau.example"))) }
      + [Contact(.cc, Addressee(address: try EmailAddress(parsing: "c@bau.example")))]
    try await engine.store.enqueue(draft)
  }

  @Test("who is put off gets the same message later, alone, and nobody gets it twice")
  func putOff() async throws {
    let engine = try EngineFixture(rulebook: Self.rulebook()) { _, before in
      switch before {
      case 0: .acceptExcept(["b@bau.example": .putOff, "c@bau.example": .putOff])
      case 1: .acceptExcept(["c@bau.example": .putOff])
      case 2: .deferral("450 4.2.1 not now")
      default: .accept
      }
    }
    try await enqueue(engine)
    try await engine.run { _ in try await engine.advance(to: "2026-11-28T20:00:00+01:00") }
    let handovers = engine.transport.handovers
    #expect(
      handovers.map { $0.envelope.recipients.map(\.address) } == [
        ["a@bau.example", "b@bau.example", "c@bau.example"], ["b@bau.example", "c@bau.example"], ["c@bau.example"],
        ["c@bau.example"],
      ])
    #expect(Set(handovers.map(\.message)).count == 1)
    #expect(Set(handovers.map(\.envelope.id)).count == 1)
    let file = try await engine.store.docket.file(of: NoticeID(1))
    #expect(file.notice.state == .sent && file.recipients.map(\.fate) == [.sent, .sent, .sent])
    #expect(try await engine.store.claim("R-1").record.next?.step == "second")
    #expect(try await engine.store.docket.verify().findings == [])
  }

  @Test("patience has an end, and then a person is told who did not get it")
  func patience() async throws {
    let engine = try EngineFixture(rulebook: Self.rulebook()) { envelope, _ in
      envelope.recipients.count == 3
        ? .acceptExcept(["b@bau.example": .putOff])
        : envelope.recipients.map(\.address) == ["b@bau.example"] ? .deferral("450 4.2.1 not now") : .accept
    }
    try await enqueue(engine)
    try await engine.run { _ in try await engine.advance(to: "2026-12-10T20:00:00+01:00") }
    let tries = engine.transport.handovers.filter { $0.envelope.recipients.map(\.address) == ["b@bau.example"] }
    #expect(tries.count == RetryPolicy.triesMax - 1)
    let file = try await engine.store.docket.file(of: NoticeID(1))
    #expect(file.notice.state == .sent && file.recipients.map(\.fate) == [.sent, .refused, .sent])
    #expect(try await engine.store.claim("R-1").followUps.contains { $0.note.contains("b@bau.example") })
    #expect(try await engine.store.docket.verify().findings == [])
  }

  @Test("a payment ends what was still to go to the rest")
  func paid() async throws {
    let engine = try EngineFixture(rulebook: Self.rulebook()) { _, before in
      before == 0 ? .acceptExcept(["b@bau.example": .putOff]) : .deferral("450 4.2.1 not now")
    }
    try await enqueue(engine)
    try await engine.run { _ in
      try await engine.advance(to: "2026-11-28T13:00:00+01:00")
      try await engine.store.pay("R-1", "120.00")
      let before = engine.transport.handovers.count
      try await engine.advance(to: "2026-12-10T20:00:00+01:00")
      #expect(engine.transport.handovers.count == before)
    }
    let file = try await engine.store.docket.file(of: NoticeID(1))
    #expect(file.recipients.map(\.fate) == [.sent, .unsent, .sent])
    #expect(try await engine.store.docket.verify().findings == [])
  }
}
