import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("who may do what", .serialized)
struct RoleTests {
  private static let access = {
    var access = Access()
    access.grant(.auditor, toGroup: 501)
    access.grant(.clerk, toGroup: 502)
    access.grant(.approver, toUser: 1_003)
    access.grant(.admin, toGroup: 504)
    return access
  }()

  private static let stranger = PeerCredential(pid: 1, uid: 1_000, gid: 1_000, groups: [27])
  private static let auditor = PeerCredential(pid: 1, uid: 1_001, gid: 501)
  private static let clerk = PeerCredential(pid: 1, uid: 1_002, gid: 100, groups: [27, 502])
  private static let approver = PeerCredential(pid: 1, uid: 1_003, gid: 100)
  private static let admin = PeerCredential(pid: 1, uid: 1_004, gid: 100, groups: [504])
  private static let everybody = [stranger, auditor, clerk, approver, admin]

  /// A request of each kind, and the first of ``everybody`` who may make it.
  struct Asked: Sendable, CustomTestStringConvertible {
    let method: String
    let target: String
    var body: String?
    let from: Int
    var testDescription: String { "\(method) \(target)" }
  }

  private static let requests = [
    Asked(method: "GET", target: "/v1/health/live", from: 0), Asked(method: "GET", target: "/metrics", from: 0),
    Asked(method: "OPTIONS", target: "/v1/arm", from: 0),
    Asked(method: "GET", target: "/v1/status", from: 1),
    Asked(method: "GET", target: "/v1/claims?limit=5", from: 1), Asked(method: "GET", target: "/v1/claims/c1", from: 1),
    Asked(method: "GET", target: "/v1/events?follow=false", from: 1),
    Asked(method: "GET", target: "/v1/verify", from: 1),
    Asked(method: "GET", target: "/v1/register", from: 1),
    Asked(method: "GET", target: "/v1/claims/c1/evidence", from: 1),
    Asked(method: "POST", target: "/v1/preview", body: #"{"policy":"standard","step":"demand"}"#, from: 1),
    Asked(method: "POST", target: "/v1/claims/c1/pause", body: #"{"reason":"x"}"#, from: 2),
    Asked(method: "POST", target: "/v1/claims/c1/payments", body: #"{"amount":"1.00"}"#, from: 2),
    Asked(method: "POST", target: "/v1/claims/batch", body: batch, from: 2),
    Asked(method: "POST", target: "/v1/claims/c1/attachments?file=a.txt", body: "text", from: 2),
    Asked(method: "POST", target: "/v1/mail", body: "Subject: x\r\n\r\nx\r\n", from: 2),
    Asked(method: "POST", target: "/v1/notices/n1/hold", from: 2),
    Asked(method: "POST", target: "/v1/claims/c1/legal-hold", body: #"{"reason":"x"}"#, from: 2),
    Asked(method: "POST", target: "/v1/notices/n1/release", from: 3),
    Asked(method: "POST", target: "/v1/notices/n1/approve", from: 3),
    Asked(method: "POST", target: "/v1/hold", from: 4), Asked(method: "POST", target: "/v1/reload", from: 4),
    Asked(method: "POST", target: "/v1/claims/c1/legal-hold/lift", from: 4),
    Asked(method: "POST", target: "/v1/debtors/M%C3%BCller%20AG/erase", body: #"{"reason":"x"}"#, from: 4),
    Asked(method: "GET", target: "/v1/nothing", from: 0),
  ]

  /// Two claims, one a line.
  private static var batch: String {
    // A claim of plain texts can be written.
    ["B-1", "B-2"].map { (try? Desk.claim(["reference": $0])) ?? "" }.joined(separator: "\n")
  }

  @Test("over the socket each role may do what is its own, and nothing was changed by who may not", arguments: requests)
  func socket(asked: Asked) async throws {
    for (index, peer) in Self.everybody.enumerated() {
      try await withDesk(access: Self.access) { desk in
        try await desk.enqueueAsAdmin()
        let before = try await desk.docket.events(after: 0).count
        let answer = try await desk.serving(as: peer) { path in
          try await blocking {
            try UnixClient(path).request(asked.method, asked.target, body: asked.body)
          }
        }
        if index >= asked.from {
          #expect(answer.status != 403, "\(peer.uid)")
        } else {
          #expect(answer.status == 403, "\(peer.uid)")
          #expect(try problem(answer).code == "not-allowed")
          #expect(try await desk.docket.events(after: 0).count == before)
        }
      }
    }
  }

  @Test("a HEAD asks for the same role as its GET")
  func head() async throws {
    try await withDesk(access: Self.access) { desk in
      let statuses = try await [
        desk.call(.head, "/metrics", as: Self.stranger), desk.call(.head, "/v1/status", as: Self.stranger),
        desk.call(.head, "/v1/status", as: Self.auditor),
      ].map(\.status)
      #expect(statuses == [200, 403, 200])
    }
  }

  @Test("the refusal names the role that is needed and the one that there is, and so does the log")
  func words() async throws {
    try await withDesk(access: Self.access) { desk in
      let clerk = try await desk.call(.post, "/v1/notices/n1/approve", as: Self.clerk).problem
      #expect(clerk.status == 403)
      #expect(clerk.detail == "this needs the role approver, and uid 1002 has clerk")
      let stranger = try await desk.call(.get, "/v1/status", as: Self.stranger).problem
      #expect(stranger.detail == "this needs the role auditor, and uid 1000 has no role")
      let line = try #require(desk.log.text.first { $0.hasPrefix("notice not allowed") })
      for part in ["not-allowed", "1002", "clerk", "POST /v1/notices/{notice}/approve", "approver"] {
        #expect(line.contains(part))
      }
    }
  }

  @Test("a request is refused before its body is read, however long it is")
  func unread() async throws {
    try await withDesk(access: Self.access) { desk in
      try await desk.serving(as: Self.auditor) { path in
        try await blocking {
          let client = try UnixClient(path)
          try client.send("POST /v1/claims/batch HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n")
          try client.send("5\r\n{\"a\":\r\n")
          #expect(try problem(try client.answer()).code == "not-allowed")
        }
      }
      #expect(try await desk.claims.isEmpty)
    }
  }

  @Test("without roles whoever may open the socket may do everything, and the journal names no role")
  func open() async throws {
    try await withDesk { desk in
      let reply = try await desk.call(.post, "/v1/hold", as: Self.stranger)
      #expect(reply.status == 200)
      #expect(try await desk.docket.events(after: 0).last?.actor == "uid 1000")
    }
  }

  @Test("root needs no role to be given")
  func root() async throws {
    try await withDesk(access: Self.access) { desk in
      let reply = try await desk.call(.post, "/v1/hold", as: PeerCredential(pid: 1, uid: 0, gid: 0))
      #expect(reply.status == 200)
      #expect(try await desk.docket.events(after: 0).last?.actor == "uid 0 (admin)")
    }
  }

  @Test("the journal names who did it with the role that let them, and still verifies")
  func actor() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      desk.roles.access = Self.access
      let body = #"{"reason":"x"}"#
      #expect(try await desk.call(.post, "/v1/claims/c1/pause", body, as: Self.clerk).status == 200)
      #expect(try await desk.call(.post, "/v1/claims/c1/resume", as: Self.approver).status == 200)
      let actors = try await desk.docket.events(after: 1).map(\.actor)
      #expect(actors == ["uid 1000", "uid 1002 (clerk)", "uid 1003 (approver)"])
      #expect(try await desk.docket.verify(nil).findingCount == 0)
    }
  }

  @Test("a role that is given or taken away counts at once, also on a connection that is there")
  func changed() async throws {
    try await withDesk(access: Self.access) { desk in
      try await desk.serving(as: Self.auditor) { path in
        try await blocking {
          let client = try UnixClient(path)
          func status() throws -> Int {
            try client.send("GET /v1/status HTTP/1.1\r\nHost: d\r\n\r\n")
            return try client.answer().status
          }
          #expect(try status() == 200)
          desk.roles.access = Access()
          #expect(try status() == 403)
          desk.roles.access = nil
          #expect(try status() == 200)
        }
      }
    }
  }

  @Test("who follows the journal and loses the role is told nothing more")
  func followed() async throws {
    try await withDesk(access: Self.access) { desk in
      try await desk.serving(as: Self.auditor) { path in
        let client = try await blocking {
          let client = try UnixClient(path)
          try client.send("GET /v1/events?since=0 HTTP/1.1\r\nHost: d\r\n\r\n")
          var text = ""
          while !text.contains("docket-created") { text += try client.receive() }
          return client
        }
        desk.roles.access = Access()
        try await desk.enqueueAsAdmin()
        let rest = try await blocking { try client.receiveUntilClosed() }
        #expect(!rest.contains("claim-registered"))
      }
    }
  }
}

extension Desk {
  /// Enqueues a claim in the name of root.
  fileprivate func enqueueAsAdmin() async throws {
    let root = PeerCredential(pid: 1, uid: 0, gid: 0)
    try #require(try await call(.post, "/v1/claims", Self.claim(), as: root).status == 201)
  }
}
