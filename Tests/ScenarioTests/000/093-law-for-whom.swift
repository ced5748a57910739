import DunningAPI
import DunningTesting
import Testing

@Suite("093 whom the law is for", .timeLimit(.minutes(20)))
struct LawForWhom {
  private static func configuration(_ law: String) -> String {
    Book.configuration(
      steps: """
              - {name: reminder, at: due+3d, tone: reminder}
              - {name: demand, at: due+20d, gap: 7d, tone: demand, pay_within: 14d}
        """
    ).replacing("  standard:\n", with: "  standard:\n\(law)", maxReplacements: 1)
  }

  private static let data = ["templates/en", "rules", "rates", "calendars"]

  private static func claim(_ reference: String, kind: String?) -> ClaimRequest {
    var claim = Book.claim(reference, due: "2026-09-10", amount: "1000.00", email: "\(reference)@kunde.example")
    claim.kind = kind
    return claim
  }

  @Test("a consumer is asked for no business interest, and whose kind nobody has said waits for a person")
  func businesses() async throws {
    let world = try World(
      at: "2026-09-01T10:00:00+02:00", Self.configuration("    late_interest: DE-B2B\n"), data: Self.data)
    try await world.run { daemon in
      // Given
      let refused = try await daemon.post("/v1/claims", Self.claim("C", kind: "consumer"))
      #expect(refused.status == 422)
      try await daemon.enqueue(Self.claim("B", kind: "business"))
      try await daemon.enqueue(Self.claim("U", kind: nil))
      // When the day of the demands has come
      try await daemon.advance(to: "2026-10-02T10:00:00+02:00")
      // Then the business's demand has gone with interest, and the other one waits
      #expect(try await daemon.claim("B").notices.map(\.state) == ["sent", "sent"])
      #expect(try await daemon.claim("B").late?.compensation == "40.00")
      #expect(try await daemon.claim("U").notices.map(\.state) == ["sent", "awaiting-approval"])
      #expect(try await daemon.claim("U").late == nil)
      #expect(try await daemon.status().approvals.withoutInterest == 1)
    }
  }

  @Test("a demand without its interest goes by itself where the policy allows it")
  func allowed() async throws {
    let law = "    late_interest: DE-B2B\n    without_interest: allowed\n"
    let world = try World(at: "2026-09-01T10:00:00+02:00", Self.configuration(law), data: Self.data)
    try await world.run { daemon in
      try await daemon.enqueue(Self.claim("U", kind: nil))
      try await daemon.advance(to: "2026-10-02T10:00:00+02:00")
      #expect(try await daemon.claim("U").notices.map(\.state) == ["sent", "sent"])
      #expect(try await daemon.status().approvals.withoutInterest == 0)
    }
  }

  @Test("a policy with a rule for consumers serves both, and their interest begins with the reminder")
  func both() async throws {
    let law = "    late_interest: {rule: DE-B2B, consumer: DE-B2C}\n"
    let world = try World(at: "2026-09-01T10:00:00+02:00", Self.configuration(law), data: Self.data)
    try await world.run { daemon in
      try await daemon.enqueue(Self.claim("C", kind: "consumer"))
      try await daemon.advance(to: "2026-10-02T10:00:00+02:00")
      let late = try #require(try await daemon.claim("C").late)
      #expect(late.compensation == "0.00")
      // Due on Thursday, 10 September, reminded on Monday, the 14th, which is taken to have come on the 15th: 17 days
      // from the 16th to 2 October at 6.52 %.
      #expect(late.interest == "3.04")
    }
  }
}
