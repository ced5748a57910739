import DunningAPI
import Testing

@Suite("120 a reload moves the plan", .timeLimit(.minutes(20)))
struct ReloadMovesThePlan {
  private static let later = Book.configuration(steps: "      - {name: reminder, at: due+4d, tone: reminder}")

  @Test("a good file moves what is planned, at once")
  func good() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      // When
      try daemon.world.configure(Self.later)
      let answer = try await daemon.post("/v1/reload").decoded(as: ReloadResponse.self)
      try await daemon.advance(to: "2026-12-31T00:00:00+01:00")
      // Then
      #expect(answer.moved == 1)
      #expect(
        try await daemon.arrived() == ["fri 2026-12-04 09:00 R-1 reminder", "sat 2026-12-12 08:00  follow-up"])
    }
  }

  @Test("a rung that went out is not repeated when it gets another name")
  func renamed() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-04T10:00:00+01:00")
      // When
      let steps = Book.steps.replacing("name: reminder", with: "name: first")
      try daemon.world.configure(Book.configuration(steps: steps))
      try await daemon.post("/v1/reload")
      try await daemon.advance(to: "2026-12-10T10:00:00+01:00")
      // Then
      #expect(
        try await daemon.arrived() == [
          "thu 2026-12-03 09:00 R-1 reminder", "thu 2026-12-10 09:00 R-1 second-reminder",
        ])
    }
  }

  @Test("what counts after a restart only is told until the file is as it was at the start")
  func restart() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      try daemon.world.configure(Self.later + "\ninbound: {on_reply: note}\n")
      let changed = try await daemon.post("/v1/reload").decoded(as: ReloadResponse.self)
      try daemon.world.configure(Self.later)
      let same = try await daemon.post("/v1/reload").decoded(as: ReloadResponse.self)
      let warning = "inbound has changed: it counts after a restart"
      #expect(changed.warnings.contains(warning))
      #expect(!same.warnings.contains(warning))
    }
  }

  @Test("a broken file changes nothing, and every mistake is told")
  func broken() async throws {
    try await World(at: "2026-11-23T10:00:00+01:00").run { daemon in
      // Given
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      // When
      let text = Self.later.replacing("due+4d", with: "dew+4d").replacing("mode: armed", with: "mode: armd")
      try daemon.world.configure(text)
      let answer = try await daemon.post("/v1/reload")
      try await daemon.advance(to: "2026-12-04T00:00:00+01:00")
      // Then
      let problem = try answer.decoded(as: Problem.self)
      #expect(problem.code == "configuration-rejected")
      #expect(problem.errors?.count == 2)
      #expect(try await daemon.arrived() == ["thu 2026-12-03 09:00 R-1 reminder"])
      #expect(try await daemon.status().configuration.lastError?.contains("dunningd.yaml") == true)
    }
  }
}
