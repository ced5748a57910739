import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("disputes, stops, write-offs and money that goes back", .serialized)
struct RouteTestsSayings {
  static let debtor = "/v1/debtors/rechnung@mueller.example"

  @Test("a disputed claim is left alone until somebody resumes it")
  func dispute() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let disputed = try await desk.call(.post, "/v1/claims/c1/dispute", #"{"reason":"half of it never arrived"}"#)
        .decoded(ClaimResponse.self)
      #expect(disputed.state == "disputed" && disputed.next == nil)
      #expect(disputed.reason == "half of it never arrived" && disputed.cause == "disputed")
      #expect(disputed.nothingBecause == "it is disputed; it goes on when somebody resumes it")
      let again = try await desk.call(.post, "/v1/claims/c1/dispute", #"{"reason":"x","cause":"third-party"}"#)
      #expect(try again.decoded(ClaimResponse.self).cause == "third-party")
      let resumed = try await desk.call(.post, "/v1/claims/c1/resume").decoded(ClaimResponse.self)
      #expect(resumed.state == "open" && resumed.reason == nil && resumed.next?.step == "heads-up")
      let events = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self).events
      #expect(events.map(\.event) == ["claim-registered", "claim-disputed", "claim-disputed", "claim-resumed"])
    }
  }

  @Test("a stop names its ground, and only a resumption ends it")
  func stop() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      for ground in StopGround.allCases.map(\.rawValue) {
        let body = #"{"because":"\#(ground)","reason":"36 IN 1234/26"}"#
        let stopped = try await desk.call(.post, "/v1/claims/c1/stop", body).decoded(ClaimResponse.self)
        #expect(stopped.state == "stopped" && stopped.next == nil && stopped.reason == "\(ground): 36 IN 1234/26")
      }
      for (verb, body) in [
        ("pause", #"{"reason":"x"}"#), ("dispute", #"{"reason":"x"}"#), ("promise", #"{"date":"2026-12-16"}"#),
      ] {
        let problem = try await desk.call(.post, "/v1/claims/c1/\(verb)", body).problem
        #expect(problem.code == "wrong-state" && problem.hint == "`dunningctl resume c1` first")
      }
      #expect(try await desk.call(.post, "/v1/claims/c1/resume").status == 200)
    }
  }

  @Test("what is written off is given up for good, but money that comes all the same is taken")
  func writeOff() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let off = try await desk.call(.post, "/v1/claims/c1/write-off", #"{"reason":"no assets","cause":"personal"}"#)
        .decoded(ClaimResponse.self)
      #expect(off.state == "written-off" && off.nothingBecause == "it was written off" && off.cause == "personal")
      for verb in ["pause", "resume", "dispute", "withdraw", "write-off"] {
        #expect(try await desk.call(.post, "/v1/claims/c1/\(verb)", #"{"reason":"x"}"#).status == 409, "\(verb)")
      }
      let some = try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"100"}"#)
      #expect(try some.decoded(ClaimResponse.self).state == "written-off")
      let rest = try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"1134.50"}"#)
      #expect(try rest.decoded(ClaimResponse.self).state == "paid")
    }
  }

  @Test(
    "a bad word is refused, of a claim as of a debtor",
    arguments: [
      ("dispute", "{}", "missing-field", "reason", nil), ("dispute", #"{"reason":""}"#, "invalid-text", "reason", nil),
      ("dispute", #"{"reason":"x","cause":"dispute"}"#, "invalid-value", "cause", "did you mean disputed?"),
      (
        "dispute", #"{"reason":"x","cause":"nothing-like-it"}"#, "invalid-value", "cause",
        "one of technical, personal, third-party, disputed, unknown"
      ),
      ("stop", #"{"reason":"x"}"#, "missing-field", "because", nil),
      ("stop", #"{"because":"other"}"#, "missing-field", "reason", nil),
      ("stop", #"{"because":"insolvancy","reason":"x"}"#, "invalid-value", "because", "did you mean insolvency?"),
      ("stop", #"{"because":"other","reason":"a\u0007b"}"#, "invalid-text", "reason", "write it on one line"),
      ("write-off", "{}", "missing-field", "reason", nil),
      ("write-off", #"{"reason":"x","until":"2026-12-01"}"#, "unknown-field", "until", nil),
      ("pause", #"{"reason":"x","cause":"card"}"#, "invalid-value", "cause", nil),
      ("withdraw", #"{"reason":"x","cause":"technical"}"#, "unknown-field", "cause", nil),
    ] as [(String, String, String, String, String?)])
  func bad(_ verb: String, _ body: String, _ code: String, _ field: String, _ hint: String?) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      for path in ["/v1/claims/c1", Self.debtor] {
        let problem = try await desk.call(.post, "\(path)/\(verb)", body).problem
        #expect(problem.code == code)
        #expect(problem.field == field)
        if let hint { #expect(problem.hint == hint) }
      }
      #expect(try await desk.claims.map(\.claim.state) == [.open])
    }
  }

  @Test("said of a debtor it holds for a claim that comes later, until the debtor is resumed")
  func laterClaim() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      for (verb, body, state) in [
        ("pause", #"{"reason":"ill","until":"2027-01-11"}"#, "paused"),
        ("dispute", #"{"reason":"no contract"}"#, "disputed"),
        ("stop", #"{"because":"insolvency","reason":"36 IN 1234/26"}"#, "stopped"),
      ] {
        #expect(try await desk.call(.post, "\(Self.debtor)/\(verb)", body).status == 200)
        let claim = try await desk.enqueue(["reference": verb])
        #expect(claim.state == state && (claim.next == nil) == (state != "paused"))
        let events = try await desk.call(.get, "/v1/claims/\(verb)").decoded(ClaimDetail.self).events
        #expect(events.map(\.event) == ["claim-registered", "claim-\(state)"])
        #expect(events.last?.data["reason"]?.hasPrefix("said of the debtor: ") == true)
      }
      _ = try await desk.call(.post, "\(Self.debtor)/resume")
      #expect(try await desk.enqueue(["reference": "free"]).state == "open")
      #expect(try await desk.claims.allSatisfy { $0.claim.state == .open })
    }
  }

  @Test("a pause or a dispute of a debtor does not end a stop")
  func stopStays() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await desk.call(.post, "\(Self.debtor)/stop", #"{"because":"insolvency","reason":"x"}"#)
      for verb in ["pause", "dispute"] {
        let changed = try await desk.call(.post, "\(Self.debtor)/\(verb)", #"{"reason":"y"}"#)
        #expect(try changed.decoded(ClaimsChanged.self).claims.allSatisfy { $0.state == "stopped" })
        #expect(try await desk.enqueue(["reference": verb]).state == "stopped")
      }
    }
  }

  @Test("money that goes back opens the debt again, and the next notice keeps its distance from that day")
  func chargeback() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["due": "2026-11-09"])
      let path = "/v1/claims/c1/payments"
      let paid = try await desk.call(.post, path, #"{"amount":"1234.50","id":"TX-1"}"#).decoded(ClaimResponse.self)
      #expect(paid.state == "paid")
      let back = try await desk.call(.post, path, #"{"amount":"1234.50","kind":"chargeback","id":"CB-1"}"#)
        .decoded(ClaimResponse.self)
      #expect(back.state == "open" && back.outstanding == "1234.50" && back.paid == "0.00")
      #expect(try #require(back.next?.at) > "2026-11-24")
      let shown = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self)
      #expect(shown.payments.map(\.kind) == ["payment", "chargeback"])
      #expect(shown.events.map(\.event).suffix(2) == ["payment-recorded", "claim-reopened"])
    }
  }

  @Test("what is beyond the sum is told, and can be refunded; a credit note counts like a payment")
  func overpaid() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      func pay(_ body: String) async throws -> ClaimResponse {
        try await desk.call(.post, "/v1/claims/c1/payments", body).decoded()
      }
      #expect(try await pay(#"{"amount":"34.50","kind":"credit-note"}"#).outstanding == "1200.00")
      let over = try await pay(#"{"amount":"1300"}"#)
      #expect(over.state == "paid" && over.outstanding == "0.00" && over.overpaid == "100.00")
      let refunded = try await pay(#"{"amount":"100","kind":"refund"}"#)
      #expect(refunded.state == "paid" && refunded.overpaid == "0.00")
    }
  }

  @Test("a payment of an unknown kind, or more back than came in, is refused")
  func badPayments() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let path = "/v1/claims/c1/payments"
      let kind = try await desk.call(.post, path, #"{"amount":"5","kind":"charge-back"}"#).problem
      #expect(kind.code == "invalid-value" && kind.field == "kind" && kind.hint == "did you mean chargeback?")
      #expect(try await desk.call(.post, path, #"{"amount":"-5","kind":"refund"}"#).problem.code == "invalid-amount")
      _ = try await desk.call(.post, path, #"{"amount":"5","id":"TX-1"}"#)
      let more = try await desk.call(.post, path, #"{"amount":"6","kind":"refund"}"#)
      #expect(more.status == 409)
      #expect(try more.problem.detail == "only 5.00 EUR came in for claim c1")
      let other = try await desk.call(.post, path, #"{"amount":"5","kind":"refund","id":"TX-1"}"#)
      #expect(try other.problem.code == "payment-taken")
      #expect(try await desk.claims.map(\.claim.paid.decimal) == ["5.00"])
    }
  }

  @Test("a claim that is open again is stopped when its debtor is")
  func reopenedOfStopped() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"1234.50"}"#)
      _ = try await desk.call(.post, "\(Self.debtor)/stop", #"{"because":"insolvency","reason":"x"}"#)
      let back = try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"1234.50","kind":"chargeback"}"#)
        .decoded(ClaimResponse.self)
      #expect(back.state == "stopped" && back.next == nil)
    }
  }

  @Test("causes are counted on the status, and the list is narrowed by them")
  func causes() async throws {
    try await withDesk { desk in
      for reference in ["1", "2", "3"] { try await desk.enqueue(["reference": reference]) }
      _ = try await desk.call(.post, "/v1/claims/1/pause", #"{"reason":"card is blocked","cause":"technical"}"#)
      _ = try await desk.call(.post, "/v1/claims/2/dispute", #"{"reason":"x"}"#)
      _ = try await desk.call(.post, "/v1/claims/3/write-off", #"{"reason":"x","cause":"personal"}"#)
      let status = try await desk.call(.get, "/v1/status").decoded(StatusResponse.self)
      #expect(status.causes == ["technical": 1, "disputed": 1])
      let list = try await desk.call(.get, "/v1/claims?cause=technical").decoded(ClaimList.self)
      #expect(list.claims.map(\.reference) == ["1"])
    }
  }
}
