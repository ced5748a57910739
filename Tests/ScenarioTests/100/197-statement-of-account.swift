import DunningAPI
import DunningTesting
import Testing

@Suite("197 a statement of account", .timeLimit(.minutes(5)))
struct StatementOfAccount {
  private static let configuration = Book.configuration().replacing(
    "    language: en\n", with: "    language: en\n    statement_of_account: {day: 1}\n", maxReplacements: 1)

  @Test("each month, and on request, all open items, the credit and what has moved, with the sums of the books")
  func story() async throws {
    try await World(at: "2026-11-20T10:00:00+01:00", Self.configuration).run { daemon in
      // Given two open claims, of which one is paid in part
      try await daemon.enqueue(Book.claim("R-1", due: "2027-01-30", amount: "1000.00"))
      try await daemon.enqueue(Book.claim("R-2", due: "2027-01-30", amount: "234.50"))
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "100.00", id: "b-1"))
      // When the first of the month has come
      try await daemon.advance(to: "2026-12-01T12:00:00+01:00")
      // Then
      let mail = try #require(daemon.world.transport.arrived.last)
      let text = mail.text.replacing("=\r\n", with: "").replacing("=\n", with: "")
      for words in ["Statement of account", "R-1", "R-2", "1,000.00", "900.00", "1,134.50", "Payment", "100.00"] {
        #expect(text.contains(words), "\(words) in \(text)")
      }
      #expect(try await daemon.arrived().count == 1)
      #expect(try await daemon.claim("R-1").notices.map(\.step) == ["statement-of-account"])
      // And on request, though nothing has moved since
      let asked: AccountAsked = try await daemon.post("/v1/debtors/anna@kunde.example/statement-of-account").decoded()
      #expect(asked.statements.map { "\($0.outstanding) \($0.balance) \($0.open)" } == ["1134.50 1134.50 2"])
      try await daemon.settle()
      #expect(try await daemon.arrived().count == 2)
    }
  }
}
