import Dunning
import DunningAPI
import DunningStore
import Foundation
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("complete lists of what is open")
struct RouteTestsSnapshot {
  private static let path = "/v1/claims/snapshot"

  /// A line of a list.
  private func row(_ reference: String, _ amount: String, _ fields: [String: String] = [:]) throws -> String {
    try Desk.claim(
      ["reference": reference, "amount": amount, "debtor_id": "K-\(reference)", "due": "2026-12-31"]
        .merging(fields) { _, own in own })
  }

  private func take(_ desk: Desk, _ rows: [String], _ query: String = "") async throws -> [BatchResult] {
    let reply = try await desk.call(
      .post, "\(Self.path)?file=open.csv\(query)", rows.map { $0 + "\n" }.joined())
    try #require(reply.status == 200, "\(reply.text)")
    return try reply.lines()
  }

  private func outstanding(_ desk: Desk) async throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try await desk.claims.map {
        ($0.claim.draft.reference, "\($0.claim.outstanding.decimal) \($0.claim.state.rawValue)")
      })
  }

  @Test("rows that are new, paid and gone are told, and a dry run keeps nothing")
  func week() async throws {
    try await withDesk { desk in
      let first = try await take(desk, [row("R-1", "100.00"), row("R-2", "200.00"), row("R-3", "300.00")])
      #expect(first.map(\.status) == [201, 201, 201])
      let next = [try row("R-1", "60.00"), try row("R-2", "200.00"), try row("R-4", "5.00")]
      // When only tried
      let dry = try await take(desk, next, "&dry_run=true")
      #expect(dry.map(\.change?.kind) == ["paid", nil, nil, "asked"])
      #expect(try await outstanding(desk)["R-1"] == "100.00 open")
      // When
      let told = try await take(desk, next)
      #expect(
        told.map(\.change) == [
          .init("paid", amount: "40.00", currency: "EUR"), nil, nil, .init("asked", followUp: "f1"),
        ])
      #expect(told.last?.line == 0 && told.last?.reference == "R-3")
      let status: StatusResponse = try await desk.call(.get, "/v1/status").decoded()
      #expect(status.followUpsDue == 1)
      #expect(try await take(desk, next).allSatisfy { $0.status == 200 && $0.change == nil })
      // When a person says that it is owed
      #expect(try await desk.call(.post, "/v1/follow-ups/f1/done").status == 200)
      #expect(try await take(desk, next).allSatisfy { $0.change == nil })
      #expect(try await desk.docket.verify().findings == [])
    }
  }

  @Test("a list that touches too much is held, and taken in anyway when a person says so")
  func held() async throws {
    try await withDesk { desk in
      let rows = try (1...20).map { try row("R-\($0)", "100.00") }
      _ = try await take(desk, rows)
      let half = Array(rows.prefix(10))
      let reply = try await desk.call(
        .post, "\(Self.path)?missing=settle", half.map { $0 + "\n" }.joined())
      #expect(try reply.problem.code == ProblemCode.conflict.rawValue, "\(reply.text)")
      #expect(try reply.problem.detail.contains("10 of 20 open claims, more than 20 %"))
      #expect(try await outstanding(desk).values.allSatisfy { $0 == "100.00 open" })
      // When it is only looked at
      let dry = try await take(desk, half, "&missing=settle&dry_run=true")
      #expect(dry.count { $0.change?.kind == "settled" } == 10)
      #expect(dry.last?.problem?.detail.hasPrefix("the list is held") == true)
      // When it is right
      let told = try await take(desk, half, "&missing=settle&anyway=true")
      #expect(told.count { $0.change?.kind == "settled" } == 10)
      #expect(try await outstanding(desk)["R-20"] == "0.00 paid")
      // Then one that names nothing is held whatever there is
      let empty = try await desk.call(.post, "\(Self.path)?creditor=acme", "")
      #expect(empty.status == 409)
    }
  }

  @Test("while a row cannot be read nobody is asked about, and a claim stands on a list once")
  func unread() async throws {
    try await withDesk { desk in
      _ = try await take(desk, [row("R-1", "100.00"), row("R-2", "200.00")])
      let told = try await take(desk, [row("R-1", "50.00"), row("R-9", "x")], "&missing=settle")
      #expect(told.map(\.status) == [200, 422, 409])
      #expect(told[2].line == 0 && told[2].problem?.detail.contains("nobody knows what is missing") == true)
      #expect(try await outstanding(desk) == ["R-1": "50.00 open", "R-2": "200.00 open"])
      let twice = try await take(desk, [row("R-1", "50.00"), row("R-1", "20.00"), row("R-2", "200.00")])
      #expect(twice[1].problem?.detail.contains("stands on line 1 already") == true)
      #expect(try await outstanding(desk)["R-1"] == "50.00 open")
      // And one list is about one creditor
      let two = try await take(desk, [row("R-1", "50.00"), row("R-2", "200.00", ["creditor": "globex"])])
      #expect(two[1].problem?.detail.contains("the list is about acme") == true)
    }
  }

  @Test("a list of one ladder says nothing of the claims of another")
  func policy() async throws {
    try await withDesk { desk in
      _ = try await take(desk, [row("R-1", "100.00"), row("R-2", "200.00", ["policy": "wallet"])])
      let told = try await take(desk, [row("R-3", "1.00")], "&policy=wallet")
      #expect(told.map { $0.reference } == ["R-3", "R-2"])
    }
  }

  // MARK: Exports of other programs

  private static let goldens = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "dunningctlTests/Fixtures/goldens/exports")

  private static let programs = [
    "odoo", "erpnext", "xero", "quickbooks", "freshbooks", "zoho", "stripe", "lexoffice", "sevdesk", "easybill",
    "datev-opos", "datev-extf", "pennylane", "holded", "kingdee", "invoice-ninja",
  ]

  /// What `dunningctl import` sends of a program's export; a claim that it has besides, so that one can go.
  private func export(_ program: String) throws -> [[String: String]] {
    let text = try String(contentsOf: Self.goldens.appending(path: "\(program).jsonl"), encoding: .utf8)
    // That an amount is what is open says nothing in a list of what is open.
    var rows = try text.split(separator: "\n").filter { $0.hasPrefix("{") }.map { line in
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(row).compactMapValues { $0 as? String }
    }
    for index in rows.indices {
      rows[index]["creditor"] = "acme"
      if rows[index]["currency"] == "" { rows[index]["currency"] = "EUR" }
    }
    var more = try #require(rows.first)
    more["reference"] = "GONE-1"
    return rows + [more]
  }

  private func lines(_ rows: [[String: String]]) throws -> [String] {
    try rows.map { String(decoding: try WireCoding.encode($0), as: UTF8.self) }
  }

  @Test("next week's changed export of each program goes in, and the plan is right", arguments: programs)
  func exports(program: String) async throws {
    // No export is of a later day.
    try await withDesk(now: Desk.now.adding(seconds: 30 * 86_400)) { desk in
      // Given
      let week = try export(program)
      let first = try await take(desk, lines(week))
      #expect(first.allSatisfy { $0.status == 201 }, "\(first)")
      #expect(try await planned(desk) == references(toMail: week))
      // When half of the first one is paid, one is new, and one is gone
      var next = week.dropLast().map { $0 }
      let money = try Money(
        parsing: try #require(next[0]["amount"]), currency: try #require(Currency(next[0]["currency"] ?? "")))
      let left = Money(minorUnits: money.minorUnits / 2, currency: money.currency)
      next[0]["amount"] = left.decimal
      var new = next[0]
      (new["reference"], new["amount"]) = ("NEW-1", "77")
      next.append(new)
      let told = try await take(desk, lines(next))
      // Then
      #expect(told.first?.change?.kind == "paid" && told.last?.change?.kind == "asked", "\(told)")
      #expect(told.count { $0.status == 201 } == 1 && told.allSatisfy { $0.problem == nil })
      #expect(try await planned(desk) == references(toMail: next))
      let reference = try #require(next[0]["reference"])
      #expect(try await outstanding(desk)[reference] == "\(left.decimal) open")
      // And again changes nothing
      #expect(try await take(desk, lines(next)).allSatisfy { $0.status == 200 && $0.change == nil })
      #expect(try await desk.docket.verify().findings == [])
    }
  }

  /// Those of rows that tell where reminders go: nothing is planned for the others, which wait for an address.
  private func references(toMail rows: [[String: String]]) -> Set<String> {
    Set(rows.filter { $0["email"]?.isEmpty == false }.compactMap { $0["reference"] })
  }

  /// The references that a notice is planned for.
  private func planned(_ desk: Desk) async throws -> Set<String> {
    let plan: PlanResponse = try await desk.call(.get, "/v1/plan?until=2099-12-31").decoded()
    return Set(plan.notices.flatMap(\.references))
  }
}
