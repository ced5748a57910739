import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("enqueueing a claim", .serialized)
struct RouteTestsRegister {
  @Test("a good claim is answered with everything that is known about it, and null where nothing is")
  func good() async throws {
    try await withDesk { desk in
      let reply = try await desk.call(.post, "/v1/claims", Desk.claim())
      #expect(reply.status == 201)
      #expect(reply.headers[.contentType] == "application/json")
      #expect(
        reply.text == #"""
          {"amount":"1234.50","cause":null,"creditor":"acme","currency":"EUR","debtor":"Müller AG",\#
          "debtor_id":"müller ag <rechnung@mueller.example>","due":"2026-11-30","email":"rechnung@mueller.example",\#
          "enqueued_at":"2026-11-23T10:00:00+01:00","id":"c1","language":"de",\#
          "next":{"at":"2026-11-25T09:00:00+01:00","step":"heads-up"},"nothing_because":null,"outstanding":"1234.50",\#
          "overdue":false,"overpaid":"0.00","paid":"0.00","paused_until":null,"payment_reference":"RE-2026-1",\#
          "policy":"standard","reason":null,"reference":"RE-2026-1","revision":1,\#
          "state":"open","time_zone":"Europe/Berlin"}
          """#)
      #expect(try await desk.claims.count == 1)
    }
  }

  @Test("every optional field is taken")
  func allFields() async throws {
    try await withDesk { desk in
      let claim = try await desk.enqueue([
        "debtor_id": "D-7", "policy": "wallet", "language": "zh-CN", "time_zone": "Asia/Shanghai",
        "calendar": "weekdays", "kind": "business", "country": "CN", "issued": "2026-11-01", "contract": "V-12/3",
        "payment_link": "https://pay.example/a?b=c#d", "address": "Nanjing Road 1|200001 Shanghai\nChina",
        "due": "2026-11-30T17:00:00+08:00",
      ])
      #expect(claim.debtorId == "D-7")
      #expect(claim.due == "2026-11-30T17:00:00+08:00")
      #expect(claim.language == "zh-Hans")
      #expect(claim.timeZone == "Asia/Shanghai")
      #expect(claim.next == .init(step: "expires", at: "2026-11-30T16:45:00+08:00"))
      let draft = try #require(try await desk.claims.first?.claim.draft)
      #expect(draft.debtor.address == ["Nanjing Road 1", "200001 Shanghai", "China"])
      #expect(draft.paymentLink == "https://pay.example/a?b=c#d")
      #expect(draft.contract == "V-12/3")
      #expect(draft.issued?.iso == "2026-11-01")
      #expect(draft.debtor.kind == .business)
    }
  }

  @Test("what is to be quoted comes with a claim, is told as it is printed, and is corrected")
  func paymentReference() async throws {
    try await withDesk { desk in
      let claim = try await desk.enqueue(["payment_reference": "RF18539007547034"])
      #expect(claim.paymentReference == "RF18 5390 0754 7034")
      let wrong = try Desk.claim(["reference": "RE-2", "payment_reference": "+++090/9337/55494+++"])
      let refused = try await desk.call(.post, "/v1/claims", wrong)
      #expect(refused.status == 400 || refused.status == 422)
      #expect(refused.text.contains("check digits do not fit"))
      let changed = try await desk.call(
        .patch, "/v1/claims/\(claim.id)", #"{"payment_reference":null,"reason":"not agreed"}"#)
      #expect(changed.text.contains(#""payment_reference":"RE-2026-1""#))
    }
  }

  @Test("null is the same as a field that is left out")
  func nulls() async throws {
    try await withDesk { desk in
      let body = try Desk.claim().replacingLastBrace(with: #","language":null,"issued":null,"address":null}"#)
      #expect(try await desk.call(.post, "/v1/claims", body).status == 201)
      let again = try await desk.call(.post, "/v1/claims", Desk.claim())
      #expect(again.status == 200)
    }
  }

  @Test("the only creditor needs no naming; with several the claim must name one")
  func creditorByDefault() async throws {
    try await withDesk(rulebook: .sample(creditors: ["acme"])) { desk in
      let claim = try await desk.enqueue(["creditor": ""])
      #expect(claim.creditor == "acme")
    }
    try await withDesk { desk in
      let problem = try await desk.call(.post, "/v1/claims", Desk.claim(["creditor": ""])).problem
      #expect(problem.code == "missing-field")
      #expect(problem.field == "creditor")
      #expect(problem.hint == "one of acme, globex")
    }
    try await withDesk(rulebook: .sample(creditors: [])) { desk in
      let problem = try await desk.call(.post, "/v1/claims", Desk.claim(["creditor": ""])).problem
      #expect(problem.code == "unknown-creditor")
      #expect(problem.hint?.contains("creditors:") == true)
    }
  }

  @Test("the same reference with the same content is answered with the claim that is there")
  func known() async throws {
    try await withDesk { desk in
      let first = try await desk.enqueue()
      let reply = try await desk.call(.post, "/v1/claims", Desk.claim())
      #expect(reply.status == 200)
      #expect(try reply.decoded(ClaimResponse.self) == first)
      #expect(try await desk.claims.count == 1)
    }
  }

  @Test(
    "the same reference with other content is a conflict that names the claim",
    arguments: [
      ["amount": "1234.51"], ["due": "2026-12-01"], ["email": "andere@mueller.example"], ["contract": "V-1"],
      ["language": "en"],
    ])
  func taken(_ change: [String: String]) async throws {
    try await withDesk { desk in
      let first = try await desk.enqueue()
      let reply = try await desk.call(.post, "/v1/claims", Desk.claim(change))
      #expect(reply.status == 409)
      let problem = try reply.problem
      #expect(problem.code == "reference-taken")
      #expect(problem.detail.contains("c1"))
      #expect(problem.hint != nil)
      let claims = try await desk.claims
      #expect(claims.map(\.claim.draft.amount.decimal) == [first.amount])
      #expect(claims.map(\.claim.draft.mailing.text) == [first.email])
    }
  }

  @Test("two creditors may use the same reference")
  func sameReference() async throws {
    try await withDesk { desk in
      let (first, second) = (try await desk.enqueue(), try await desk.enqueue(["creditor": "globex"]))
      #expect(first.id == "c1")
      #expect(second.id == "c2")
    }
  }

  @Test("with dry_run nothing is kept, and the answer is the same")
  func dryRun() async throws {
    try await withDesk { desk in
      for word in ["true", "1"] {
        let reply = try await desk.call(.post, "/v1/claims?dry_run=\(word)", Desk.claim())
        #expect(reply.status == 201)
        #expect(try reply.decoded(ClaimResponse.self).next?.step == "heads-up")
        #expect(try await desk.claims.isEmpty)
        #expect(try await desk.docket.events(after: 0).map(\.event) == ["docket-created"])
      }
      try await desk.enqueue()
      #expect(try await desk.call(.post, "/v1/claims?dry_run=true", Desk.claim()).status == 200)
      #expect(try await desk.call(.post, "/v1/claims?dry_run=true", Desk.claim(["amount": "1"])).status == 409)
      #expect(try await desk.call(.post, "/v1/claims?dry_run=false", Desk.claim(["reference": "2"])).status == 201)
    }
  }

  @Test(
    "a dry run that is misspelt is refused, and does not enqueue",
    arguments: [
      ("?dry_run=yes", "invalid-value", "true or false"), ("?dry_run=TRUE", "invalid-value", "true or false"),
      ("?dry-run=true", "unknown-field", "did you mean dry_run?"),
      ("?dryrun=true", "unknown-field", "did you mean dry_run?"), ("?limit=3", "unknown-field", nil),
      ("?dry_run=false&dry_run=true", "duplicate-field", nil),
      ("?dry_run=%zz", "malformed-request", "a % of its own is written %25"),
    ])
  func misspeltDryRun(_ query: String, _ code: String, _ hint: String?) async throws {
    try await withDesk { desk in
      for path in ["/v1/claims", "/v1/claims/batch"] {
        let problem = try await desk.call(.post, path + query, Desk.claim()).problem
        #expect(problem.code == code)
        if query == "?limit=3" {
          #expect(problem.hint?.hasPrefix("known are dry_run") == true)
        } else {
          #expect(problem.hint == hint)
        }
      }
      #expect(try await desk.claims.isEmpty)
    }
  }

  @Test("space around a text is not kept")
  func trimmed() async throws {
    try await withDesk { desk in
      let claim = try await desk.enqueue(["reference": " RE-7\n", "debtor": "\tMüller AG "])
      #expect(claim.reference == "RE-7")
      #expect(claim.debtor == "Müller AG")
    }
  }

  @Test("the smallest and the largest amounts are exact, in currencies with other decimals too")
  func amounts() async throws {
    try await withDesk { desk in
      for (index, (amount, currency, written)) in [
        ("0.01", "EUR", "0.01"), ("10000000000000.00", "EUR", "10000000000000.00"), ("1234", "JPY", "1234"),
        ("1.234", "KWD", "1.234"), ("0100", "USD", "100.00"),
      ].enumerated() {
        let claim = try await desk.enqueue(["reference": "A-\(index)", "amount": amount, "currency": currency])
        #expect(claim.amount == written)
        #expect(claim.outstanding == written)
      }
    }
  }

  @Test("a claim over the socket is answered as one without")
  func socket() async throws {
    try await withDesk { desk in
      try await desk.serving { path in
        try await blocking {
          let answer = try UnixClient(path).request("POST", "/v1/claims", body: Desk.claim())
          #expect(answer.status == 201)
          #expect(try WireCoding.decode(ClaimResponse.self, from: answer.body.utf8).id == "c1")
          let shown = try UnixClient(path).request("GET", "/v1/claims/RE-2026-1")
          #expect(try WireCoding.decode(ClaimDetail.self, from: shown.body.utf8).claim.id == "c1")
        }
      }
    }
  }
}

extension String {
  /// The JSON object with more members at its end.
  func replacingLastBrace(with end: String) -> String { dropLast() + end }
}
