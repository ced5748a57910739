import DunningAPI
import Testing

@Suite("122 a reload that takes a creditor or a policy away", .timeLimit(.minutes(20)))
struct ReloadLosesACreditor {
  private static let renamed = Book.configuration().replacing("      acme:", with: "      acme-gmbh:")
    .replacing("  acme:", with: "  acme-gmbh:")

  private func withClaims(_ body: @escaping @Sendable (RunningDaemon) async throws -> Void) async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      try await daemon.enqueue(Book.claim("R-1", due: "2026-11-30"))
      try await daemon.enqueue(Book.claim("R-2", due: "2026-11-30"))
      try await body(daemon)
    }
  }

  @Test("is refused with the names and how many claims are meant, and nothing changes", arguments: ["", renamed])
  func refused(file: String) async throws {
    try await withClaims { daemon in
      // When
      try daemon.world.configure(file)
      let answer = try await daemon.post("/v1/reload")
      // Then
      #expect(answer.status == 409)
      let problem = try answer.decoded(as: Problem.self)
      #expect(problem.detail.contains("2 claims"))
      #expect(problem.errors?.first == #"creditor "acme": 2 claims"#)
      #expect(problem.hint?.contains("dunningctl reload --accept") == true)
      #expect(try await daemon.status().configuration.lastError?.contains("2 claims") == true)
      try await daemon.advance(to: "2026-12-04T00:00:00+01:00")
      #expect(try await daemon.arrived().count == 2)
    }
  }

  @Test("is put in force when somebody accepts it, and the status says why the claims stand still")
  func accepted() async throws {
    try await withClaims { daemon in
      try daemon.world.configure(Self.renamed)
      let answer = try await daemon.post("/v1/reload", ["accept": true])
      #expect(answer.status == 200)
      let page = try await daemon.get("/v1/status", as: Stranded.self)
      #expect(page.stranded == [.init(kind: "creditor", name: "acme", claims: 2)])
      // One that loses nothing more is nobody's question.
      #expect(try await daemon.post("/v1/reload").status == 200)
      try daemon.world.configure(Book.configuration())
      #expect(try await daemon.post("/v1/reload").status == 200)
      #expect(try await daemon.get("/v1/status", as: Stranded.self).stranded == [])
    }
  }

  @Test("what is settled needs no creditor")
  func settled() async throws {
    try await withClaims { daemon in
      for name in ["R-1", "R-2"] { try await daemon.post("/v1/claims/\(name)/withdraw", ["reason": "x"]) }
      try daemon.world.configure(Self.renamed)
      #expect(try await daemon.post("/v1/reload").status == 200)
    }
  }

  @Test("at a start the daemon runs, and the status says what is missing")
  func start() async throws {
    let world = try World(at: "2026-11-23T10:00:00+01:00")
    _ = try await world.run { try await $0.enqueue(Book.claim(due: "2026-11-30")) }
    try world.configure(Self.renamed)
    let stranded = try await world.run { try await $0.get("/v1/status", as: Stranded.self).stranded }
    #expect(stranded == [.init(kind: "creditor", name: "acme", claims: 1)])
  }

  private struct Stranded: Decodable {
    struct Missing: Decodable, Equatable {
      let kind: String
      let name: String
      let claims: Int
    }

    let stranded: [Missing]
  }
}
