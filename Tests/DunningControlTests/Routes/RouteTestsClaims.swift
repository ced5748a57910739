import Dunning
import DunningAPI
import DunningStore
import Foundation
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("finding claims", .serialized)
struct RouteTestsClaims {
  @Test("a claim is found by its id and by its reference, whatever characters it has")
  func show() async throws {
    try await withDesk { desk in
      let references = [
        ("RE-2026-1", "RE-2026-1"), ("RE/17", "RE%2F17"), ("Rechnung für März", "Rechnung%20f%C3%BCr%20M%C3%A4rz"),
        ("100%", "100%25"), ("a?b#c", "a%3Fb%23c"), ("..", "%2E%2E"), ("発票 1", "%e7%99%ba%e7%a5%a8%201"),
        ("a+b", "a+b"), ("batch", "%62atch"),
      ]
      for (index, (reference, escaped)) in references.enumerated() {
        try await desk.enqueue(["reference": reference])
        for name in [escaped, "c\(index + 1)"] {
          let reply = try await desk.call(.get, "/v1/claims/\(name)")
          try #require(reply.status == 200, "\(name)")
          #expect(try reply.decoded(ClaimDetail.self).claim.reference == reference)
        }
        let paid = try await desk.call(.post, "/v1/claims/\(escaped)/payments", #"{"amount":"1"}"#)
        #expect(try paid.decoded(ClaimResponse.self).reference == reference)
      }
    }
  }

  @Test("a claim that is called like a route is found by its id, and the route says what it is")
  func namedLikeARoute() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["reference": "batch"])
      let reply = try await desk.call(.get, "/v1/claims/batch")
      #expect(reply.status == 405)
      #expect(reply.headers[.allow] == "OPTIONS, POST")
      #expect(try await desk.call(.get, "/v1/claims/c1").status == 200)
      #expect(try await desk.call(.post, "/v1/claims/batch/payments", #"{"amount":"1"}"#).status == 200)
    }
  }

  @Test("over the socket, too, a reference with a slash is one word of the path")
  func socket() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["reference": "RE/ä 17"])
      try await desk.serving { path in
        try await blocking {
          let answer = try UnixClient(path).request("GET", "/v1/claims/RE%2F%C3%A4%2017")
          #expect(answer.status == 200)
          #expect(try UnixClient(path).request("GET", "/v1/claims/RE/17").status == 404)
        }
      }
    }
  }

  @Test("what is shown has every key, with null where there is no value")
  func detail() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      let reply = try await desk.call(.get, "/v1/claims/c1")
      #expect(
        reply.text.hasSuffix(
          #"""
          ,"events":[{"actor":"uid 1000","at":"2026-11-23T10:00:00+01:00","claim":"c1",\#
          "data":{"amount":"1234.50","creditor":"acme","currency":"EUR","debtor":"Müller AG",\#
          "debtor_id":"müller ag <rechnung@mueller.example>",\#
          "digest":"01c6cef5c4efd1a8f7085ebbe7ee7f02e66821f18e1ac04f75e1973610e5a38e80","due":"2026-11-30",\#
          "email":"rechnung@mueller.example","policy":"standard","reference":"RE-2026-1"},\#
          "event":"claim-registered","id":2,"notice":null}],"follow_ups":[],"late":null,"notices":[],"payments":[],\#
          "promises":[]}
          """#))
    }
  }

  @Test(
    "a claim that is not there is a 404",
    arguments: ["c1", "c99", "c01", "nothing", "%00", "c1%0A", "99999999999999999999", "C1", "-1"])
  func missing(_ name: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.call(.get, "/v1/claims/\(name)")
      #expect(reply.status == 404)
      let problem = try reply.problem
      #expect(problem.code == "not-found")
      #expect(problem.hint != nil)
    }
  }

  @Test("a path that is not UTF-8 in percent escapes is refused", arguments: ["%", "%f", "%fz", "%+f", "%ff", "a%"])
  func escapes(_ name: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.call(.get, "/v1/claims/\(name)")
      #expect(reply.status == 400)
      #expect(try reply.problem.code == "malformed-request")
    }
  }

  @Test("a reference of two creditors is a 409 that lists the ids, unless one is named; an id is never a reference")
  func ambiguous() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      try await desk.enqueue(["creditor": "globex"])
      let refused = try await desk.call(.post, "/v1/claims", Desk.claim(["reference": "c1"]))
      #expect(refused.status == 422)
      #expect(try refused.problem.field == "reference")
      for (method, path, body) in [
        ("GET", "", ""), ("POST", "/payments", #"{"amount":"1"}"#), ("POST", "/withdraw", #"{"reason":"x"}"#),
      ] {
        let reply = try await desk.call(.init(method) ?? .get, "/v1/claims/RE-2026-1\(path)", body)
        #expect(reply.status == 409)
        let problem = try reply.problem
        #expect(problem.code == "ambiguous")
        #expect(problem.hint == "use the id, or say whose: `--creditor acme`")
        #expect(problem.detail.contains("c1 of acme, c2 of globex"))
      }
      for (name, id) in [("RE-2026-1?creditor=globex", "c2"), ("c1", "c1"), ("c1?creditor=acme", "c1")] {
        let detail = try await desk.call(.get, "/v1/claims/\(name)").decoded(ClaimDetail.self)
        #expect(detail.claim.id == id, "\(name)")
      }
      #expect(try await desk.call(.get, "/v1/claims/c1?creditor=globex").status == 404)
      #expect(try await desk.call(.get, "/v1/claims/c1?all_creditors=true").status == 422)
      #expect(try await desk.claims.allSatisfy { $0.claim.state == .open && $0.claim.paid.minorUnits == 0 })
      #expect(try await desk.call(.get, "/v1/claims/c2").status == 200)
    }
  }

  @Test("pages of a list, put together, are all claims once and in order")
  func pages() async throws {
    try await withDesk { desk in
      let lines = try (1...250).map { try Desk.claim(["reference": "R-\($0)"]) }.joined(separator: "\n")
      #expect(try await desk.call(.post, "/v1/claims/batch", lines).status == 200)
      for (query, sizes) in [("", [100, 100, 50]), ("limit=1000", [250]), ("limit=125", [125, 125, 0])] {
        var references: [String] = []
        var counts: [Int] = []
        var cursor: String?
        repeat {
          let more = cursor.map { "cursor=\($0)&" } ?? ""
          let page = try await desk.call(.get, "/v1/claims?\(more)\(query)").decoded(ClaimList.self)
          references += page.claims.map(\.reference)
          counts.append(page.claims.count)
          cursor = page.nextCursor
        } while cursor != nil
        #expect(counts == sizes)
        #expect(references == (1...250).map { "R-\($0)" })
      }
    }
  }

  @Test("a list can be narrowed, and the conditions hold together")
  func filters() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["reference": "late", "due": "2026-11-20"])
      try await desk.enqueue(["reference": "yesterday", "due": "2026-11-22"])
      try await desk.enqueue(["reference": "today", "due": "2026-11-23"])
      try await desk.enqueue(["reference": "hour-ago", "due": "2026-11-23T09:00:00+01:00", "policy": "wallet"])
      try await desk.enqueue(["reference": "later", "due": "2026-12-01", "debtor_id": "D-7"])
      _ = try await desk.call(.post, "/v1/claims/yesterday/pause", #"{"reason":"x"}"#)
      _ = try await desk.call(.post, "/v1/claims/late/payments", #"{"amount":"1234.50"}"#)
      for (query, expected) in [
        ("", ["late", "yesterday", "today", "hour-ago", "later"]), ("state=paid", ["late"]),
        ("state=paused", ["yesterday"]), ("state=withdrawn", []), ("overdue=true", ["yesterday", "hour-ago"]),
        ("overdue=true&state=open", ["hour-ago"]), ("overdue=false&state=open", ["today", "hour-ago", "later"]),
        ("due_before=2026-11-23", ["late", "yesterday"]),
        ("due_before=2026-11-24", ["late", "yesterday", "today", "hour-ago"]), ("debtor=D-7", ["later"]),
        ("debtor=M%C3%BCller%20AG&due_before=2026-11-21", ["late"]), ("debtor=nobody", []),
        ("debtor=rechnung@mueller.example&limit=2", ["late", "yesterday"]),
        ("state=", ["late", "yesterday", "today", "hour-ago", "later"]),
      ] {
        let list = try await desk.call(.get, "/v1/claims?\(query)").decoded(ClaimList.self)
        #expect(list.claims.map(\.reference) == expected, "\(query)")
      }
      let overdue = try await desk.call(.get, "/v1/claims").decoded(ClaimList.self).claims.filter(\.overdue)
      #expect(overdue.map(\.reference) == ["yesterday", "hour-ago"])
    }
  }

  @Test("an empty list has its keys")
  func empty() async throws {
    try await withDesk { desk in
      let (claims, notices) = (try await desk.call(.get, "/v1/claims"), try await desk.call(.get, "/v1/notices"))
      #expect(claims.text == #"{"claims":[],"next_cursor":null}"#)
      #expect(notices.text == #"{"next_cursor":null,"notices":[]}"#)
    }
  }

  @Test(
    "a condition that cannot be read is refused, not ignored",
    arguments: [
      ("state=opne", "invalid-value", "state", "did you mean open?"),
      (
        "state=xxxxxxxx", "invalid-value", "state",
        "one of open, paused, promised, disputed, stopped, paid, withdrawn, written-off"
      ),
      ("cause=tehcnical", "invalid-value", "cause", "did you mean technical?"),
      ("limit=0", "invalid-value", "limit", "a number from 1 to 1000"),
      ("limit=1001", "invalid-value", "limit", "a number from 1 to 1000"),
      ("limit=ten", "invalid-value", "limit", "a number from 1 to 1000"),
      ("cursor=17", "invalid-value", "cursor", nil), ("cursor=c0", "invalid-value", "cursor", nil),
      ("overdue=yes", "invalid-value", "overdue", "true or false"),
      ("due_before=2026-02-30", "invalid-date", "due_before", "the calendar is the Gregorian one"),
      ("sate=open", "unknown-field", "sate", "did you mean state?"),
      ("state=open&state=paid", "duplicate-field", "state", nil), ("debtor=%ff", "malformed-request", nil, nil),
      ("due-before=2026-01-01", "unknown-field", "due-before", "did you mean due_before?"),
    ])
  func badFilter(_ query: String, _ code: String, _ field: String?, _ hint: String?) async throws {
    try await withDesk { desk in
      let problem = try await desk.call(.get, "/v1/claims?\(query)").problem
      #expect(problem.code == code)
      #expect(problem.field == field)
      if let hint { #expect(problem.hint == hint) }
    }
  }
}
