import Dunning
import DunningAPI
import DunningStore
import Foundation
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("what the daemon is, its names, its log, and the support file", .serialized)
struct RouteTestsService {
  @Test("the root says what answers here, to whoever may connect, and its links lead somewhere")
  func root() async throws {
    try await withDesk(openAPI: Array("{}".utf8), access: Access()) { desk in
      let root = try await desk.call(.get, "/").decoded(RootResponse.self)
      #expect(root == .current)
      #expect(root.version == Version.current)
      #expect(root.extensions == root.extensions.sorted())
      for path in root.links.values { #expect(desk.responder.routes.resolve("GET", path) == .found, "\(path)") }
    }
  }

  @Test("names are those of the rules in force")
  func names() async throws {
    try await withDesk { desk in
      let names = try await desk.call(.get, "/v1/names").decoded(NamesResponse.self)
      #expect(names.creditors == ["acme", "globex"])
      #expect(names.policies == ["standard", "wallet"])
      #expect(names.languages == ["de", "en", "zh-Hans"])
      desk.reload(try .sample(creditors: ["initech"]))
      #expect(try await desk.call(.get, "/v1/names").decoded(NamesResponse.self).creditors == ["initech"])
    }
  }

  @Test("the log tells more for a while; what is no level is named with the nearest, and nobody but an admin sets it")
  func logLevel() async throws {
    try await withDesk { desk in
      let reply = try await desk.call(.post, "/v1/log-level", #"{"level":"debug","seconds":600}"#)
      let level = try reply.decoded(LogLevelResponse.self)
      #expect(level == LogLevelResponse(level: "debug", until: "2026-11-23T10:10:00+01:00"))
      #expect(try await desk.call(.get, "/v1/log-level").decoded(LogLevelResponse.self) == level)
      let unknown = try await desk.call(.post, "/v1/log-level", #"{"level":"debgu"}"#).problem
      #expect(unknown.hint == "did you mean debug?")
      #expect(try await desk.call(.post, "/v1/log-level", #"{"level":"debug","seconds":0}"#).problem.field == "seconds")
      desk.roles.access = Access()
      #expect(try await desk.call(.post, "/v1/log-level", #"{"level":"debug"}"#).status == 403)
    }
  }

  @Test("the dashboard and the alert rules name metrics that there are", arguments: ["dashboard.json", "rules.yml"])
  func metrics(file: String) async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("etc/monitoring/dunningd.\(file)"), encoding: .utf8)
    let named = Set(text.matches(of: /dunningd_[a-z_]+/).map { String($0.0) })
    let served = try await withDesk { desk in
      Set(try await desk.call(.get, "/metrics").text.matches(of: /TYPE ([a-z_]+)\s/).map { String($0.1) })
    }
    #expect(named.count >= 9)
    #expect(named.isSubset(of: served), "\(named.subtracting(served))")
    if file == "dashboard.json" { #expect(served.isSubset(of: named), "\(served.subtracting(named))") }
  }

  @Test("a support file counts, and holds no name, address or reference of the book, in no state of it")
  func support() async throws {
    try await withDesk(
      transport: .init(kind: "smtp", healthy: false, lastError: "550 rechnung@mueller.example is unknown")
    ) { desk in
      try await desk.enqueue([
        "reference": "GEHEIM-1", "debtor": "Müller AG", "debtor_id": "K-4711", "contract": "V-77",
      ])
      try await desk.enqueue(["reference": "GEHEIM-2", "debtor": "王芳", "email": "wang@fang.example"])
      for (path, body) in [
        ("claims/GEHEIM-1/notes", #"{"text":"Frau Weber rief an"}"#),
        ("claims/GEHEIM-2/payments", #"{"amount":"5000.00"}"#), ("hold", #"{"reason":"Müller hat angerufen"}"#),
      ] {
        #expect([200, 201].contains(try await desk.call(.post, "/v1/\(path)", body).status), "\(path)")
      }
      let reply = try await desk.call(.get, "/v1/support")
      let support = try reply.decoded(SupportResponse.self)
      #expect(support.claims.values.reduce(0, +) == 2)
      #expect(support.journal["claim-registered"] == 2)
      #expect(support.transportHealthy == false)
      #expect(support.findings == [.init(name: "docket", level: "ok")])
      let metrics = try await desk.call(.get, "/metrics").text
      for word in ["GEHEIM", "ller", "王芳", "@", "K-4711", "V-77", "Weber"] {
        #expect(!reply.text.contains(word), "\(word)")
        #expect(!metrics.contains(word), "\(word)")
      }
    }
  }
}
