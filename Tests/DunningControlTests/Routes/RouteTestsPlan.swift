import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Synchronization
import Testing

@testable import DunningControl

@Suite("the plan", .serialized)
struct RouteTestsPlan {
  @Test("every notice until the day is there, in time order, with its reason")
  func plan() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["reference": "B", "due": "2026-12-01"])
      try await desk.enqueue(["reference": "A"])
      let reply = try await desk.call(.get, "/v1/plan?until=2027-01-31")
      let plan = try reply.decoded(PlanResponse.self)
      #expect(plan.until == "2027-01-31")
      #expect(
        plan.notices.map { "\($0.at) \($0.reference ?? "-") \($0.step)" } == [
          "2026-11-25T09:00:00+01:00 A heads-up", "2026-11-26T09:00:00+01:00 B heads-up",
          "2026-12-03T09:00:00+01:00 A reminder", "2026-12-04T09:00:00+01:00 B reminder",
          "2026-12-14T09:00:00+01:00 A second-reminder", "2026-12-15T09:00:00+01:00 B second-reminder",
          "2026-12-30T09:00:00+01:00 A demand", "2026-12-31T09:00:00+01:00 B demand",
        ])
      #expect(
        plan.notices.map(\.payBy) == [nil, nil, nil, nil, "2026-12-21", "2026-12-22", "2027-01-13", "2027-01-14"])
      #expect(plan.notices.allSatisfy { !$0.because.isEmpty && $0.outstanding == "1234.50" && $0.currency == "EUR" })
      #expect(
        reply.text.hasPrefix(
          #"""
          {"notices":[{"at":"2026-11-25T09:00:00+01:00","because":"due-3bd is wed 2026-11-25 09:00","claim":"c2",\#
          "currency":"EUR","debtor":"Müller AG","outstanding":"1234.50","pay_by":null,"reference":"A",\#
          "references":["A"],"step":"heads-up","tone":"courtesy"},
          """#))
    }
  }

  @Test("without a day it looks thirty days ahead, and with one not a moment further")
  func until() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      #expect(try await desk.call(.get, "/v1/plan").decoded(PlanResponse.self).until == "2026-12-23")
      for (until, count) in [
        ("2026-11-24", 0), ("2026-11-25", 1), ("2026-12-02", 1), ("2026-12-03", 2), ("2026-12-14", 3),
        ("2020-01-01", 0), ("2199-12-31", 4),
      ] {
        let plan = try await desk.call(.get, "/v1/plan?until=\(until)").decoded(PlanResponse.self)
        #expect(plan.notices.count == count, "\(until)")
      }
    }
  }

  @Test("the last day is that of each debtor, and midnight belongs to the day after")
  func lastDay() async throws {
    try await withDesk { desk in
      for (reference, zone, due) in [
        ("early", "Asia/Shanghai", "2026-12-01T12:15:00+08:00"),
        ("late", "America/New_York", "2026-12-01T23:59:00-05:00"),
        ("midnight", "America/New_York", "2026-12-02T00:15:00-05:00"),
      ] {
        try await desk.enqueue([
          "reference": reference, "debtor_id": reference, "policy": "wallet", "time_zone": zone, "due": due,
        ])
      }
      let plan = try await desk.call(.get, "/v1/plan?until=2026-12-01").decoded(PlanResponse.self)
      #expect(
        plan.notices.map { "\($0.at) \($0.reference ?? "-") \($0.step)" } == [
          "2026-12-01T12:00:00+08:00 early expires", "2026-12-01T12:30:00+08:00 early expired",
          "2026-12-01T23:44:00-05:00 late expires",
        ])
    }
  }

  @Test("of more claims than a page has, none is missing, and equal moments are in the order of the claims")
  func complete() async throws {
    try await withDesk { desk in
      let lines = try (1...1_100).map { try Desk.claim(["reference": "R-\($0)"]) }.joined(separator: "\n")
      _ = try await desk.call(.post, "/v1/claims/batch", lines)
      let plan = try await desk.call(.get, "/v1/plan?until=2026-12-03").decoded(PlanResponse.self)
      #expect(plan.notices.map(\.reference) == (1...2).flatMap { _ in (1...1_100).map { "R-\($0)" } })
    }
  }

  /// Claims of every kind: of debtors who get one message for all of them, and of others; with some notices sent.
  private func fill(_ desk: Desk, seed: UInt64) async throws {
    var chance = Chance(state: seed)
    let lines = try (1...300).map { number in
      let debtor = chance.below(40)
      let day = CivilDate(dayNumber: 20_760 + chance.below(70)).iso
      return try Desk.claim([
        "reference": "R-\(number)", "debtor_id": "D-\(debtor)", "due": day,
        "policy": ["standard", "grouped"][chance.below(2)], "currency": ["EUR", "CHF"][chance.below(2)],
        "time_zone": ["", "Asia/Shanghai", "America/New_York"][debtor % 3],
      ])
    }
    _ = try await desk.call(.post, "/v1/claims/batch", lines.joined(separator: "\n"))
    for notice in try await desk.takeDue(at: Desk.now) where notice.attempt != nil {
      try await desk.end(notice, [.accepted, .inDoubt][chance.below(2)], at: Desk.now)
    }
  }

  private func withFullDesk(seed: UInt64, _ body: (Desk) async throws -> Void) async throws {
    let sample = try Rulebook.sample()
    let standard = try #require(sample.policies["standard"])
    let grouped = Policy(name: "grouped", steps: standard.steps, sendWindow: standard.sendWindow, groupBy: .debtor)
    let rulebook = Rulebook(
      creditors: Array(sample.creditors.values), policies: [standard, grouped], almanac: sample.almanac,
      languages: sample.languages)
    try await withDesk(rulebook: rulebook) { desk in
      try await fill(desk, seed: seed)
      try await body(desk)
    }
  }

  @Test("page by page it says the same as in one piece, wherever the pages end", arguments: [UInt64(1), 2, 3])
  func pages(seed: UInt64) async throws {
    try await withFullDesk(seed: seed) { desk in
      let whole = try await desk.call(.get, "/v1/plan?until=2027-06-01").decoded(PlanResponse.self)
      #expect(whole.nextCursor == nil)
      #expect(whole.notices.count > 400)
      let moments = try whole.notices.map { try Instant(parsing: $0.at) }
      #expect(moments == moments.sorted())
      for limit in [1, 7, 1_000] {
        var (paged, cursor) = ([PlannedNotice](), String?.some(""))
        while let start = cursor {
          let page = try await desk.call(.get, "/v1/plan?until=2027-06-01&limit=\(limit)&cursor=\(start)")
            .decoded(PlanResponse.self)
          let moments = try page.notices.map { try Instant(parsing: $0.at) }
          #expect(moments == moments.sorted())
          paged += page.notices
          cursor = page.nextCursor
        }
        #expect(paged.count == whole.notices.count, "limit \(limit)")
        #expect(Set(paged) == Set(whole.notices), "limit \(limit)")
      }
    }
  }

  @Test("it is sent piece by piece, and what comes while somebody reads slowly is enqueued but not in it")
  func pieces() async throws {
    try await withDesk { desk in
      let lines = try (1...1_100).map { number in
        try Desk.claim(["reference": "R-\(number)", "due": CivilDate(dayNumber: 20_790 + number % 50).iso])
      }
      _ = try await desk.call(.post, "/v1/claims/batch", lines.joined(separator: "\n"))
      let pieces = Mutex<[String]>([])
      try await desk.read("/v1/plan?until=2027-12-31") { piece in
        let count = pieces.withLock {
          $0.append(piece)
          return $0.count
        }
        // Nothing that a client does holds up those who write.
        if count % 5 == 1 { try await desk.enqueue(["reference": "late-\(count)", "due": "2027-03-01"]) }
      }
      let (count, longest) = pieces.withLock { ($0.count, $0.map(\.utf8.count).max() ?? 0) }
      #expect(count >= 1_100 * 4 / DocketLimits.planPage)
      #expect(longest < 400 * DocketLimits.planPage)
      let plan = try WireCoding.decode(PlanResponse.self, from: pieces.withLock { $0.joined() }.utf8)
      #expect(plan.notices.count == 1_100 * 4)
      #expect(plan.notices.allSatisfy { $0.reference?.hasPrefix("R-") == true })
      #expect(try await desk.docket.claims(limit: 2_000).count > 1_100)
    }
  }

  @Test("it is not made any further when the client has gone")
  func gone() async throws {
    struct Gone: Error {}
    try await withDesk { desk in
      let lines = try (1...600).map { try Desk.claim(["reference": "R-\($0)"]) }.joined(separator: "\n")
      _ = try await desk.call(.post, "/v1/claims/batch", lines)
      let count = Mutex(0)
      await #expect(throws: Gone.self) {
        try await desk.read("/v1/plan") { _ in
          count.withLock { $0 += 1 }
          throw Gone()
        }
      }
      #expect(count.withLock { $0 } == 1)
    }
  }

  @Test("a client that waits for the first notice of very many at one moment hears something meanwhile")
  func patience() async throws {
    try await withDesk { desk in
      let count = DocketLimits.planPage * (ControlLimits.planPagesSilentMax + 1)
      for start in stride(from: 0, to: count, by: 2_000) {
        let lines = try (start..<min(count, start + 2_000)).map { try Desk.claim(["reference": "R-\($0)"]) }
        _ = try await desk.call(.post, "/v1/claims/batch", lines.joined(separator: "\n"))
      }
      let pieces = Mutex<[String]>([])
      try await desk.read("/v1/plan?until=2026-11-25") { piece in pieces.withLock { $0.append(piece) } }
      #expect(pieces.withLock { $0.first } == "{\"notices\":[\n")
      let plan = try WireCoding.decode(PlanResponse.self, from: pieces.withLock { $0.joined() }.utf8)
      #expect(plan.notices.count == count)
    }
  }

  @Test("what is settled or paused is not planned")
  func settled() async throws {
    try await withDesk { desk in
      for reference in ["paid", "withdrawn", "paused", "open"] { try await desk.enqueue(["reference": reference]) }
      _ = try await desk.call(.post, "/v1/claims/paid/payments", #"{"amount":"1234.50"}"#)
      _ = try await desk.call(.post, "/v1/claims/withdrawn/withdraw", #"{"reason":"x"}"#)
      _ = try await desk.call(.post, "/v1/claims/paused/pause", #"{"reason":"x"}"#)
      let plan = try await desk.call(.get, "/v1/plan?until=2027-12-31").decoded(PlanResponse.self)
      #expect(Set(plan.notices.map(\.reference)) == ["open"])
      #expect(plan.notices.count == 4)
    }
  }

  @Test(
    "a day, a limit or a cursor that cannot be read is refused",
    arguments: [
      ("until=2026-02-30", "invalid-date"), ("until=tomorrow", "invalid-date"), ("untill=2026-12-01", "unknown-field"),
      ("limit=0", "invalid-value"), ("limit=1001", "invalid-value"), ("cursor=17", "invalid-value"),
    ])
  func badDay(_ query: String, _ code: String) async throws {
    try await withDesk { desk in
      let problem = try await desk.call(.get, "/v1/plan?\(query)").problem
      #expect(problem.code == code)
      #expect(problem.field == String(query.prefix { $0 != "=" }))
    }
  }
}

/// Numbers that look random and are the same in every run (splitmix64).
private struct Chance {
  var state: UInt64

  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(count))
  }
}
