import Dunning
import DunningAPI
import Foundation
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("the books")
struct RouteTestsBooks {
  @Test("the register is a file of all that was booked, with a balance before and after")
  func register() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"234.50","id":"b1"}"#)
      let reply = try await desk.call(.get, "/v1/register?from=2026-11-01&until=2026-11-30&creditor=acme")
      #expect(reply.status == 200 && reply.headers[.contentType]?.hasPrefix("text/csv") == true)
      let lines = reply.text.split(separator: "\r\n")
      #expect(lines.map { $0.prefix { $0 != "," } } == ["kind", "claim", "payment", "closing-balance"])
      #expect(lines.last == "closing-balance,,acme,,,,,EUR,,1000.00,,,,")
    }
  }

  @Test(
    "what makes no sense is refused with its field",
    arguments: [
      ("/v1/register?from=2026-12-01&until=2026-11-01", 422, "until"), ("/v1/register?from=soon", 422, "from"),
      ("/v1/register?creditor=nobody", 404, "creditor"), ("/v1/register?format=xlsx", 422, "format"),
      ("/v1/ageing?format=xlsx", 422, "format"), ("/v1/claims/c1/evidence?made_on=today", 422, "made_on"),
    ])
  func refused(target: String, status: Int, field: String) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let reply = try await desk.call(.get, target)
      #expect(reply.status == status, "\(reply.text)")
      #expect(try reply.problem.field == field)
    }
  }

  @Test(
    "the books come in the form that is asked for",
    arguments: [
      ("/v1/register?format=pdf", "%PDF-"), ("/v1/ageing?format=pdf", "%PDF-"), ("/v1/ageing?format=csv", "as_of,"),
      ("/v1/claims/c1/evidence", "PK\u{3}\u{4}"), ("/v1/claims/RE-2026-1/evidence?format=pdf", "%PDF-"),
    ])
  func forms(target: String, beginning: String) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let reply = try await desk.call(.get, target)
      #expect(reply.status == 200 && reply.text.hasPrefix(beginning), "\(reply.text.prefix(200))")
    }
  }
}
