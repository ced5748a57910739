import Dunning
import DunningAPI
import HTTPTypes
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
    "a day that cannot be read is refused",
    arguments: [
      ("until=2026-02-30", "invalid-date"), ("until=tomorrow", "invalid-date"), ("untill=2026-12-01", "unknown-field"),
    ])
  func badDay(_ query: String, _ code: String) async throws {
    try await withDesk { desk in
      let problem = try await desk.call(.get, "/v1/plan?\(query)").problem
      #expect(problem.code == code)
      #expect(problem.field == String(query.prefix { $0 != "=" }))
    }
  }
}
