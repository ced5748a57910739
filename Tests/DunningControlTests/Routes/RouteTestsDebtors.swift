import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Synchronization
import Testing

@testable import DunningControl

@Suite("the record of a debtor", .serialized)
struct RouteTestsDebtors {
  @Test("everything that is known is there, and null where nothing is")
  func record() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["debtor_id": "D-7"])
      let reply = try await desk.call(.get, "/v1/debtors/D-7")
      let claim = try await desk.call(.post, "/v1/claims", Desk.claim(["debtor_id": "D-7"])).text
      #expect(
        reply.text == #"""
          {"claims":[\#(claim)],"creditor":"acme","days_late_now":0,"days_late_on_average":null,"debtor":"Müller AG",\#
          "debtor_id":"D-7","email":"rechnung@mueller.example",\#
          "exposure":[{"balance":"1234.50","credit":"0.00","currency":"EUR","outstanding":"1234.50","overdue":"0.00"}],\#
          "grade":"new",\#
          "grade_because":"nothing known yet","promises_broken":0,"promises_kept":0,"reason":null,"settled":0,\#
          "state":null,"until":null,"written_off":0}
          """#)
    }
  }

  @Test("how somebody pays makes the grade, and a refund is no late payment")
  func grade() async throws {
    try await withDesk { desk in
      for (reference, day) in [("1", "2026-11-10"), ("2", "2026-11-14")] {
        try await desk.enqueue(["reference": reference, "due": "2026-11-09"])
        let body = #"{"amount":"1234.50","date":"\#(day)"}"#
        _ = try await desk.call(.post, "/v1/claims/\(reference)/payments", body)
      }
      _ = try await desk.call(.post, "/v1/claims/2/payments", #"{"amount":"10","date":"2026-11-14"}"#)
      _ = try await desk.call(.post, "/v1/claims/2/payments", #"{"amount":"10","kind":"refund","date":"2026-11-23"}"#)
      try await desk.enqueue(["reference": "3", "due": "2026-11-20"])
      try await desk.enqueue(["reference": "4", "amount": "300", "currency": "CNY"])
      let debtor = try await desk.call(.get, "/v1/debtors/M%C3%BCller%20AG").decoded(DebtorResponse.self)
      #expect(debtor.settled == 2)
      #expect(debtor.daysLateOnAverage == 3)
      #expect(debtor.daysLateNow == 3)
      #expect(debtor.grade == "A")
      #expect(debtor.gradeBecause == "3 days late on average over 2 paid; 3 days late now")
      #expect(
        debtor.exposure == [
          .init(currency: "CNY", outstanding: "300.00", overdue: "0.00", credit: "0.00", balance: "300.00"),
          .init(currency: "EUR", outstanding: "1234.50", overdue: "1234.50", credit: "0.00", balance: "1234.50"),
        ])
      #expect(debtor.claims.map(\.reference) == ["3", "4"])
      _ = try await desk.call(.post, "/v1/claims/3/write-off", #"{"reason":"x"}"#)
      let fallen = try await desk.call(.get, "/v1/debtors/M%C3%BCller%20AG").decoded(DebtorResponse.self)
      #expect(fallen.grade == "D")
      #expect(fallen.writtenOff == 1)
      #expect(fallen.claims.map(\.reference) == ["4"])
    }
  }

  @Test("what was said of the debtor is told while it holds")
  func said() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["debtor_id": "D-7"])
      _ = try await desk.call(.post, "/v1/debtors/D-7/pause", #"{"reason":"on holiday","until":"2027-01-11"}"#)
      let debtor = try await desk.call(.get, "/v1/debtors/D-7").decoded(DebtorResponse.self)
      #expect(debtor.state == "paused")
      #expect(debtor.until == "2027-01-11")
      #expect(debtor.reason == "on holiday")
      let later = try await desk.docket.debtor(
        "D-7", rulebook: desk.rulebook, now: moment("2027-01-11T10:00:00+01:00"))[0]
      #expect(later.state == nil)
      #expect(later.stateUntil == nil)
      #expect(later.reason == nil)
    }
  }

  @Test("a debtor that is not there is a 404; of several with one address each has a number")
  func which() async throws {
    try await withDesk { desk in
      let missing = try await desk.call(.get, "/v1/debtors/nobody")
      #expect(missing.status == 404)
      #expect(
        try missing.problem.hint?.contains("`dunningctl debtors` finds them, and `dunningctl debtor add`") == true)
      try await desk.enqueue(["debtor_id": "D-7"])
      try await desk.enqueue(["debtor_id": "D-8", "reference": "2"])
      try await desk.enqueue(["debtor_id": "D-9", "reference": "3", "email": "neun@mueller.example"])
      for (name, detail) in [
        (
          "rechnung@mueller.example",
          "\"rechnung@mueller.example\" fits several debtors: Müller AG (D-7) of acme, Müller AG (D-8) of acme"
        ),
        ("M%C3%BCller%20AG", "Müller AG (D-9)"),
      ] {
        let several = try await desk.call(.get, "/v1/debtors/\(name)")
        #expect(several.status == 409)
        #expect(try several.problem.code == "ambiguous")
        #expect(try several.problem.detail.contains(detail))
      }
      #expect(try await desk.call(.get, "/v1/debtors/D-8").decoded(DebtorResponse.self).claims.map(\.id) == ["c2"])
    }
  }

  @Test("what is open is told by how late it is, and as of an earlier day as it was then")
  func ageing() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["reference": "1", "due": "2026-11-09", "issued": "2026-10-26", "debtor_id": "D-7"])
      _ = try await desk.call(.post, "/v1/claims/1/payments", #"{"amount":"1000","date":"2026-11-20"}"#)
      let today = try await desk.call(.get, "/v1/ageing").decoded(AgeingResponse.self)
      #expect(today.asOf == "2026-11-23")
      #expect(today.rows.map(\.upTo30) == ["234.50"])
      #expect(today.rows.map(\.debtorId) == ["D-7"])
      #expect(today.totals.map(\.total) == ["234.50"])
      let then = try await desk.call(.get, "/v1/ageing?as_of=2026-11-09").decoded(AgeingResponse.self)
      // What was entered later was not in the books yet, as in the register.
      #expect(then.rows.isEmpty)
      let before = try await desk.call(.get, "/v1/ageing?as_of=2026-10-25").decoded(AgeingResponse.self)
      #expect(before.rows.isEmpty)
      #expect(before.totals.isEmpty)
      let bad = try await desk.call(.get, "/v1/ageing?as_of=yesterday")
      #expect(try bad.problem.code == "invalid-date")
      #expect(try bad.problem.field == "as_of")
    }
  }

  @Test("the ageing report has its rows by debtor's name, and comes piece by piece", arguments: ["json", "csv"])
  func ageingPieces(format: String) async throws {
    try await withDesk { desk in
      let lines = try (1...1_200).map { number in
        // Numbers that come in another order than the names.
        try Desk.claim([
          "reference": "R-\(number)", "debtor": "Debtor \(9_999 - number)", "debtor_id": "D-\(number)",
          "amount": "1.00",
        ])
      }
      _ = try await desk.call(.post, "/v1/claims/batch", lines.joined(separator: "\n"))
      let pieces = Mutex<[String]>([])
      try await desk.read("/v1/ageing?format=\(format)") { piece in pieces.withLock { $0.append(piece) } }
      let (count, text) = pieces.withLock { ($0.count, $0.joined()) }
      #expect(count >= 4)
      let names = (1...1_200).map { "Debtor \(9_999 - $0)" }.sorted()
      if format == "json" {
        let report = try WireCoding.decode(AgeingResponse.self, from: text.utf8)
        #expect(report.rows.map(\.debtor) == names)
        #expect(report.totals.map(\.total) == ["1200.00"])
        #expect(report.asOf == "2026-11-23")
      } else {
        let rows = text.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.dropFirst().dropLast().map { String($0[3]) } == names)
        #expect(rows.first?.first == "as_of")
        #expect(rows.last?.last == "1200.00")
      }
    }
  }
}
