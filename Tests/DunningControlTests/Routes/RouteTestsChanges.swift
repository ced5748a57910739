import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("what people say about a claim", .serialized)
struct RouteTestsChanges {
  @Test("a payment lowers what is open, and the whole sum makes the claim paid")
  func pay() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let part = try await desk.call(
        .post, "/v1/claims/c1/payments", #"{"amount":"1000","date":"2026-11-20","id":"TX-1"}"#)
      #expect(part.status == 200)
      let open = try part.decoded(ClaimResponse.self)
      #expect(open.paid == "1000.00" && open.outstanding == "234.50" && open.state == "open")
      let rest = try await desk.call(.post, "/v1/claims/RE-2026-1/payments", #"{"amount":"234.50"}"#)
      let paid = try rest.decoded(ClaimResponse.self)
      #expect(paid.state == "paid" && paid.outstanding == "0.00" && paid.next == nil)
      #expect(paid.nothingBecause == "it is paid")

      let shown = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self)
      #expect(shown.payments.map(\.amount) == ["1000.00", "234.50"])
      #expect(shown.payments.map(\.date) == ["2026-11-20", "2026-11-23"])
      #expect(shown.payments.map(\.id) == ["TX-1", nil])
      #expect(shown.payments.map(\.recordedAt) == Array(repeating: "2026-11-23T10:00:00+01:00", count: 2))
      #expect(
        shown.events.map(\.event) == ["claim-registered", "payment-recorded", "payment-recorded", "claim-paid"])
      #expect(shown.events.allSatisfy { $0.actor == "uid 1000" })
    }
  }

  @Test("a payment with the same number counts once; with another amount or day it is a conflict")
  func paymentTwice() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let path = "/v1/claims/c1/payments"
      let body = #"{"amount":"100","date":"2026-11-20","id":"TX-1"}"#
      for again in [body, body, #"{"amount":"100.00","id":"TX-1"}"#] {
        let reply = try await desk.call(.post, path, again)
        #expect(reply.status == 200)
        #expect(try reply.decoded(ClaimResponse.self).paid == "100.00")
      }
      for other in [#"{"amount":"101","id":"TX-1"}"#, #"{"amount":"100","date":"2026-11-21","id":"TX-1"}"#] {
        let reply = try await desk.call(.post, path, other)
        #expect(reply.status == 409)
        #expect(try reply.problem.code == "payment-taken")
      }
      #expect(try await desk.claims.map(\.claim.paid.decimal) == ["100.00"])
    }
  }

  @Test(
    "a bad payment is refused, and nothing is stored",
    arguments: [
      (#"{"amount":"12abc"}"#, "invalid-amount", "amount"), (#"{"amount":"1,5"}"#, "invalid-amount", "amount"),
      (#"{"amount":"1e3"}"#, "invalid-amount", "amount"), (#"{"amount":"-5"}"#, "invalid-amount", "amount"),
      (#"{"amount":"0"}"#, "invalid-amount", "amount"), (#"{"amount":5}"#, "wrong-type", "amount"),
      (#"{"amount":"1.234"}"#, "invalid-amount", "amount"), ("{}", "missing-field", "amount"),
      (#"{"amount":"5","date":"2026-02-30"}"#, "invalid-date", "date"),
      (#"{"amount":"5","id":"T\u0000"}"#, "invalid-text", "id"), (#"{"amount":"5","id":""}"#, "invalid-text", "id"),
      (#"{"amount":"5","ammount":"5"}"#, "unknown-field", "ammount"), ("", "malformed-json", nil),
    ])
  func badPayment(_ body: String, _ code: String, _ field: String?) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let problem = try await desk.call(.post, "/v1/claims/c1/payments", body).problem
      #expect(problem.code == code)
      #expect(problem.field == field)
      let file = try await desk.docket.claim("c1")
      #expect(file.payments.isEmpty)
      #expect(file.events.map(\.event) == ["claim-registered"])
    }
  }

  @Test("a claim is paused, resumed and withdrawn, and each says so")
  func pauseResumeWithdraw() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let paused = try await desk.call(.post, "/v1/claims/c1/pause", #"{"until":"2027-01-11","reason":"on holiday"}"#)
        .decoded(ClaimResponse.self)
      #expect(paused.state == "paused" && paused.pausedUntil == "2027-01-11")
      // The heads-up speaks of a deadline ahead, so the first step after the pause is the reminder.
      #expect(paused.next == .init(step: "reminder", at: "2027-01-11T09:00:00+01:00"))
      let forever = try await desk.call(.post, "/v1/claims/c1/pause", #"{"reason":"they ask for time"}"#)
        .decoded(ClaimResponse.self)
      #expect(forever.pausedUntil == nil && forever.next == nil)
      #expect(forever.nothingBecause == "it is paused until somebody resumes it")
      let resumed = try await desk.call(.post, "/v1/claims/c1/resume").decoded(ClaimResponse.self)
      #expect(resumed.state == "open" && resumed.next?.step == "heads-up")
      let withdrawn = try await desk.call(.post, "/v1/claims/c1/withdraw", #"{"reason":"credited"}"#)
        .decoded(ClaimResponse.self)
      #expect(withdrawn.state == "withdrawn" && withdrawn.nothingBecause == "it was withdrawn")
      let events = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self).events
      #expect(
        events.map(\.event)
          == ["claim-registered", "claim-paused", "claim-paused", "claim-resumed", "claim-withdrawn"])
      #expect(events.map(\.data["reason"]) == [nil, "on holiday", "they ask for time", nil, "credited"])
    }
  }

  @Test("what the state does not allow is a 409, and nothing changes")
  func wrongState() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let because = #"{"reason":"because"}"#
      func refused(_ verb: String, _ body: String) async throws {
        let before = try await desk.claims
        let reply = try await desk.call(.post, "/v1/claims/c1/\(verb)", body)
        #expect(reply.status == 409, "\(verb)")
        #expect(try reply.problem.code == "wrong-state")
        #expect(try await desk.claims == before)
      }
      try await refused("resume", "")
      #expect(try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"1234.50"}"#).status == 200)
      for verb in ["pause", "resume", "withdraw"] { try await refused(verb, because) }
      // More than was owed is written down all the same: the money is there.
      #expect(try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"1"}"#).status == 200)

      try await desk.enqueue(["reference": "2"])
      #expect(try await desk.call(.post, "/v1/claims/c2/withdraw", because).status == 200)
      for verb in ["pause", "resume", "withdraw", "payments"] {
        let reply = try await desk.call(
          .post, "/v1/claims/c2/\(verb)", verb == "payments" ? #"{"amount":"1"}"# : because)
        #expect(reply.status == 409, "\(verb)")
        #expect(try reply.problem.code == "wrong-state")
      }
    }
  }

  @Test(
    "a bad word about a claim is refused",
    arguments: [
      ("pause", "{}", "missing-field", "reason"), ("pause", #"{"reason":" "}"#, "invalid-text", "reason"),
      ("pause", #"{"reason":"a\r\nb"}"#, "invalid-text", "reason"), ("pause", "", "malformed-json", nil),
      ("pause", #"{"reason":"x","until":"2026-02-30"}"#, "invalid-date", "until"),
      ("pause", #"{"reason":"x","until":"2025-12-01"}"#, "invalid-date", "until"),
      ("pause", #"{"reason":"x","untill":"2027-01-01"}"#, "unknown-field", "untill"),
      ("resume", #"{"reason":7}"#, "wrong-type", "reason"), ("withdraw", "{}", "missing-field", "reason"),
      ("withdraw", #"{"reason":null}"#, "wrong-type", "reason"),
    ])
  func badWord(_ verb: String, _ body: String, _ code: String, _ field: String?) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      for path in ["/v1/claims/c1/\(verb)", "/v1/debtors/rechnung@mueller.example/\(verb)"] {
        let problem = try await desk.call(.post, path, body).problem
        #expect(problem.code == code)
        #expect(problem.field == field)
      }
      #expect(try await desk.claims.map(\.claim.state) == [.open])
    }
  }

  @Test("a reason of 2,000 characters is taken, one more is not")
  func longReason() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      func withdraw(_ count: Int) async throws -> Desk.Reply {
        let reason = String(repeating: "ü", count: count)
        return try await desk.call(.post, "/v1/claims/c1/withdraw", #"{"reason":"\#(reason)"}"#)
      }
      #expect(try await withdraw(2_001).problem.code == "invalid-text")
      #expect(try await withdraw(2_000).status == 200)
    }
  }

  @Test("every verb works on a debtor: all their open claims with one creditor, by number, name or address")
  func debtors() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["debtor_id": "D 7"])
      try await desk.enqueue(["debtor_id": "D 7", "reference": "2"])
      try await desk.enqueue(["debtor_id": "D 7", "reference": "3"])
      try await desk.enqueue(["debtor": "Other", "email": "other@x.example", "reference": "4"])
      for (name, verb, state) in [
        ("D%207", "pause", "paused"), ("M%C3%BCller%20AG", "resume", "open"),
        ("rechnung%40mueller.example", "withdraw", "withdrawn"),
      ] {
        let reply = try await desk.call(.post, "/v1/debtors/\(name)/\(verb)", #"{"reason":"x"}"#)
        #expect(reply.status == 200)
        let changed = try reply.decoded(ClaimsChanged.self)
        #expect(changed.claims.map(\.id) == ["c1", "c2", "c3"])
        #expect(changed.claims.allSatisfy { $0.state == state })
      }
      #expect(try await desk.claims.last?.claim.state == .open)
    }
  }

  @Test("a debtor that is not there is a 404, a name that fits several a 409 that lists them")
  func whichDebtor() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      try await desk.enqueue(["reference": "2", "email": "zwei@mueller.example"])
      let missing = try await desk.call(.post, "/v1/debtors/nobody/pause", #"{"reason":"x"}"#)
      #expect(missing.status == 404)
      #expect(try missing.problem.code == "not-found")
      let several = try await desk.call(.post, "/v1/debtors/M%C3%BCller%20AG/pause", #"{"reason":"x"}"#)
      #expect(several.status == 409)
      let problem = try several.problem
      #expect(problem.code == "ambiguous")
      #expect(problem.detail.contains("rechnung@mueller.example") && problem.detail.contains("zwei@mueller.example"))
      #expect(try await desk.claims.map(\.claim.state) == [.open, .open])
    }
  }
}
