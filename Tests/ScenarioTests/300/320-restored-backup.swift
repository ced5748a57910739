import DunningAPI
import DunningTesting
import Foundation
import Testing

@Suite("320 a restored backup", .timeLimit(.minutes(20)))
struct RestoredBackup {
  private static let start = "2026-12-03T08:00:00+01:00"

  /// A world with a backup of its docket from before a reminder left, and that reminder on record since.
  private func world() async throws -> (world: World, backup: String) {
    let world = try World(at: Self.start)
    _ = try await world.run { try await $0.enqueue(Book.claim(due: "2026-11-30")) }
    let backup = world.folder.path + "/backup"
    try FileManager.default.copyItem(atPath: world.folder.path + "/state", toPath: backup)
    try await world.run { daemon in
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")
      #expect(try await daemon.arrived() == ["thu 2026-12-03 09:00 R-1 reminder"])
    }
    return (world, backup)
  }

  /// The daemon is held with these words, sends nothing again, and goes on when somebody arms it; for good.
  private func expectHeld(_ world: World, saying words: String) async throws {
    try await world.run { daemon in
      try await daemon.advance(by: .seconds(3_600))
      let status = try await daemon.status()
      #expect(status.mode == "held")
      #expect(status.heldBecause?.contains(words) == true)
      #expect(world.transport.arrived.count == 1)
      try await daemon.post("/v1/arm")
    }
    let mode = try await world.run { try await $0.status().mode }
    #expect(mode == "armed")
  }

  @Test("the folder put back as a copy is held")
  func folder() async throws {
    // Given
    let (world, backup) = try await world()
    let state = world.folder.path + "/state"
    // When
    try FileManager.default.removeItem(atPath: state)
    try FileManager.default.copyItem(atPath: backup, toPath: state)
    // Then
    try await expectHeld(world, saying: "its file was put here as a copy")
  }

  @Test("the whole folder written over in place, its mark as well, is held")
  func allInPlace() async throws {
    // Given
    let (world, backup) = try await world()
    // When
    for name in try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/state") {
      guard let handle = FileHandle(forWritingAtPath: "\(world.folder.path)/state/\(name)") else { continue }
      try handle.truncate(atOffset: 0)
      if let old = FileManager.default.contents(atPath: "\(backup)/\(name)") { try handle.write(contentsOf: old) }
      try handle.close()
    }
    // Then
    try await expectHeld(world, saying: "its files were written over by a copy")
  }

  @Test("yesterday's content written into the same file is held")
  func inPlace() async throws {
    // Given
    let (world, backup) = try await world()
    let old = try Data(contentsOf: URL(filePath: backup + "/docket.sqlite"))
    // When
    let handle = try FileHandle(forWritingTo: URL(filePath: world.folder.path + "/state/docket.sqlite"))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: old)
    try handle.close()
    // Then
    try await expectHeld(world, saying: "but had come to entry")
  }

  @Test("a docket that wakes up on another machine is held")
  func cloned() async throws {
    // Given
    var (world, _) = try await world()
    // When
    world.machine = "machine-2"
    // Then
    try await expectHeld(world, saying: "last used on another machine")
  }

  @Test(
    "a restart, and a mark that is behind, missing or unreadable, are nothing", arguments: ["behind", "none", "bad"])
  func nothing(mark: String) async throws {
    // Given
    let (world, backup) = try await world()
    let file = world.folder.path + "/state/docket.mark"
    // When
    try FileManager.default.removeItem(atPath: file)
    if mark == "behind" {
      // As a crash leaves it: written here, before the last entries.
      let old = try String(contentsOfFile: backup + "/docket.mark", encoding: .utf8).split(separator: " ")
      try Data("\(old[0]) \(old[1]) -\n".utf8).write(to: URL(filePath: file))
    }
    if mark == "bad" { try Data([0xFF, 0, 0x31]).write(to: URL(filePath: file)) }
    // Then
    let mode = try await world.run { try await $0.status().mode }
    #expect(mode == "armed")
  }
}
