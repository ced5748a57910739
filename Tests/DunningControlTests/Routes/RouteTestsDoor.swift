import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("what the door asks and remarks", .serialized)
struct RouteTestsDoor {
  @Test("days that cannot be meant are a question, once: what was accepted is known when it comes again")
  func doubtfulDays() async throws {
    try await withDesk { desk in
      let body = try Desk.claim(["issued": "2027-12-20", "due": "2028-01-20"])
      let refused = try await desk.call(.post, "/v1/claims", body)
      #expect(refused.status == 422)
      #expect(try refused.problem.field == "issued")
      #expect(try refused.problem.hint?.contains("--yes") == true)
      #expect(try await desk.claims.isEmpty)
      let accepted = body.replacingLastBrace(with: #","accept":true}"#)
      #expect(try await desk.call(.post, "/v1/claims", accepted).status == 201)
      #expect(try await desk.call(.post, "/v1/claims", body).status == 200)
      let other = try Desk.claim(["reference": "R-2", "issued": "2027-12-20", "due": "2028-01-20"])
      let lines: [BatchResult] = try await desk.call(.post, "/v1/claims/batch", other).lines()
      #expect(lines.map(\.status) == [422])
      #expect(lines.first?.problem?.field == "issued")
      let taken: [BatchResult] = try await desk.call(.post, "/v1/claims/batch?accept=true", other).lines()
      #expect(taken.map(\.status) == [201])
    }
  }

  @Test("what is taken all the same, with a remark: no account for the currency, no templates in the language")
  func remarks() async throws {
    try await withDesk { desk in
      let plain = try await desk.call(.post, "/v1/claims", try Desk.claim())
      #expect(try plain.decoded(ClaimResponse.self).warnings == nil)
      let dollars = try await desk.call(
        .post, "/v1/claims", try Desk.claim(["reference": "R-2", "currency": "USD", "language": "pt-BR"]))
      #expect(dollars.status == 201)
      let claim = try dollars.decoded(ClaimResponse.self)
      #expect(claim.warnings?.count == 2)
      #expect(claim.language == "de")
      let line = try Desk.claim(["reference": "R-3", "currency": "RMB", "language": "de_DE", "debtor": "\u{200F}محمد"])
      let results: [BatchResult] = try await desk.call(.post, "/v1/claims/batch", line).lines()
      #expect(results.map(\.status) == [201])
      #expect(results.first?.warnings?.first?.contains("no account for CNY") == true)
      let silent = try Desk.claim(["reference": "R-4", "debtor": "Stumm AG", "debtor_id": "D-4", "email": ""])
      let mute: [BatchResult] = try await desk.call(.post, "/v1/claims/batch", silent).lines()
      #expect(mute.map(\.status) == [201], "\(mute)")
      #expect(mute.first?.warnings?.first?.contains("no reminder of \"R-4\" can leave") == true, "\(mute)")
      let kept = try await desk.call(.get, "/v1/claims/R-3").decoded(ClaimDetail.self).claim
      #expect(kept.debtor == "محمد")
      #expect(kept.currency == "CNY")
      #expect(kept.language.hasPrefix("de"))
    }
  }
}
