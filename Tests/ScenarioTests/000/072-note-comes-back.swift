import DunningAPI
import DunningMail
import DunningTesting
import Testing

@Suite("072 note comes back", .timeLimit(.minutes(20)))
struct NoteComesBack {
  @Test("a note goes to the creditor on its day, and stays on status until it is done")
  func story() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-12-24"))
      let note = NoteRequest(
        text: "the wallet's support looks for the transfer", remindOn: "2026-11-30", contact: "Ms Li",
        staffNumber: "7731", replyBy: "2026-11-27")
      let answer: NoteResponse = try await daemon.post("/v1/claims/R-1/notes", note).decoded()
      // When
      try await daemon.advance(to: "2026-12-01T00:00:00+01:00")
      // Then
      #expect(try await daemon.arrived() == ["mon 2026-11-30 08:00  follow-up"])
      let mail = try #require(daemon.world.transport.arrived.first)
      #expect(mail.envelope.recipient.address == "billing@acme.example")
      for words in ["the wallet's support looks for the transfer", "Ms Li", "7731", "R-1"] {
        #expect(mail.text.contains(words), "\(words)")
      }
      #expect(try await daemon.status().followUpsDue == 1)
      // When
      try await daemon.post("/v1/follow-ups/\(answer.followUp ?? "")/done")
      // Then
      #expect(try await daemon.status().followUpsDue == 0)
    }
  }
}
