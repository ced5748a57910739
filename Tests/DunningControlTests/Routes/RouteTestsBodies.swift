import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("routes that take no body")
struct RouteTestsBodies {
  private static let routes = [
    "/v1/arm", "/v1/follow-ups/f1/done", "/v1/claims/RE-2026-1/legal-hold/lift",
    "/v1/debtors/M%C3%BCller%20AG/legal-hold/lift",
  ]

  @Test("what somebody says in a body is refused and does nothing", arguments: routes)
  func refused(route: String) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let reply = try await desk.call(.post, route, #"{"dry_run":true}"#)
      #expect(reply.status == 422)
      #expect(try reply.problem.code == "unknown-field" && reply.problem.field == "dry_run")
      #expect(try reply.problem.hint == "this request takes no fields; nothing was done")
      #expect(try await desk.docket.counts(rulebook: desk.rulebook, now: Desk.now).mode.isArmed == false)
      #expect(try await desk.call(.post, route, "arm").status == 400)
      #expect(try await desk.call(.post, route, "[]").problem.code == "wrong-type")
    }
  }

  @Test("a body that says nothing is none", arguments: ["", "{}", " {} "])
  func empty(body: String) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      #expect(try await desk.call(.post, "/v1/arm", body).status == 200)
      #expect(try await desk.call(.get, "/v1/claims", body).status == 200)
    }
  }

  @Test("a payment of a day to come is refused, one of today and of tomorrow, for the zones' sake, is not")
  func paidInFuture() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      func pay(_ date: String) async throws -> Desk.Reply {
        try await desk.call(.post, "/v1/claims/RE-2026-1/payments", #"{"amount":"1.00","date":"\#(date)"}"#)
      }
      for day in ["2126-11-23", "2026-11-25"] {
        let problem = try await pay(day).problem
        #expect(problem.code == "invalid-date" && problem.field == "date")
        #expect(problem.hint?.contains("is a promise") == true)
      }
      for day in ["2026-11-24", "2026-11-23"] { #expect(try await pay(day).status == 200) }
    }
  }
}
