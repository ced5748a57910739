import Dunning
import DunningAPI
import DunningBytes
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("notices", .serialized)
struct RouteTestsNotices {
  private static let headsUp = "2026-11-25T09:00:00+01:00"

  /// A desk with one claim whose heads-up was taken.
  private func withNotice(_ body: (Desk, DueNotice) async throws -> Void) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      try await body(desk, try #require(try await desk.takeDue(at: moment(Self.headsUp)).first))
    }
  }

  @Test("a notice is shown with every try, and null where there is no value")
  func show() async throws {
    try await withNotice { desk, notice in
      let bytes = try #require(try await desk.docket.message(of: notice.id))
      let hash = try #require(try await desk.docket.file(of: notice.id).parcel.message.map { Hex.text($0.sha256) })
      let sending = try await desk.call(.get, "/v1/notices/n1")
      #expect(
        sending.text == #"""
          {"attempts":[{"channel":"email","dialogue":[],"ended_at":null,"number":1,"phase":"taken","reply":null,"server":null,\#
          "started_at":"2026-11-25T09:00:00+01:00","transport":"maildir"}],"deliveries":[],"letter":null,\#
          "message":{"bytes":\#(bytes.count),"sha256":"\#(hash)"},\#
          "notice":{"attempts":1,"claim_ids":["c1"],"claims":["RE-2026-1"],"completed_at":null,"creditor":"acme",\#
          "currency":"EUR","debtor":"Müller AG","id":"n1","last_reply":null,"message_id":"<n1@acme.example>",\#
          "next_attempt_at":null,"opened_at":"2026-11-25T09:00:00+01:00","outstanding":"1234.50","pay_by":null,\#
          "policy":"standard","recipient":"rechnung@mueller.example","state":"sending","step":"heads-up",\#
          "tone":"courtesy"},"posting":null,"recipients":[]}
          """#)
      try await desk.end(notice, .accepted, at: moment(Self.headsUp).adding(seconds: 2))
      let sent = try await desk.call(.get, "/v1/notices/1").decoded(NoticeDetail.self)
      #expect(sent.notice.state == "sent")
      #expect(sent.notice.completedAt == "2026-11-25T09:00:02+01:00")
      #expect(sent.notice.lastReply == "a word")
      let attempt = try #require(sent.attempts.first)
      #expect(attempt.phase == "accepted")
      #expect(attempt.server == "mx.example")
      #expect(attempt.reply == "a word")
      #expect(attempt.dialogue == ["S: 220 mx", "C: QUIT"])
      #expect(attempt.endedAt == "2026-11-25T09:00:02+01:00")
    }
  }

  @Test("the message is the very bytes, of their own media type")
  func message() async throws {
    try await withNotice { desk, _ in
      let reply = try await desk.call(.get, "/v1/notices/n1/message")
      #expect(reply.status == 200)
      #expect(reply.headers[.contentType] == "message/rfc822")
      #expect(reply.text == "Subject: heads-up\r\n\r\nBitte zahlen.\r\n")
      #expect(try await desk.call(.get, "/v1/notices/n2/message").problem.code == "not-found")
    }
  }

  @Test("a notice that was not written yet has no message")
  func unwritten() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let at = try moment(Self.headsUp)
      _ = try await desk.docket.arm(by: .daemon, now: at)
      _ = try await desk.docket.takeDue(now: at, limit: 1, rulebook: desk.rulebook, transport: "maildir") { _, _, _ in
        "x"
      }
      let reply = try await desk.call(.get, "/v1/notices/n1/message")
      #expect(reply.status == 404)
      #expect(try reply.problem.hint == "try again in a moment")
    }
  }

  @Test("a notice that is not there is a 404", arguments: ["n2", "n0", "n01", "x", "1.0", "%00"])
  func missing(_ name: String) async throws {
    try await withNotice { desk, _ in
      for (method, path, body) in [("GET", "", ""), ("GET", "/message", ""), ("POST", "/retry", "")] {
        let reply = try await desk.call(.init(method) ?? .get, "/v1/notices/\(name)\(path)", body)
        #expect(reply.status == 404)
        #expect(try reply.problem.code == "not-found")
      }
    }
  }

  @Test("lists are newest first, by state and by page")
  func list() async throws {
    try await withDesk { desk in
      for number in 1...5 { try await desk.enqueue(["reference": "\(number)"]) }
      let notices = try await desk.takeDue(at: moment(Self.headsUp))
      try await desk.end(notices[1], .accepted, at: moment(Self.headsUp))
      func ids(_ query: String) async throws -> NoticeList {
        try await desk.call(.get, "/v1/notices?\(query)").decoded(NoticeList.self)
      }
      #expect(try await ids("").notices.map(\.id) == ["n5", "n4", "n3", "n2", "n1"])
      #expect(try await ids("state=sent").notices.map(\.id) == ["n2"])
      let page = try await ids("limit=2&state=sending")
      #expect(page.notices.map(\.id) == ["n5", "n4"])
      #expect(page.nextCursor == "n4")
      let rest = try await ids("cursor=n4&state=sending")
      #expect(rest.notices.map(\.id) == ["n3", "n1"])
      #expect(rest.nextCursor == nil)
    }
  }

  @Test(
    "a condition that cannot be read is refused",
    arguments: [
      ("state=snet", "invalid-value", "did you mean sent?"), ("cursor=c1", "invalid-value", nil),
      ("limit=-1", "invalid-value", "a number from 1 to 1000"), ("debtor=x", "unknown-field", nil),
    ])
  func badFilter(_ query: String, _ code: String, _ hint: String?) async throws {
    try await withDesk { desk in
      let problem = try await desk.call(.get, "/v1/notices?\(query)").problem
      #expect(problem.code == code)
      if let hint { #expect(problem.hint == hint) }
    }
  }

  /// What may be done in which state, and where it leads.
  static let allowed: [Notice.State: [String: String]] = [
    .sending: ["hold": "held"], .sent: [:], .dropped: [:],
    .awaitingApproval: ["approve": "pending", "hold": "held"],
    .held: ["release": "awaiting-approval"], .pending: ["hold": "held"],
    .deferred: ["hold": "held", "retry": "deferred"], .failed: ["retry": "dropped"], .inDoubt: ["resolve": "sent"],
  ]

  @Test(
    "each verb works in its states and is a 409 in all others", arguments: Notice.State.allCases,
    ["approve", "hold", "release", "retry", "resolve"])
  func verbs(_ state: Notice.State, _ verb: String) async throws {
    try await withDesk { desk in
      let id = try await Self.notice(in: state, desk)
      let before = try await desk.docket.notice(id).notice
      try #require(before.state == state)
      let seen = try await Self.seen(id, desk)
      let bodies = ["resolve": #"{"as":"sent"}"#, "approve": #"{"sha256":"\#(seen)"}"#]
      let body = bodies[verb] ?? #"{"reason":"because"}"#
      let reply = try await desk.call(.post, "/v1/notices/\(id)/\(verb)", body)
      if let after = Self.allowed[state]?[verb] {
        #expect(reply.status == 200)
        #expect(try reply.decoded(NoticeResponse.self).state == after)
      } else {
        #expect(reply.status == 409)
        let problem = try reply.problem
        #expect(problem.code == "wrong-state")
        #expect(problem.detail.contains(state.rawValue))
        #expect(try await desk.docket.notice(id).notice == before)
      }
    }
  }

  @Test("nothing is approved without the hash of what was looked at, or by another", arguments: ["", "{}", "other"])
  func unseen(body: String) async throws {
    try await withDesk { desk in
      let id = try await Self.notice(in: .awaitingApproval, desk)
      let other = #"{"sha256":"\#(String(repeating: "0", count: 64))"}"#
      let reply = try await desk.call(.post, "/v1/notices/\(id)/approve", body == "other" ? other : body)
      let problem = try reply.problem
      #expect(reply.status == (body == "other" ? 409 : 422))
      #expect(problem.code == (body == "other" ? "conflict" : "missing-field"))
      if body != "other" {
        #expect(problem.field == "sha256" && problem.hint?.contains("GET /v1/notices/\(id)") == true)
      }
      #expect(try await desk.docket.notice(id).notice.state == .awaitingApproval)
    }
  }

  /// The hash of what a notice says; any other where nothing is written.
  private static func seen(_ id: NoticeID, _ desk: Desk) async throws -> String {
    let detail = try await desk.call(.get, "/v1/notices/\(id)").decoded(NoticeDetail.self)
    return (detail.message ?? detail.letter)?.sha256 ?? String(repeating: "0", count: 64)
  }

  @Test("a notice in doubt that was not sent goes out again")
  func resolveNotSent() async throws {
    try await withDesk { desk in
      let id = try await Self.notice(in: .inDoubt, desk)
      let reply = try await desk.call(.post, "/v1/notices/\(id)/resolve", #"{"as":"not-sent"}"#)
      #expect(try reply.decoded(NoticeResponse.self).state == "pending")
    }
  }

  @Test("a hold keeps its reason")
  func holdReason() async throws {
    try await withDesk { desk in
      let id = try await Self.notice(in: .awaitingApproval, desk)
      let reply = try await desk.call(.post, "/v1/notices/\(id)/hold", #"{"reason":"ask the lawyer"}"#)
      #expect(try reply.decoded(NoticeResponse.self).lastReply == "held: ask the lawyer")
    }
  }

  @Test(
    "a bad decision is refused, and the notice stays as it was",
    arguments: [
      ("resolve", "", "missing-field", "as"), ("resolve", "{}", "missing-field", "as"),
      ("resolve", #"{"as":"send"}"#, "invalid-value", "as"), ("resolve", #"{"as":true}"#, "wrong-type", "as"),
      ("resolve", #"{"sa":"sent"}"#, "unknown-field", "sa"), ("approve", #"{"as":"sent"}"#, "unknown-field", "as"),
      ("hold", #"{"reason":"a\nb"}"#, "invalid-text", "reason"), ("retry", "[", "malformed-json", nil),
      ("release", "[]", "wrong-type", nil),
    ])
  func badDecision(_ verb: String, _ body: String, _ code: String, _ field: String?) async throws {
    try await withDesk { desk in
      let id = try await Self.notice(in: .inDoubt, desk)
      let problem = try await desk.call(.post, "/v1/notices/\(id)/\(verb)", body).problem
      #expect(problem.code == code)
      #expect(problem.field == field)
      #expect(try await desk.docket.notice(id).notice.state == .inDoubt)
    }
  }

  /// Brings a notice into a state as the engine and a person would.
  private static func notice(in state: Notice.State, _ desk: Desk) async throws -> NoticeID {
    // The last step alone needs approval, so the ones before it go out first.
    let needsApproval = state == .awaitingApproval || state == .held || state == .pending
    var at = try moment(headsUp)
    try await desk.enqueue()
    var notice = try #require(try await desk.takeDue(at: at).first)
    if needsApproval {
      for day in ["2026-12-03", "2026-12-14", "2026-12-30"] {
        try await desk.end(notice, .accepted, at: at)
        at = try moment("\(day)T09:00:00+01:00")
        notice = try #require(try await desk.takeDue(at: at).first)
      }
    }
    switch state {
    case .sending, .awaitingApproval: break
    case .held:
      _ = try await desk.docket.change(notice.id, .hold, by: .daemon, rulebook: desk.rulebook, now: at)
    case .pending:
      _ = try await desk.docket.change(notice.id, .approve(), by: .daemon, rulebook: desk.rulebook, now: at)
    case .deferred: try await desk.end(notice, .deferred(until: at.adding(seconds: 60)), at: at)
    case .sent: try await desk.end(notice, .accepted, at: at)
    case .failed: try await desk.end(notice, .refused, at: at)
    case .inDoubt: try await desk.end(notice, .inDoubt, at: at)
    case .dropped:
      try await desk.end(notice, .deferred(until: at.adding(seconds: 60)), at: at)
      _ = try await desk.call(.post, "/v1/claims/c1/withdraw", #"{"reason":"x"}"#)
    }
    return notice.id
  }
}
