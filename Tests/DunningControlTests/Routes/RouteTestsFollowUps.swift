import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("notes that come back", .serialized)
struct RouteTestsFollowUps {
  static let note = #"""
    {"text":"has the transfer come through?","remind_on":"2026-12-02","contact":"Bank support, Ms Li",\#
    "staff_number":"4711","reply_by":"2026-12-01","cause":"third-party"}
    """#

  @Test("a note is answered with the number under which it comes back, and stands in the journal")
  func note() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let reply = try await desk.call(.post, "/v1/claims/c1/notes", Self.note)
      #expect(reply.status == 201)
      let noted = try reply.decoded(NoteResponse.self)
      #expect(noted.followUp == "f1" && noted.claims.map(\.cause) == ["third-party"])
      #expect(noted.claims.first?.next?.step == "heads-up")
      let shown = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self)
      #expect(shown.followUps.map(\.id) == ["f1"])
      #expect(shown.events.last?.event == "note-added")
      #expect(
        shown.events.last?.data == [
          "text": "has the transfer come through?", "remind_on": "2026-12-02", "contact": "Bank support, Ms Li",
          "staff_number": "4711", "reply_by": "2026-12-01", "cause": "third-party", "follow_up": "f1",
        ])
      let list = try await desk.call(.get, "/v1/follow-ups")
      #expect(
        list.text == #"""
          {"follow_ups":[{"claim":"c1","contact":"Bank support, Ms Li","creditor":"acme","day":"2026-12-02",\#
          "debtor":"Müller AG","id":"f1","kind":"note","note":"has the transfer come through?",\#
          "reference":"RE-2026-1","reply_by":"2026-12-01","staff_number":"4711","state":"waiting"}],\#
          "next_cursor":null}
          """#)
    }
  }

  @Test("a note without a day does not come back, and a settled claim takes one too")
  func silent() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await desk.call(.post, "/v1/claims/c1/withdraw", #"{"reason":"x"}"#)
      let reply = try await desk.call(.post, "/v1/claims/c1/notes", #"{"text":"they called again"}"#)
      #expect(reply.status == 201)
      #expect(try reply.decoded(NoteResponse.self).followUp == nil)
      #expect(try await desk.call(.get, "/v1/follow-ups").text == #"{"follow_ups":[],"next_cursor":null}"#)
    }
  }

  @Test(
    "a bad note is refused, and nothing is written",
    arguments: [
      ("{}", "missing-field", "text"), (#"{"text":" "}"#, "invalid-text", "text"),
      (#"{"text":"a\nb"}"#, "invalid-text", "text"), (#"{"text":"\u202Eb"}"#, "invalid-text", "text"),
      (#"{"text":"x","contact":"a\u0000"}"#, "invalid-text", "contact"),
      (#"{"text":"x","staff_number":4711}"#, "wrong-type", "staff_number"),
      (#"{"text":"x","remind_on":"2026-11-20"}"#, "invalid-date", "remind_on"),
      (#"{"text":"x","remind_on":"soon"}"#, "invalid-date", "remind_on"),
      (#"{"text":"x","reply_by":"2026-02-30"}"#, "invalid-date", "reply_by"),
      (#"{"text":"x","cause":"bank"}"#, "invalid-value", "cause"),
      (#"{"text":"x","remindOn":"2026-12-02"}"#, "unknown-field", "remindOn"), ("", "malformed-json", nil),
    ] as [(String, String, String?)])
  func bad(_ body: String, _ code: String, _ field: String?) async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let before = try await desk.call(.get, "/v1/claims/c1").text
      for path in ["/v1/claims/c1/notes", "/v1/debtors/rechnung@mueller.example/notes"] {
        let problem = try await desk.call(.post, path, body).problem
        #expect(problem.code == code)
        #expect(problem.field == field)
      }
      #expect(try await desk.call(.get, "/v1/claims/c1").text == before)
    }
  }

  @Test("noted of a debtor it stands on every open claim, and comes back once")
  func debtor() async throws {
    try await withDesk { desk in
      for reference in ["1", "2", "3"] { try await desk.enqueue(["reference": reference]) }
      func withdraw(_ reference: String) async throws {
        _ = try await desk.call(.post, "/v1/claims/\(reference)/withdraw", #"{"reason":"x"}"#)
      }
      try await withdraw("2")
      let path = "/v1/debtors/M%C3%BCller%20AG/notes"
      let noted = try await desk.call(.post, path, Self.note).decoded(NoteResponse.self)
      #expect(noted.claims.map(\.reference) == ["1", "3"] && noted.followUp == "f1")
      #expect(try await desk.call(.get, "/v1/follow-ups").decoded(FollowUpList.self).followUps.count == 1)
      try await withdraw("1")
      try await withdraw("3")
      #expect(try await desk.call(.post, path, Self.note).status == 404)
      #expect(try await desk.call(.post, "/v1/debtors/nobody/notes", Self.note).status == 404)
    }
  }

  @Test("on its day it comes back, waits on the status, and is done when somebody says so")
  func dueAndDone() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await desk.call(.post, "/v1/claims/c1/notes", Self.note)
      _ = try await desk.call(.post, "/v1/claims/c1/notes", #"{"text":"later","remind_on":"2027-01-15"}"#)
      // Eight in the morning by the creditor's clock.
      try await desk.takeDue(at: moment("2026-12-02T08:00:00+01:00"))
      func list(_ state: String) async throws -> [String] {
        try await desk.call(.get, "/v1/follow-ups?state=\(state)").decoded(FollowUpList.self).followUps.map(\.id)
      }
      #expect(try await [list("due"), list("waiting"), list("done")] == [["f1"], ["f2"], []])
      #expect(try await desk.call(.get, "/v1/status").decoded(StatusResponse.self).followUpsDue == 1)
      for name in ["f1", "1"] {
        let done = try await desk.call(.post, "/v1/follow-ups/\(name)/done")
        #expect(done.status == 200)
        #expect(try done.decoded(FollowUpResponse.self).state == "done")
      }
      #expect(try await [list("due"), list("waiting"), list("done")] == [[], ["f2"], ["f1"]])
      #expect(try await desk.call(.get, "/v1/status").decoded(StatusResponse.self).followUpsDue == 0)
      let events = try await desk.call(.get, "/v1/claims/c1").decoded(ClaimDetail.self).events.map(\.event)
      #expect(events.count { $0 == "follow-up-due" } == 1 && events.count { $0 == "follow-up-done" } == 1)
    }
  }

  @Test("a follow-up that is not there is a 404, and so is a promise: the daemon judges those itself")
  func missing() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await desk.call(.post, "/v1/claims/c1/promise", #"{"date":"2026-12-16"}"#)
      for name in ["f1", "f99", "x", "f0", "c1"] {
        let reply = try await desk.call(.post, "/v1/follow-ups/\(name)/done")
        #expect(reply.status == 404, "\(name)")
        #expect(try reply.problem.hint != nil)
      }
      #expect(try await desk.docket.claim("c1").promises.map(\.state) == [.running])
      #expect(try await desk.call(.get, "/v1/follow-ups").decoded(FollowUpList.self).followUps.isEmpty)
    }
  }

  @Test("pages, put together, are all of them once")
  func pages() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      for day in 1...3 {
        _ = try await desk.call(.post, "/v1/claims/c1/notes", #"{"text":"x","remind_on":"2026-12-0\#(day)"}"#)
      }
      let first = try await desk.call(.get, "/v1/follow-ups?limit=2").decoded(FollowUpList.self)
      #expect(first.followUps.map(\.id) == ["f1", "f2"] && first.nextCursor == "f2")
      let second = try await desk.call(.get, "/v1/follow-ups?cursor=f2&limit=2").decoded(FollowUpList.self)
      #expect(second.followUps.map(\.id) == ["f3"] && second.nextCursor == nil)
    }
  }

  @Test(
    "a condition that cannot be read is refused",
    arguments: [
      ("state=dnoe", "invalid-value", "state", "did you mean done?"), ("cursor=n1", "invalid-value", "cursor", nil),
      ("limit=0", "invalid-value", "limit", nil), ("debtor=x", "unknown-field", "debtor", nil),
    ] as [(String, String, String, String?)])
  func badFilter(_ query: String, _ code: String, _ field: String, _ hint: String?) async throws {
    try await withDesk { desk in
      let problem = try await desk.call(.get, "/v1/follow-ups?\(query)").problem
      #expect(problem.code == code)
      #expect(problem.field == field)
      if let hint { #expect(problem.hint == hint) }
    }
  }
}
