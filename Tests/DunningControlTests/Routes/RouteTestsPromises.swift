import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("promises", .serialized)
struct RouteTestsPromises {
  private func promise(_ desk: Desk, _ body: String, of subject: String = "claims/c1") async throws -> Desk.Reply {
    try await desk.call(.post, "/v1/\(subject)/promise", body)
  }

  @Test("nothing goes out before the day and the grace have passed")
  func day() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let body = #"{"date":"2026-12-16","amount":"500","reason":"said on the phone","cause":"personal"}"#
      let claim = try await promise(desk, body).decoded(ClaimResponse.self)
      #expect(claim.state == "promised")
      #expect(claim.pausedUntil == "2026-12-18")
      #expect(claim.reason == "said on the phone")
      #expect(claim.cause == "personal")
      #expect(claim.next == .init(step: "reminder", at: "2026-12-18T09:00:00+01:00"))
      let shown = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self)
      let instalment = PromiseResponse.Instalment(due: "2026-12-16", amount: "500.00", outcome: nil)
      #expect(
        shown.promises
          == [.init(state: "running", madeAt: "2026-11-23T10:00:00+01:00", instalments: [instalment])])
      #expect(shown.followUps.isEmpty)
      #expect(shown.events.last?.event == "claim-promised")
      #expect(
        shown.events.last?.data == [
          "by": "500 by 2026-12-16", "cause": "personal", "reason": "said on the phone", "until": "2026-12-18",
          "instalments": "2026-12-16 500.00", "paid_before": "0.00",
        ])
    }
  }

  @Test("today is a day to promise, and no amount means all of it")
  func today() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      #expect(try await promise(desk, #"{"date":"2026-11-23"}"#).status == 200)
      let shown = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self)
      #expect(shown.promises.first?.instalments.map(\.amount) == ["1234.50"])
    }
  }

  @Test(
    "instalments are counted from the first day, and the last one takes what is left",
    arguments: [
      (#""every":"1mo","count":3"#, ["2027-01-31 411.50", "2027-02-28 411.50", "2027-03-31 411.50"]),
      (#""every":"2w","amount":"500""#, ["2027-01-31 500.00", "2027-02-14 500.00", "2027-02-28 234.50"]),
      (#""every":"30d","count":1"#, ["2027-01-31 1234.50"]),
    ])
  func instalments(_ terms: String, _ expected: [String]) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      #expect(try await promise(desk, #"{"date":"2027-01-31",\#(terms)}"#).status == 200)
      let shown = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self)
      #expect(shown.promises.flatMap(\.instalments).map { "\($0.due) \($0.amount)" } == expected)
    }
  }

  @Test(
    "a bad promise is refused with its field, and nothing changes",
    arguments: [
      ("{}", "missing-field", "date"), (#"{"date":"2026-11-20"}"#, "invalid-date", "date"),
      // Yesterday where the debtor lives, but not everywhere.
      (#"{"date":"2026-11-22"}"#, "invalid-date", "date"), (#"{"date":"2026-02-30"}"#, "invalid-date", "date"),
      (#"{"date":"2026-12-16","amount":"1234.51"}"#, "invalid-value", "amount"),
      (#"{"date":"2026-12-16","amount":"0"}"#, "invalid-value", "amount"),
      (#"{"date":"2026-12-16","amount":"12abc"}"#, "invalid-amount", "amount"),
      (#"{"date":"2026-12-16","amount":500}"#, "wrong-type", "amount"),
      (#"{"date":"2026-12-16","every":"1mo"}"#, "missing-field", "count"),
      (#"{"date":"2026-12-16","every":"1mo","count":3,"amount":"5"}"#, "missing-field", "count"),
      (#"{"date":"2026-12-16","count":3}"#, "missing-field", "every"),
      (#"{"date":"2026-12-16","count":3,"every":"3bd"}"#, "invalid-value", "every"),
      (#"{"date":"2026-12-16","count":3,"every":"90m"}"#, "invalid-value", "every"),
      (#"{"date":"2026-12-16","count":3,"every":"0d"}"#, "invalid-value", "every"),
      (#"{"date":"2026-12-16","count":3,"every":"monthly"}"#, "invalid-value", "every"),
      (#"{"date":"2026-12-16","count":0,"every":"1mo"}"#, "invalid-value", "count"),
      (#"{"date":"2026-12-16","count":61,"every":"1mo"}"#, "invalid-value", "count"),
      (#"{"date":"2026-12-16","count":"3","every":"1mo"}"#, "wrong-type", "count"),
      (#"{"date":"2026-12-16","amount":"20","every":"1w"}"#, "invalid-value", "amount"),
      // A mistyped year, and instalments of which nobody alive would see the end.
      (#"{"date":"2036-12-16"}"#, "invalid-date", "date"), (#"{"date":"2199-12-31"}"#, "invalid-date", "date"),
      (#"{"date":"2026-12-16","every":"1200mo","count":2}"#, "invalid-date", "date"),
      (#"{"date":"2026-12-16","cause":"tehcnical"}"#, "invalid-value", "cause"),
      (#"{"date":"2026-12-16","reason":"a\nb"}"#, "invalid-text", "reason"),
      (#"{"date":"2026-12-16","until":"2026-12-16"}"#, "unknown-field", "until"), ("", "malformed-json", nil),
    ] as [(String, String, String?)])
  func bad(_ body: String, _ code: String, _ field: String?) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let before = try await desk.call(.get, "/v1/claims/c1").text
      for subject in ["claims/c1", "debtors/rechnung@mueller.example"] {
        let problem = try await promise(desk, body, of: subject).problem
        #expect(problem.code == code, "\(problem)")
        #expect(problem.field == field)
      }
      #expect(try await desk.call(.get, "/v1/claims/c1").text == before)
    }
  }

  @Test("a promise that is refused leaves the one before in force")
  func refusedAfterGood() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await promise(desk, #"{"date":"2026-12-16"}"#)
      let before = try await desk.call(.get, "/v1/claims/c1").text
      #expect(try await promise(desk, #"{"date":"2026-12-20","amount":"9999"}"#).status == 422)
      #expect(try await desk.call(.get, "/v1/claims/c1").text == before)
      #expect(try await desk.docket.claim("c1").promises.map(\.state) == [.running])
    }
  }

  @Test("another promise replaces the one before, and the whole sum keeps it")
  func replacedAndKept() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await promise(desk, #"{"date":"2026-12-16"}"#)
      _ = try await promise(desk, #"{"date":"2027-01-15","every":"1mo","count":2}"#)
      _ = try await desk.call(.post, "/v1/claims/c1/payments", #"{"amount":"1234.50"}"#)
      let shown = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self)
      #expect(shown.claim.state == "paid")
      #expect(shown.promises.map(\.state) == ["replaced", "kept"])
      #expect(shown.promises.map { $0.instalments.map(\.outcome) } == [[nil], ["kept", "kept"]])
      #expect(shown.events.map(\.event).suffix(3) == ["payment-recorded", "promise-kept", "claim-paid"])
    }
  }

  @Test("what is settled or stopped takes no promise; what is disputed does")
  func states() async throws {
    try await withDesk { desk in
      for reference in ["paid", "stopped", "disputed"] { try await desk.enqueue(["reference": reference]) }
      _ = try await desk.call(.post, "/v1/claims/paid/payments", #"{"amount":"1234.50"}"#)
      _ = try await desk.call(.post, "/v1/claims/stopped/stop", #"{"because":"other","reason":"x"}"#)
      _ = try await desk.call(.post, "/v1/claims/disputed/dispute", #"{"reason":"x"}"#)
      for (name, status) in [("paid", 409), ("stopped", 409), ("disputed", 200)] {
        #expect(try await promise(desk, #"{"date":"2026-12-16"}"#, of: "claims/\(name)").status == status)
      }
      let problem = try await promise(desk, #"{"date":"2026-12-16"}"#, of: "claims/stopped").problem
      #expect(problem.code == "wrong-state")
      #expect(problem.hint == "`dunningctl resume c2` first")
    }
  }

  @Test("a debtor promises all of it; a sum is not divided among several claims")
  func debtor() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      try await desk.enqueue(["reference": "2"])
      let debtor = "debtors/rechnung@mueller.example"
      let refused = try await promise(desk, #"{"date":"2026-12-16","amount":"500"}"#, of: debtor)
      #expect(refused.status == 422)
      #expect(try refused.problem.hint == "promise it claim by claim, or leave the amount out")
      #expect(try await desk.claims.map(\.claim.state) == [.open, .open])
      let all = try await promise(desk, #"{"date":"2026-12-16"}"#, of: debtor).decoded(ClaimsChanged.self)
      #expect(all.claims.map(\.state) == ["promised", "promised"])
    }
  }
}
