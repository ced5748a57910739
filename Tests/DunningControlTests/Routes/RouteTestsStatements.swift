import Dunning
import DunningAPI
import DunningStore
import Foundation
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("statements, and what a person decides about their entries")
struct RouteTestsStatements {
  private static let iban = "DE89370400440532013000"

  private func rulebook() throws -> Rulebook {
    let sample = try Rulebook.sample()
    let creditors = sample.creditors.values.map { creditor in
      Creditor(
        id: creditor.id, name: creditor.name, address: creditor.address, country: creditor.country, from: creditor.from,
        iban: creditor.iban, language: creditor.language, timeZone: creditor.timeZone, policy: creditor.policy,
        accounts: creditor.id == "acme" ? [CreditorAccount(number: Self.iban, isIBAN: true)] : [])
    }
    return Rulebook(
      creditors: creditors, policies: Array(sample.policies.values), almanac: sample.almanac,
      languages: sample.languages,
      startsArmed: sample.startsArmed, statutes: sample.statutes)
  }

  private func take(_ desk: Desk, _ amount: String, _ text: String) async throws {
    let euro = try #require(Currency("EUR"))
    var entry = MatchEntry(amount: try Money(parsing: amount, currency: euro))
    entry.booked = try CivilDate(parsing: "2026-11-20")
    entry.text = text
    let statement = BankStatement(
      account: Self.iban, currency: euro, opening: nil, closing: nil, addsUp: nil, entries: [.init(entry, number: 1)])
    let file = BankFile(name: "a.xml", bytes: Array(text.utf8), format: "camt.053.001.08", statements: [statement])
    _ = try await desk.docket.take(file, by: .daemon, rulebook: desk.rulebook, now: Desk.now)
  }

  @Test("what waits is listed before payments, shown, assigned, undone and ignored under its own number")
  func life() async throws {
    try await withDesk(rulebook: rulebook()) { desk in
      try await desk.enqueue(["reference": "R-2026-0001", "debtor_id": "K1", "due": "2027-01-11", "amount": "1000.00"])
      try await take(desk, "1000.00", "Danke")
      try await take(desk, "77.00", "Miete")
      // When
      let list: PaymentList = try await desk.call(.get, "/v1/payments?unmatched=true").decoded()
      // Then
      #expect(list.payments.map(\.payment) == ["e1", "e2"])
      #expect(list.payments[0].bank?.verdict == "proposed" && list.payments[0].unallocated == "1000.00")
      #expect(list.payments[0].bank?.candidates.map(\.reference) == ["R-2026-0001"])
      let page: PaymentList = try await desk.call(.get, "/v1/payments?unmatched=true&limit=1&cursor=e1").decoded()
      #expect(page.payments.map(\.payment) == ["e2"] && page.nextCursor == "e2")
      // When
      let assigned = try await desk.call(.post, "/v1/payments/e1/assign", #"{"to":[{"claim":"R-2026-0001"}]}"#)
      let payment: PaymentDetail = try assigned.decoded()
      #expect(payment.payment == "p1" && payment.bank?.entry == "e1" && payment.bank?.verdict == "booked")
      #expect(try await desk.call(.get, "/v1/payments/e1").decoded(PaymentDetail.self) == payment)
      let undone = try await desk.call(.post, "/v1/payments/e1/undo", #"{"reason":"another firm's"}"#)
      #expect(try undone.decoded(PaymentDetail.self).bank?.verdict == "proposed")
      let ignored = try await desk.call(.post, "/v1/payments/e2/ignore", #"{"reason":"rent"}"#)
      #expect(try ignored.decoded(PaymentDetail.self).bank?.verdict == "ignored")
      #expect(try await desk.call(.post, "/v1/payments/p1/ignore", #"{"reason":"x"}"#).status == 409)
      #expect(try await desk.call(.get, "/v1/payments/e9").status == 404)
      // And
      let accounts: AccountList = try await desk.call(.get, "/v1/statements").decoded()
      let own = try #require(accounts.accounts.first { $0.account == Self.iban })
      #expect(own.newest == "2026-11-20" && own.proposed == 1 && own.creditors.contains("acme"))
      let status: StatusResponse = try await desk.call(.get, "/v1/status").decoded()
      #expect(status.accounts?.map(\.newest) == ["2026-11-20"] && status.staleClaims == 0)
    }
  }

  @Test("a file is handed to the daemon with its name; none is refused")
  func upload() async throws {
    try await withDesk { desk in
      let taken = try await desk.call(.post, "/v1/statements?file=a.xml&dry_run=true", "bytes")
      #expect(try taken.decoded(StatementResponse.self).format == "5 bytes", "\(taken.text)")
      #expect(try await desk.call(.post, "/v1/statements", "").status == 400)
    }
  }
}
