import DunningAPI
import DunningTesting
import Testing

@Suite("121 a renamed step keeps its law", .timeLimit(.minutes(20)))
struct RenamedStepKeepsItsLaw {
  /// What somebody may do to the step of a demand that has gone out.
  enum Edit: String, CaseIterable {
    case renamed, softened, removed
  }

  private static func configuration(_ law: String, _ edit: Edit? = nil) -> String {
    let demand =
      switch edit {
      case nil: "      - {name: demand, at: due+20d, gap: 7d, tone: demand, pay_within: 21d}"
      case .renamed: "      - {name: final-demand, at: due+20d, gap: 7d, tone: demand, pay_within: 21d}"
      case .softened: "      - {name: demand, at: due+20d, gap: 7d, tone: reminder, pay_within: 21d}"
      case .removed: ""
      }
    return "privacy: {retain: 12mo}\n"
      + Book.configuration(steps: "      - {name: reminder, at: due+3d, tone: reminder}\n\(demand)")
      .replacing("  standard:\n", with: "  standard:\n    late_interest: \(terms(law))\n", maxReplacements: 1)
  }

  /// The rule with what a creditor has to say besides, so that its interest is certain.
  private static func terms(_ law: String) -> String {
    switch law {
    case "ES-B2B": "ES-B2B\n    kind: business"
    case "NL-B2C": "{rule: NL-B2C, due_basis: agreed}"
    default: law
    }
  }

  @Test(
    "interest, costs, limitation and the time that it is kept stay what the demand that went out has made them",
    arguments: [("ES-B2B", "interest"), ("FR-B2C", "interest"), ("NL-B2C", "compensation")], Edit.allCases)
  func story(law: (id: String, owed: String), edit: Edit) async throws {
    let world = try World(
      at: "2026-01-05T10:00:00+01:00", Self.configuration(law.id), data: ["templates/en", "rules", "rates"])
    try await world.run { daemon in
      // Given a demand that has gone out, a claim that is still open and one that was paid afterwards
      for reference in ["OPEN", "PAID"] {
        try await daemon.enqueue(Book.claim(reference, due: "2026-01-12", email: "\(reference)@kunde.example"))
      }
      try await daemon.advance(to: "2026-03-16T10:00:00+01:00")
      #expect(try await daemon.claim("OPEN").notices.map(\.tone) == ["reminder", "demand"])
      try await daemon.post("/v1/claims/PAID/payments", PaymentRequest(amount: "120.00"))
      let before = try #require(try await daemon.claim("OPEN").late)
      let kept: RetentionList = try await daemon.get("/v1/retention?until=2040-12-31")
      #expect(law.owed == "interest" ? before.interest != "0.00" : before.compensation == "40.00")
      // When
      try daemon.world.configure(Self.configuration(law.id, edit))
      let answer = try await daemon.post("/v1/reload")
      // Then
      #expect(answer.status == 200)
      #expect(try await daemon.claim("OPEN").late == before)
      let after: RetentionList = try await daemon.get("/v1/retention?until=2040-12-31")
      #expect(after.claims.map(\.eraseOn) == kept.claims.map(\.eraseOn))
      #expect(kept.claims.count == 1)
    }
  }
}
