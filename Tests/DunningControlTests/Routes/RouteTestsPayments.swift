import Dunning
import DunningAPI
import Foundation
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("payments of debtors")
struct RouteTestsPayments {
  private func enqueueTwo(_ desk: Desk) async throws {
    try await desk.enqueue(["reference": "R-1", "debtor_id": "K1", "due": "2027-01-11", "amount": "1000.00"])
    try await desk.enqueue(["reference": "R-2", "debtor_id": "K1", "due": "2027-01-12", "amount": "1000.00"])
  }

  @Test("a debtor's money is recorded, shown, listed, assigned and undone, and status tells of the credit")
  func life() async throws {
    try await withDesk { desk in
      try await enqueueTwo(desk)
      // When
      let paid = try await desk.call(
        .post, "/v1/payments", #"{"debtor":"K1","amount":"1500.00","id":"b-7","to":[{"claim":"R-2"}]}"#)
      #expect(paid.status == 200, "\(paid.text)")
      let payment: PaymentDetail = try paid.decoded()
      // Then
      #expect(payment.payment == "p1" && payment.unallocated == "500.00" && payment.credit == "500.00")
      #expect(payment.allocations.map(\.reference) == ["R-2"])
      let list: PaymentList = try await desk.call(.get, "/v1/payments?unmatched=true&debtor=K1").decoded()
      #expect(list.payments == [payment])
      let status: StatusResponse = try await desk.call(.get, "/v1/status").decoded()
      #expect(status.credits?.map(\.amount) == ["500.00"] && status.coveredClaims == 1)
      let debtor: DebtorResponse = try await desk.call(.get, "/v1/debtors/K1").decoded()
      #expect(debtor.exposure.map(\.credit) == ["500.00"] && debtor.exposure.map(\.balance) == ["500.00"])
      let ageing: AgeingResponse = try await desk.call(.get, "/v1/ageing").decoded()
      #expect(ageing.rows.map(\.balance) == ["500.00"])
      // When
      let assigned = try await desk.call(
        .post, "/v1/payments/b-7/assign", #"{"to":[{"claim":"R-1","amount":"200.00"}]}"#)
      #expect(try assigned.decoded(PaymentDetail.self).unallocated == "300.00", "\(assigned.text)")
      let undone = try await desk.call(.post, "/v1/payments/p1/undo", #"{"reason":"another firm's"}"#)
      #expect(try undone.decoded(PaymentDetail.self).undoneAt != nil, "\(undone.text)")
      #expect(try await desk.call(.get, "/v1/payments/p1").decoded(PaymentDetail.self).unallocated == "0.00")
      let open: ClaimDetail = try await desk.call(.get, "/v1/claims/R-2").decoded()
      #expect(open.claim.state == "open" && open.payments.isEmpty)
    }
  }

  @Test(
    "what cannot be so is refused with its field and a hint",
    arguments: [
      (#"{"debtor":"K1","amount":"-50.00"}"#, 422, "amount"),
      (#"{"debtor":"K1","amount":"5.00","date":"2027-03-01"}"#, 422, "date"),
      (#"{"debtor":"K1","amount":"5.00","kind":"gift"}"#, 422, "kind"),
      (#"{"debtor":"nobody","amount":"5.00"}"#, 404, nil),
      (#"{"debtor":"K1","amount":"5.00","to":[{"claim":"R-1","amount":"6.00"}]}"#, 409, nil),
    ])
  func refused(body: String, status: Int, field: String?) async throws {
    try await withDesk { desk in
      try await enqueueTwo(desk)
      let reply = try await desk.call(.post, "/v1/payments", body)
      #expect(reply.status == status, "\(reply.text)")
      #expect(try reply.problem.field == field)
      #expect(try reply.problem.hint != nil)
    }
  }

  @Test("the payments of a file have a verdict each, and a dry run keeps none of them")
  func batch() async throws {
    try await withDesk { desk in
      try await enqueueTwo(desk)
      let body = [
        #"{"reference":"R-1","date":"2026-11-20","amount":"100.00","id":"X1"}"#,
        #"{"reference":"R-1","date":"2026-11-20","amount":"100.00","id":"X1"}"#,
        #"{"reference":"R-2","date":"2026-11-20","amount":"100.00","id":"X1"}"#,
        #"{"reference":"R-9","date":"2026-11-20","amount":"1.00"}"#,
        #"{"reference":"R-2","date":"2027-11-20","amount":"1.00"}"#,
      ].joined(separator: "\n")
      for target in ["/v1/payments/batch?dry_run=true", "/v1/payments/batch"] {
        let reply = try await desk.call(.post, target, body)
        let results: [BatchResult] = try reply.lines()
        #expect(results.map(\.status) == [201, 200, 409, 404, 422], "\(reply.text)")
        #expect(results.map(\.line) == [1, 2, 3, 4, 5])
        #expect(results.last?.problem?.field == "date")
        let detail: ClaimDetail = try await desk.call(.get, "/v1/claims/R-1").decoded()
        #expect(detail.claim.paid == (target.contains("dry_run") ? "0.00" : "100.00"))
      }
    }
  }
}
