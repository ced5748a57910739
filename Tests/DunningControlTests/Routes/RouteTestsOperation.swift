import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("operation", .serialized)
struct RouteTestsOperation {
  @Test("status says everything at once, with null where there is nothing")
  func status() async throws {
    try await withDesk { desk in
      let bytes = desk.docket.bytes
      let fresh = try await desk.call(.get, "/v1/status")
      #expect(
        fresh.text == #"""
          {"accounts":[],"approvals":{"count":0,"oldest":null,"without_interest":0},"causes":{},"claims":{},"configuration":{"file":"/etc/dunningd/dunningd.yaml","last_error":null,\#
          "loaded_at":"2026-11-23T08:00:00Z"},"covered_claims":0,"credits":[],"follow_ups_due":0,"held_because":"fresh installation","held_by_credit":[],"held_for_namesakes":0,"horizons":[],"last_backup":null,"mail":null,"mode":"held","next":null,\#
          "notices":{},"now":"2026-11-23T10:00:00+01:00","print_spool":null,\#
          "seals":{"count":0,"fingerprint":null,"last_at":null,"public_key":null,"timestamps":null},"stale_claims":0,"started_at":"2026-11-23T09:00:00+01:00",\#
          "store":{"bytes":\#(bytes),"kind":"sqlite"},"stranded":[],"transport":{"healthy":true,"kind":"maildir","last_error":null,\#
          "paused_until":null},"unreachable":0,"version":"\#(Version.current)","webhooks":[]}
          """#)
      try await desk.enqueue()
      try await desk.enqueue(["reference": "2"])
      _ = try await desk.call(.post, "/v1/claims/2/withdraw", #"{"reason":"x"}"#)
      _ = try await desk.call(.post, "/v1/arm")
      let status = try await desk.call(.get, "/v1/status").decoded(StatusResponse.self)
      #expect(status.mode == "armed")
      #expect(status.heldBecause == nil)
      #expect(status.claims == ["open": 1, "withdrawn": 1])
      #expect(status.next == .init(at: "2026-11-25T09:00:00+01:00", count: 1))
    }
  }

  @Test("live and ready say so; a mail server that is away makes the daemon degraded, not unready")
  func health() async throws {
    try await withDesk { desk in
      let live = try await desk.call(.get, "/v1/health/live")
      let ready = try await desk.call(.get, "/v1/health/ready")
      #expect(live.text == #"{"live":true}"#)
      #expect(ready.text == #"{"degraded":[],"ready":true}"#)
    }
    try await withDesk(transport: .init(kind: "smtp", healthy: false, lastError: "refused")) { desk in
      let ready = try await desk.call(.get, "/v1/health/ready")
      #expect(ready.status == 200)
      #expect(ready.text == #"{"degraded":["smtp"],"ready":true}"#)
      #expect(try await desk.call(.get, "/v1/status").decoded(StatusResponse.self).transport.lastError == "refused")
    }
  }

  @Test("arm and hold answer the mode and how much is due, and stay in the journal")
  func armAndHold() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["due": "2026-11-20"])
      try await desk.enqueue(["reference": "2"])
      // The reminder, three working days after the deadline, falls on Wednesday.
      #expect(try await desk.call(.post, "/v1/arm").text == #"{"due_now":0,"held_because":null,"mode":"armed"}"#)
      let held = try await desk.call(.post, "/v1/hold", #"{"reason":"bank is closed"}"#)
      #expect(held.text == #"{"due_now":0,"held_because":"bank is closed","mode":"held"}"#)
      #expect(
        try await desk.call(.post, "/v1/hold").text == #"{"due_now":0,"held_because":"by an operator","mode":"held"}"#)
      let events = try await desk.docket.events(after: 0).filter { $0.claim == nil }
      #expect(events.map(\.event) == ["docket-created", "armed", "held", "held"])
      #expect(events.dropFirst().allSatisfy { $0.actor == "uid 1000" })
      #expect(desk.log.text.count { $0.contains("armed") } == 1)
    }
  }

  @Test("arm says how much leaves at once")
  func dueNow() async throws {
    try await withDesk { desk in
      for number in 1...3 { try await desk.enqueue(["reference": "\(number)", "due": "2026-11-0\(number)"]) }
      try await desk.enqueue(["reference": "later"])
      #expect(try await desk.call(.post, "/v1/arm").decoded(ModeResponse.self).dueNow == 3)
      #expect(try await desk.call(.post, "/v1/hold").decoded(ModeResponse.self).dueNow == 3)
    }
  }

  @Test(
    "a bad hold is refused, and the mode stays",
    arguments: [
      (#"{"reason":"a\nb"}"#, "invalid-text"), (#"{"reason":""}"#, "invalid-text"), (#"{"reason":1}"#, "wrong-type"),
      (#"{"raeson":"x"}"#, "unknown-field"), ("x", "malformed-json"),
    ])
  func badHold(_ body: String, _ code: String) async throws {
    try await withDesk { desk in
      _ = try await desk.call(.post, "/v1/arm")
      #expect(try await desk.call(.post, "/v1/hold", body).problem.code == code)
      #expect(try await desk.docket.mode(rulebook: desk.rulebook).isArmed)
    }
  }

  @Test("a reload answers what changed, or every mistake")
  func reload() async throws {
    let done = ReloadResponse(file: nil, warnings: ["dunningd.yaml:3:1: warning: x"], moved: 4)
    try await withDesk(reload: { done }) { desk in
      let reply = try await desk.call(.post, "/v1/reload")
      #expect(reply.text == #"{"file":null,"moved":4,"warnings":["dunningd.yaml:3:1: warning: x"]}"#)
    }
    let mistakes = ["dunningd.yaml:3:1: error: x\n  y\n  ^", "dunningd.yaml:4:1: error: z"]
    try await withDesk(reload: { throw Problem(.configurationRejected, detail: "2 mistakes", errors: mistakes) }) {
      desk in
      let reply = try await desk.call(.post, "/v1/reload")
      #expect(reply.status == 422)
      #expect(try reply.problem.errors == mistakes)
    }
  }

  @Test("metrics are in Prometheus' text format, each with its help and type")
  func metrics() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      try await desk.enqueue(["reference": "2"])
      _ = try await desk.call(.post, "/v1/claims/2/pause", #"{"reason":"x"}"#)
      let reply = try await desk.call(.get, "/metrics")
      #expect(reply.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
      let samples = try Exposition.parse(reply.text)
      #expect(samples[#"dunningd_build_info{version="\#(Version.current)"}"#] == 1)
      #expect(samples["dunningd_armed"] == 0)
      #expect(samples[#"dunningd_claims{state="open"}"#] == 1)
      #expect(samples[#"dunningd_claims{state="paused"}"#] == 1)
      #expect(samples["dunningd_transport_healthy"] == 1)
      #expect(samples["dunningd_config_last_reload_successful"] == 1)
      #expect(samples["dunningd_oldest_due_age_seconds"] == 0)
      #expect(samples["dunningd_next_due_timestamp_seconds"] == 1_795_593_600)
      #expect(samples["dunningd_store_bytes"] == Double(desk.docket.bytes))
    }
  }

  @Test("HEAD has the head of GET and nothing more, OPTIONS says what there is")
  func headAndOptions() async throws {
    try await withDesk(openAPI: Array("{}".utf8)) { desk in
      try await desk.enqueue()
      for path in [
        "/v1/status", "/v1/claims", "/v1/claims/c1", "/v1/plan", "/v1/notices", "/metrics", "/v1/openapi.json",
      ] {
        let get = try await desk.call(.get, path)
        let head = try await desk.call(.head, path)
        #expect(head.status == 200)
        #expect(head.text.isEmpty)
        #expect(head.headers[.contentType] == get.headers[.contentType])
        // Of what is sent while it is made, nobody knows the length beforehand.
        #expect(get.headers[.contentLength] == (path == "/v1/plan" ? nil : "\(get.text.utf8.count)"))
        #expect(head.headers[.contentLength] == get.headers[.contentLength] ?? "0")
      }
      #expect(try await desk.call(.head, "/v1/claims?sate=x").status == 422)
      for (path, allowed) in [
        ("/v1/claims", "GET, HEAD, OPTIONS, POST"), ("/v1/claims/batch", "OPTIONS, POST"),
        ("/v1/claims/c1", "GET, HEAD, OPTIONS, PATCH"), ("/v1/arm", "OPTIONS, POST"),
        ("/metrics", "GET, HEAD, OPTIONS"),
        ("/v1/notices/n1/retry", "OPTIONS, POST"),
      ] {
        let options = try await desk.call(.options, path)
        #expect(options.status == 200)
        #expect(options.headers[.allow] == allowed)
        let wrong = try await desk.call(.delete, path)
        #expect(wrong.status == 405)
        #expect(wrong.headers[.allow] == allowed)
        #expect(try wrong.problem.code == "method-not-allowed")
      }
    }
  }

  @Test("HEAD over the socket has no body, not even for the stream of events")
  func headOverSocket() async throws {
    try await withDesk { desk in
      try await desk.serving { path in
        for target in ["/v1/status", "/v1/events", "/v1/events?follow=false"] {
          let text = try await blocking {
            let client = try UnixClient(path)
            try client.send("HEAD \(target) HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n")
            return try client.receiveUntilClosed()
          }
          #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
          #expect(text.hasSuffix("\r\n\r\n"))
        }
      }
    }
  }

  @Test("a route that takes no parameter refuses one: nobody arms by way of trial")
  func strangeParameter() async throws {
    try await withDesk { desk in
      for (method, path) in [
        ("POST", "/v1/arm"), ("GET", "/v1/health/live"), ("GET", "/v1/status"), ("POST", "/v1/hold"),
      ] {
        let problem = try await desk.call(.init(method) ?? .get, "\(path)?dry_run=true").problem
        #expect(problem.code == "unknown-field")
        #expect(problem.field == "dry_run")
        #expect(problem.hint == "this route takes none")
      }
      #expect(try await desk.docket.mode(rulebook: desk.rulebook).isArmed == false)
    }
  }

  @Test(
    "a strange target is answered, and the server goes on",
    arguments: [
      ("GET http://d/v1/status", 200), ("GET http://d", 200), ("GET //v1//status/", 200), ("GET /v1/status?", 200),
      ("GET /v1/status?&&", 200), ("GET /", 200), ("GET /v1/claims/", 200), ("OPTIONS *", 404), ("GET ?", 400),
      ("GET /v1/%73tatus", 404), ("GET /v1/claims/../status", 404), ("CONNECT d:80", 404), ("TRACE /v1/status", 405),
      ("GET /v1/status?=", 422), ("GET ://", 400),
    ])
  func strangeTarget(_ line: String, _ status: Int) async throws {
    try await withDesk { desk in
      try await desk.serving { path in
        let (answer, next) = try await blocking {
          let client = try UnixClient(path)
          try client.send("\(line) HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n")
          return (try client.answer(), try UnixClient(path).request("GET", "/v1/health/live"))
        }
        #expect(answer.status == status)
        #expect(next.status == 200)
      }
    }
  }

  @Test("the description of the API is served as it lies there, and its absence is told")
  func openAPI() async throws {
    try await withDesk(openAPI: Array(#"{"openapi":"3.1.0"}"#.utf8)) { desk in
      let reply = try await desk.call(.get, "/v1/openapi.json")
      #expect(reply.headers[.contentType] == "application/json")
      #expect(reply.text == #"{"openapi":"3.1.0"}"#)
    }
    try await withDesk { desk in
      let reply = try await desk.call(.get, "/v1/openapi.json")
      #expect(reply.status == 404)
      #expect(try reply.problem.hint?.contains("--data-dir") == true)
    }
  }
}
