import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("corrections, and requests that are carried out once", .serialized)
struct RouteTestsCorrections {
  private static func key(_ text: String) throws -> HTTPFields {
    [try #require(HTTPField.Name("Idempotency-Key")): text]
  }

  @Test("a claim is corrected, and its revision and what stood there before are told")
  func correct() async throws {
    try await withDesk { desk in
      let before = try await desk.enqueue(["contract": "K-1"])
      let body = #"{"due":"2027-01-15","amount":"1450.00","contract":null,"reason":"extended"}"#
      let reply = try await desk.call(.patch, "/v1/claims/RE-2026-1", body)
      let claim = try reply.decoded(ClaimResponse.self)
      #expect(claim.due == "2027-01-15")
      #expect(claim.outstanding == "1450.00")
      #expect(claim.revision > before.revision)
      #expect(reply.headers[.eTag] == "\"\(claim.revision)\"")
      let shown = try await desk.call(.get, "/v1/claims/c1")
      #expect(shown.headers[.eTag] == reply.headers[.eTag])
      let event = try #require(try shown.decoded(ClaimDetail.self).events.last)
      #expect(event.event == "claim-corrected")
      #expect(event.data["due_before"] == "2026-11-30")
      #expect(event.data["contract_before"] == "K-1")
    }
  }

  @Test(
    "a bad correction names the field, and changes nothing",
    arguments: [
      ("{}", "missing-field", "reason"), (#"{"reason":"x"}"#, "missing-field", nil),
      (#"{"reason":"x","due":"2026-02-30"}"#, "invalid-date", "due"),
      (#"{"reason":"x","due":null}"#, "missing-field", "due"),
      (#"{"reason":"x","amount":"0"}"#, "invalid-amount", "amount"),
      (#"{"reason":"x","policy":"standart"}"#, "unknown-policy", "policy"),
      (#"{"reason":"x","payment_link":"javascript:1"}"#, "invalid-text", "payment_link"),
      (#"{"reason":"x","email":"a@b.example"}"#, "invalid-value", "email"),
      (#"{"reason":"x","currency":"USD"}"#, "invalid-value", "currency"),
      (#"{"reason":"x","dew":"2026-12-01"}"#, "unknown-field", "dew"),
    ] as [(String, String, String?)])
  func bad(body: String, code: String, field: String?) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let problem = try await desk.call(.patch, "/v1/claims/c1", body).problem
      #expect(problem.code == code, "\(problem.detail)")
      #expect(problem.field == field)
      #expect(try await desk.docket.claim("c1").events.count == 1)
    }
  }

  @Test("another revision than the one that is meant is refused, of a correction and of what is said")
  func ifMatch() async throws {
    try await withDesk { desk in
      let seen = try await desk.enqueue().revision
      let stale: HTTPFields = [.ifMatch: "\"\(seen)\""]
      let body = #"{"amount":"1450.00","reason":"x"}"#
      #expect(try await desk.call(.patch, "/v1/claims/c1", body, headers: stale).status == 200)
      for (method, path) in [(HTTPRequest.Method.patch, ""), (.post, "/dispute"), (.post, "/reopen")] {
        let text = method == .patch ? body : #"{"reason":"x"}"#
        let reply = try await desk.call(method, "/v1/claims/c1\(path)", text, headers: stale)
        #expect(reply.status == 409)
        #expect(try reply.problem.code == "conflict")
        #expect(try reply.problem.detail.contains("not \(seen): it is open, 1450.00 EUR due 2026-11-30"))
      }
      #expect(try await desk.call(.patch, "/v1/claims/c1", body, headers: [.ifMatch: "W/x"]).status == 422)
      #expect(try await desk.call(.patch, "/v1/claims/c1", body, headers: [.ifMatch: "*"]).status == 200)
    }
  }

  @Test("a claim that is told again with other content names what differs, and the commands that correct it")
  func differs() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["debtor_id": "D 1"])
      let changes = ["debtor_id": "D 1", "amount": "1450.00", "due": "2027-01-15", "email": "neu@mueller.example"]
      let reply = try await desk.call(.post, "/v1/claims", Desk.claim(changes))
      #expect(reply.status == 409)
      let problem = try reply.problem
      #expect(problem.code == "reference-taken")
      #expect(
        problem.differences == [
          FieldDifference(field: "amount", known: "1234.50", given: "1450.00"),
          FieldDifference(field: "due", known: "2026-11-30", given: "2027-01-15"),
          FieldDifference(field: "email", known: "rechnung@mueller.example", given: "neu@mueller.example"),
        ])
      #expect(
        problem.hint
          == "`dunningctl correct c1 --amount 1450.00 --due 2027-01-15 --reason …`, and "
          + "`dunningctl correct --debtor 'D 1' --email neu@mueller.example --reason …`")
      #expect(problem.detail.contains(#"amount is "1234.50", not "1450.00""#))
    }
  }

  @Test("a batch corrects where it is asked to, and a dry run tells what it would do")
  func batch() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let line = try Desk.claim(["amount": "1450.00"]) + "\n"
      let plain = try await desk.call(.post, "/v1/claims/batch", line).lines(BatchResult.self)
      #expect(plain.map(\.status) == [409])
      #expect(plain[0].problem?.differences?.map(\.field) == ["amount"])
      let told = try await desk.call(.post, "/v1/claims/batch?correct=new&dry_run=true", line).lines(BatchResult.self)
      #expect(told[0].corrected == [FieldDifference(field: "amount", known: "1234.50", given: "1450.00")])
      #expect(try await desk.claims.map(\.claim.draft.amount.decimal) == ["1234.50"])
      let done = try await desk.call(.post, "/v1/claims/batch?correct=new", line).lines(BatchResult.self)
      #expect(done == told)
      #expect(try await desk.claims.map(\.claim.draft.amount.decimal) == ["1450.00"])
      let again = try await desk.call(.post, "/v1/claims/batch", line).lines(BatchResult.self)
      #expect(again.map(\.status) == [200])
    }
  }

  @Test("a withdrawn claim is opened again, and takes money")
  func reopen() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await desk.call(.post, "/v1/claims/c1/withdraw", #"{"reason":"wrong line"}"#)
      let refused = try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"1234.50"}"#).problem
      #expect(refused.hint == "`dunningctl reopen c1` first, if it is owed after all")
      let open = try await desk.call(.post, "/v1/claims/c1/reopen", #"{"reason":"wrong line"}"#)
      #expect(try open.decoded(ClaimResponse.self).state == "open")
      let paid = try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"1234.50"}"#)
      #expect(try paid.decoded(ClaimResponse.self).state == "paid")
    }
  }

  // MARK: - Once

  @Test("the same request with the same key is answered again as it was, and done once")
  func once() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let (path, body) = ("/v1/claims/c1/payments", #"{"amount":"100.00"}"#)
      let first = try await desk.call(.post, path, body, headers: Self.key("k-1"))
      // Meanwhile something else happened.
      _ = try await desk.call(.post, path, #"{"amount":"1.00"}"#)
      let again = try await desk.call(.post, path, body, headers: Self.key("\"k-1\""))
      #expect(again.status == first.status)
      #expect(again.text == first.text)
      #expect(try await desk.docket.claim("c1").record.claim.paid.decimal == "101.00")
      let other = try await desk.call(.post, path, #"{"amount":"200.00"}"#, headers: Self.key("k-1"))
      #expect(other.status == 422)
      #expect(try other.problem.code == "key-reused")
      let elsewhere = try await desk.call(.post, "/v1/claims/c1/dispute", body, headers: Self.key("k-1"))
      #expect(elsewhere.status == 422)
      let another = PeerCredential(pid: 1, uid: 1_001, gid: 1_001)
      #expect(try await desk.call(.post, path, body, headers: Self.key("k-1"), as: another).status == 200)
      #expect(try await desk.docket.claim("c1").record.claim.paid.decimal == "201.00")
    }
  }

  @Test("a claim that is enqueued with a key has its revision in the answer each time")
  func enqueued() async throws {
    try await withDesk { desk in
      let first = try await desk.call(.post, "/v1/claims", Desk.claim(), headers: Self.key("k-1"))
      let again = try await desk.call(.post, "/v1/claims", Desk.claim(), headers: Self.key("k-1"))
      #expect(first.status == 201)
      #expect(again.status == 201)
      #expect(again.text == first.text)
      #expect(again.headers[.eTag] == first.headers[.eTag])
    }
  }

  @Test("what was refused has not used its key, and a dry run does not either")
  func refused() async throws {
    try await withDesk { desk in
      let (path, body) = ("/v1/claims/c1/payments", #"{"amount":"100.00"}"#)
      #expect(try await desk.call(.post, path, body, headers: Self.key("k-1")).status == 404)
      try await desk.enqueue()
      #expect(try await desk.call(.post, path, #"{"amount":"0"}"#, headers: Self.key("k-1")).status == 422)
      #expect(try await desk.call(.post, path, body, headers: Self.key("k-1")).status == 200)
      let claim = try Desk.claim(["reference": "RE-2"])
      let dry = try await desk.call(.post, "/v1/claims?dry_run=true", claim, headers: Self.key("k-2"))
      #expect(dry.status == 201)
      #expect(try await desk.call(.post, "/v1/claims", claim, headers: Self.key("k-2")).status == 201)
      #expect(try await desk.claims.count == 2)
    }
  }

  @Test("a key that is none is refused", arguments: ["", "a b", "schlüssel", String(repeating: "x", count: 256)])
  func badKey(key: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.call(.post, "/v1/claims", Desk.claim(), headers: Self.key(key))
      #expect(reply.status == 422)
      #expect(try reply.problem.field == "Idempotency-Key")
      #expect(try await desk.claims.isEmpty)
    }
  }
}
