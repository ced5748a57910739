import DunningAPI
import DunningMail
import DunningTesting
import Testing

@Suite("010 reminder, then paid", .timeLimit(.minutes(20)))
struct ReminderThenPaid {
  @Test("a claim that is not paid gets its reminder on the day, and nothing more once it is paid")
  func story() async throws {
    // Given a claim that falls due on Monday
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      let claim = try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      #expect(claim.next?.step == "reminder")
      #expect(claim.next?.at == "2026-12-03T09:00:00+01:00")

      // When the deadline passes
      try await daemon.advance(to: "2026-12-03T08:59:59+01:00")
      #expect(try await daemon.arrived() == [])
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")

      // Then the reminder is there
      #expect(try await daemon.arrived() == ["thu 2026-12-03 09:00 R-1 reminder"])
      let message = try #require(daemon.world.transport.arrived.first)
      #expect(message.envelope.recipient.address == "anna@kunde.example")
      #expect(message.header("Auto-Submitted") == "auto-generated")

      // When the debtor pays
      let paid = try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "120.00", id: "bank-1"))
      #expect(try paid.decoded(as: ClaimResponse.self).state == "paid")

      // Then two months bring no other
      try await daemon.advance(by: .seconds(60 * 86_400))
      #expect(try await daemon.arrived().count == 1)
      let events = try await daemon.claim("R-1").events.map(\.event)
      #expect(
        events == ["claim-registered", "notice-opened", "notice-sent", "payment-recorded", "claim-paid"])
    }
  }

  @Test("a claim that is never paid climbs the whole ladder, each rung once")
  func ladder() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      // When
      try await daemon.advance(by: .seconds(90 * 86_400))
      // Then
      #expect(
        try await daemon.arrived() == [
          "thu 2026-12-03 09:00 R-1 reminder", "thu 2026-12-10 09:00 R-1 second-reminder",
          "mon 2026-12-21 09:00 R-1 last-reminder",
          // The creditor is asked what comes next.
          "tue 2026-12-29 08:00  follow-up",
        ])
      #expect(try await daemon.claim("R-1").claim.nothingBecause == "every step of the policy has gone out")
      let messages = daemon.world.transport.arrived
      let names = messages.compactMap { $0.header("Message-ID") }
      #expect(Set(names).count == 4)
      #expect(messages[2].header("In-Reply-To") == names[1])
    }
  }

  @Test("into a Maildir a reminder is put once, and a start after it puts no other")
  func maildir() async throws {
    // Given
    let world = try World(
      at: "2026-11-23T10:00:00+01:00", Book.configuration(transport: "maildir"), usesMaildir: true)
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      // When
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")
    }
    try await world.run { daemon in
      try await daemon.settle()
      // Then
      let notice = try #require(try await daemon.claim("R-1").notices.first)
      #expect(notice.state == "sent")
      let name = notice.messageId.prefix { $0 != "@" }
      #expect(try world.folder.names(in: world.outbox) == [String(name)])
    }
  }
}
