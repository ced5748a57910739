import DunningAPI
import DunningTesting
import Testing

@Suite("092 the Dutch letter", .timeLimit(.minutes(20)))
struct DutchLetter {
  private static let configuration = Book.configuration(
    steps: """
              - {name: herinnering, at: due+3d, tone: reminder}
              - {name: aanmaning, at: due+20d, gap: 7d, tone: demand, pay_within: 21d}
      """
  ).replacing(
    "  standard:\n",
    with: "  standard:\n    late_interest: {rule: NL-B2C, due_basis: agreed}\n    group_by: debtor\n",
    maxReplacements: 1
  )
  .replacing("country: DE", with: "country: NL").replacing("language: en", with: "language: nl")

  @Test("a consumer is told the exact costs, counted on what is left, and given fourteen full days")
  func story() async throws {
    let data = ["templates/en", "templates/nl", "rules", "rates"]
    try await World(at: "2026-09-01T10:00:00+02:00", Self.configuration, data: data).run { daemon in
      // Given two invoices of one debtor, one of them paid in part
      try await daemon.enqueue(Book.claim("R-1", due: "2026-09-10", amount: "2000.00"))
      try await daemon.enqueue(Book.claim("R-2", due: "2026-09-10", amount: "1500.00"))
      try await daemon.advance(to: "2026-09-10T12:00:00+02:00")
      try await daemon.post("/v1/claims/R-2/payments", PaymentRequest(amount: "500.00", date: "2026-09-10", id: "b-1"))
      // When
      try await daemon.advance(to: "2026-10-02T10:00:00+02:00")
      // Then the costs are 15 % of 2,500 and 10 % of 500 (BW 6:96 (7)), and the reminder spoke of none
      let messages = daemon.world.transport.arrived.map { Self.oneLine($0.text) }
      #expect(messages.allSatisfy { $0.contains("R-1") && $0.contains("R-2") })
      #expect(messages.map { $0.contains("425,00 verschuldigd") } == [false, true])
      let term = "binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd"
      #expect(messages.map { $0.contains(term) } == [false, true])
    }
  }

  /// Without the line ends of quoted-printable, RFC 2045 6.7 (5), and of paragraphs.
  private static func oneLine(_ text: String) -> String {
    text.replacing("=\r\n", with: "").replacing("=\n", with: "").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}
