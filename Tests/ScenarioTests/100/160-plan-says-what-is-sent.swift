import Dunning
import DunningAPI
import DunningEngine
import DunningStore
import DunningTesting
import Testing

@testable import dunningd

@Suite("160 the plan says what is sent", .timeLimit(.minutes(20)))
struct PlanSaysWhatIsSent {
  private static let policies = """
      wallet:
        steps:
          - {name: nudge, at: due+90s, tone: courtesy}
          - {name: last-call, at: due+36h, gap: 2h, tone: reminder}
      early:
        send_window: {days: mon-sat, from: "08:30", until: "12:00", zone: creditor}
        steps:
          - {name: heads-up, at: due-3bd, tone: courtesy}
          - {name: reminder, at: due+2bd, tone: reminder, pay_within: 5d}
          - {name: second-reminder, at: pay-by+1d, tone: reminder, pay_within: 5bd}
          - {name: third-reminder, at: previous+2w, tone: reminder}
    """

  /// Claims of every kind: days and moments, past and ahead, in several zones.
  private static func book(seed: UInt64, count: Int) -> [ClaimRequest] {
    let zones = [nil, "Europe/London", "America/New_York", "Asia/Shanghai", "Asia/Tokyo"]
    var random = SeededGenerator(seed: seed)
    return (1...count).map { number in
      let policy = ["standard", "early", "wallet"].randomElement(using: &random)
      // A debtor lives in one zone.
      let zone = zones[number % 60 % zones.count]
      let day = CivilDate(dayNumber: Int.random(in: 20_770...20_830, using: &random)).iso
      let isMoment = policy == "wallet"
      let minutes = Int.random(in: 10...59, using: &random)
      return Book.claim(
        "R-\(number)", due: isMoment ? "\(day)T1\(minutes % 10):\(minutes):0\(minutes % 7)Z" : day,
        amount: "\(Int.random(in: 5...900, using: &random)).00", policy: policy,
        email: "d\(number % 60)@kunde.example", timeZone: zone)
    }
  }

  @Test(
    "of 200 claims in several zones over 60 days, exactly the planned notices go out, each at its moment",
    arguments: [20_261_123])
  func story(seed: UInt64) async throws {
    let world = try World(at: "2026-11-23T10:00:00+01:00", Book.configuration(mode: "held", more: Self.policies))
    try await world.run { daemon in
      // Given
      let book = Self.book(seed: seed, count: 200)
      let results = try await daemon.postLines("/v1/claims/batch", book)
      #expect(results.text.split(separator: "\n").count { $0.contains("\"status\":201") } == 200)
      let plan = try await daemon.get("/v1/plan?until=2027-01-22", as: PlanResponse.self)

      // When
      try await daemon.post("/v1/arm")
      try await daemon.advance(to: "2027-01-24T00:00:00Z")

      // Then
      let predicted = try plan.notices.map {
        Sent(claim: $0.claim ?? "", step: $0.step, at: try Instant(parsing: $0.at))
      }
      let sent = try await sent(by: daemon, untilEndOf: try CivilDate(parsing: "2027-01-22"))
      #expect(predicted.count > 300)
      #expect(Set(predicted).count == predicted.count)
      let (missing, unplanned) = (Set(predicted).subtracting(sent), Set(sent).subtracting(predicted))
      #expect(missing.isEmpty, "planned, but not sent at that moment (seed \(seed))")
      #expect(unplanned.isEmpty, "sent, but not planned at that moment (seed \(seed))")
      #expect(sent.count == predicted.count)
    }
  }

  struct Sent: Hashable {
    let claim: String
    let step: String
    let at: Instant
  }

  private func sent(by daemon: RunningDaemon, untilEndOf last: CivilDate) async throws -> [Sent] {
    let rulebook = daemon.daemon.rules.value.rulebook
    var sent: [Sent] = []
    for handover in daemon.world.transport.arrived {
      let id = try #require(handover.header("X-Dunning-Notice").flatMap { NoticeID(parsing: $0) })
      let notice = try await daemon.daemon.docket.notice(id).notice
      // The creditor is asked what comes after the ladder, which is no step of it.
      if notice.step == Step.followUp.name { continue }
      let claim = try #require(notice.claims.first)
      let record = try await daemon.daemon.docket.claim(ClaimName(claim)).record
      let zone = rulebook.zone(for: record.claim) ?? .utc
      guard zone.date(at: handover.at) <= last else { continue }
      sent.append(Sent(claim: claim.description, step: notice.step, at: handover.at))
    }
    return sent
  }
}
