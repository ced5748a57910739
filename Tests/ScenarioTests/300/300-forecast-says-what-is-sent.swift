import Dunning
import DunningAPI
import DunningEngine
import DunningStore
import DunningTesting
import Testing

@testable import dunningd

@Suite("300 the forecast and the plan say what is sent", .timeLimit(.minutes(20)))
struct ForecastSaysWhatIsSent {
  private static let grouped = """
      grouped:
        group_by: debtor
        send_window: {days: mon-fri, from: "09:00", until: "18:00", zone: debtor}
        steps:
          - {name: heads-up, at: due-3bd, tone: courtesy}
          - {name: reminder, at: due+3bd, tone: reminder}
          - {name: second-reminder, at: due+14d, gap: 7d, tone: reminder, pay_within: 7d}
          - {name: demand, at: due+30d, gap: 7d, tone: demand, pay_within: 14d}
    """

  private struct Paid {
    let reference: String
    let date: CivilDate
    let amount: Int
  }

  /// Claims of a few debtors, some late already, and payments of a part or all of it.
  private static func book(seed: UInt64) -> (claims: [ClaimRequest], payments: [Paid]) {
    var random = SeededGenerator(seed: seed)
    let claims = (1...60).map { number in
      let day = CivilDate(dayNumber: Int.random(in: 20_770...20_830, using: &random)).iso
      return Book.claim(
        "R-\(number)", due: day, amount: "\(100 + number).00", policy: number % 4 == 0 ? "standard" : "grouped",
        email: "d\(number % 7)@kunde.example", timeZone: nil)
    }
    let payments = (1...60).filter { _ in Bool.random(using: &random) }.map { number in
      Paid(
        reference: "R-\(number)", date: CivilDate(dayNumber: Int.random(in: 20_781...20_815, using: &random)),
        amount: Bool.random(using: &random) ? 100 + number : 50)
    }
    return (claims, payments.sorted { $0.date < $1.date })
  }

  @Test(
    "with several claims a debtor and payments in between, what forecast and plan say is what is sent", arguments: [3])
  func story(seed: UInt64) async throws {
    let world = try World(at: "2026-11-23T00:00:00+01:00", Book.configuration(mode: "armed", more: Self.grouped))
    try await world.run { daemon in
      // Given
      let (claims, payments) = Self.book(seed: seed)
      let rulebook = daemon.daemon.rules.value.rulebook
      let results = try await daemon.postLines("/v1/claims/batch", claims)
      #expect(results.text.split(separator: "\n").count { $0.contains("\"status\":201") } == claims.count)
      var entries: [Forecast.Entry] = []
      for claim in claims {
        let draft = try await daemon.daemon.docket.claim(ClaimName(claim.reference)).record.claim.draft
        let paid = try payments.filter { $0.reference == claim.reference }.map {
          Payment(
            externalID: nil, amount: try Money(parsing: "\($0.amount).00", currency: draft.amount.currency),
            date: $0.date,
            recordedAt: Instant(milliseconds: 0))
        }
        entries.append(Forecast.Entry(draft, payments: paid))
      }
      let last = try CivilDate(parsing: "2027-02-28")

      // When
      for payment in payments {
        try await daemon.advance(to: "\(payment.date.adding(days: -1).iso)T23:30:00Z")
        try await daemon.post(
          "/v1/claims/\(payment.reference)/payments",
          PaymentRequest(amount: "\(payment.amount).00", date: payment.date.iso))
      }
      let plan = try await daemon.get("/v1/plan?until=2027-02-28", as: PlanResponse.self).notices
      let sentBefore = try await sent(by: daemon).count
      try await daemon.advance(to: "2027-02-28T23:00:00Z")

      // Then
      let forecast = Forecast(entries, rulebook, from: try CivilDate(parsing: "2026-11-23"), until: last).map {
        notice in
        Sent(
          at: notice.plan.at, step: notice.plan.lead.planned.step.name, sum: notice.owed.outstanding.decimal,
          claims: notice.plan.parts.map(\.claim.draft.reference).sorted())
      }
      let sent = try await sent(by: daemon)
      let planned = try plan.map {
        Sent(at: try Instant(parsing: $0.at), step: $0.step, sum: $0.outstanding ?? "", claims: $0.references.sorted())
      }
      #expect(planned.count > 5)
      #expect(Set(planned) == Set(sent.dropFirst(sentBefore)))
      #expect(forecast.count > 80)
      #expect(forecast.contains { $0.claims.count > 2 })
      #expect(Set(forecast).subtracting(sent) == [], "foretold, but not sent (seed \(seed))")
      #expect(Set(sent).subtracting(forecast) == [], "sent, but not foretold (seed \(seed))")
      #expect(sent.count == forecast.count)
    }
  }

  struct Sent: Hashable {
    let at: Instant
    let step: String
    let sum: String
    let claims: [String]
  }

  private func sent(by daemon: RunningDaemon) async throws -> [Sent] {
    var sent: [Sent] = []
    for handover in daemon.world.transport.arrived {
      let id = try #require(handover.header("X-Dunning-Notice").flatMap { NoticeID(parsing: $0) })
      let notice = try await daemon.daemon.docket.notice(id).notice
      // The creditor is asked what comes after a ladder, which is no step of it.
      if notice.step == Step.followUp.name { continue }
      sent.append(
        Sent(at: handover.at, step: notice.step, sum: notice.total.decimal, claims: notice.references.sorted()))
    }
    return sent
  }
}
