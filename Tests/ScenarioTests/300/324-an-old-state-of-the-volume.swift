import Dunning
import DunningAPI
import DunningTesting
import Foundation
import Testing

@Suite("324 an old state of the volume", .timeLimit(.minutes(20)))
struct OldStateOfTheVolume {
  /// A world whose docket and mark were put back as they were before a reminder left, into the very same files.
  private func world(hasFarMark: Bool) async throws -> World {
    var world = try World(at: "2026-12-03T08:00:00+01:00")
    if hasFarMark { world.mark = world.folder.path + "/far.mark" }
    _ = try await world.run { try await $0.enqueue(Book.claim(due: "2026-11-30")) }
    let state = world.folder.path + "/state/"
    let old = try ["docket.sqlite", "docket.mark"].map { try Data(contentsOf: URL(filePath: state + $0)) }
    try await world.run { daemon in
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")
      #expect(try await daemon.arrived().count == 1)
    }
    let handle = try FileHandle(forWritingTo: URL(filePath: state + "docket.sqlite"))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: old[0])
    try handle.close()
    // A snapshot brings the files back with the times at which they were made, which a test cannot.
    let words = String(decoding: old[1], as: UTF8.self).split(separator: " ")
    try Data("\(words[0]) \(words[1]) -\n".utf8).write(to: URL(filePath: state + "docket.mark"))
    return world
  }

  @Test("is noticed by the mark on another volume")
  func noticed() async throws {
    let world = try await world(hasFarMark: true)
    try await world.run { daemon in
      try await daemon.advance(by: .seconds(3_600))
      let status = try await daemon.status()
      #expect(status.mode == "held")
      #expect(status.heldBecause?.contains("far.mark says") == true)
      #expect(world.transport.arrived.count == 1)
      try await daemon.post("/v1/arm")
    }
    #expect(try await world.run { try await $0.status().mode } == "armed")
  }

  @Test("a whole folder that is gone is noticed by it as well")
  func folderGone() async throws {
    var world = try await world(hasFarMark: true)
    world.keyByte = 9
    try FileManager.default.removeItem(atPath: world.folder.path + "/state")
    let status = try await world.run { try await $0.status() }
    #expect(status.heldBecause?.contains("far.mark") == true)
  }

  @Test("a place where no mark can be written is no reason not to start")
  func unwritable() async throws {
    var world = try await world(hasFarMark: false)
    world.mark = world.folder.path + "/none/docket.mark"
    #expect(try await world.run { try await $0.status().mode } == "armed")
  }

  @Test(
    "is held when nothing was written down for over a month while something was due, as under a clock that is ahead",
    arguments: [(29, "armed"), (36, "held"), (3_660, "held")])
  func away(days: Int, mode: String) async throws {
    // Given
    let world = try World(at: "2026-12-02T08:00:00+01:00")
    _ = try await world.run { try await $0.enqueue(Book.claim(due: "2026-11-30")) }
    // When
    world.clock.advance(to: world.clock.now.adding(seconds: days * 86_400))
    // Then
    let status = try await world.run { daemon in
      try await daemon.settle()
      return try await daemon.status()
    }
    #expect(status.mode == mode)
    if mode == "held" { #expect(status.heldBecause?.contains("something has been due since") == true) }
  }

  @Test("nothing due for years is no reason to hold")
  func idle() async throws {
    let world = try World(at: "2026-12-02T08:00:00+01:00")
    _ = try await world.run { try await $0.enqueue(Book.claim(due: "2028-11-30")) }
    world.clock.advance(to: world.clock.now.adding(seconds: 500 * 86_400))
    #expect(try await world.run { try await $0.status().mode } == "armed")
  }
}
