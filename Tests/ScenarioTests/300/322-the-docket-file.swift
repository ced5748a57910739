import DunningAPI
import DunningStore
import DunningTesting
import Foundation
import Testing

@testable import dunningd

@Suite("322 the file of the docket", .timeLimit(.minutes(20)))
struct DocketFile {
  private static let start = "2026-12-03T08:00:00+01:00"

  private func world() async throws -> (world: World, file: String) {
    let world = try World(at: Self.start)
    _ = try await world.run { try await $0.enqueue(Book.claim(due: "2026-11-30")) }
    return (world, world.folder.path + "/state/docket.sqlite")
  }

  @Test("a docket that is gone or emptied while its mark is there is held", arguments: ["gone", "empty", "log too"])
  func gone(how: String) async throws {
    // Given
    var (world, file) = try await world()
    // A new docket draws keys of its own.
    world.keyByte = 9
    // When
    if how == "empty" {
      try Data().write(to: URL(filePath: file))
    } else {
      try FileManager.default.removeItem(atPath: file)
    }
    if how == "log too" { for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) } }
    // Then
    let status = try await world.run { try await $0.status() }
    #expect(status.mode == "held")
    #expect(status.heldBecause?.contains("docket.mark") == true)
    // Whoever arms has looked.
    try await world.run { _ = try await $0.post("/v1/arm") }
    #expect(try await world.run { try await $0.status().mode } == "armed")
  }

  @Test("one that is taken away or replaced while the daemon runs acknowledges nothing", arguments: [true, false])
  func replaced(removed: Bool) async throws {
    // Given
    let (world, file) = try await world()
    try FileManager.default.copyItem(atPath: file, toPath: file + ".old")
    let daemon = try world.makeDaemon()
    let running = Task { try await daemon.run() }
    let client = RunningDaemon(world: world, daemon: daemon)
    try await client.enqueue(Book.claim("R-2", due: "2026-11-30"))
    // When
    if removed {
      try FileManager.default.removeItem(atPath: file)
    } else {
      #expect(rename(file + ".old", file) == 0)
    }
    let claim = Book.claim("R-3", due: "2026-11-30")
    let answer = try await client.post("/v1/claims", claim)
    // Then
    #expect(answer.status == 500)
    #expect(answer.text.contains(removed ? "was removed" : "was replaced"))
    await #expect(throws: (any Error).self) { try await running.value }
    // What only the open file had is kept beside it, and nothing of it can be laid over the file that is there now.
    let rescued = try Self.rescued(world)
    #expect(rescued.count == 1)
    for end in ["-wal", "-shm"] { #expect(!FileManager.default.fileExists(atPath: file + end)) }
    #expect(try await Self.claims(in: world.folder.path + "/state/" + rescued[0]) == 2)
  }

  @Test("what many are told while it is taken away, and what is saved of it, agree")
  func manyAsk() async throws {
    // Given
    let (world, file) = try await world()
    let daemon = try world.makeDaemon()
    let running = Task { try await daemon.run() }
    let client = RunningDaemon(world: world, daemon: daemon)
    try await client.until { try await client.get("/v1/health/live", as: [String: Bool].self)["live"] == true }
    // When
    let taken = await withTaskGroup(of: Bool.self) { tasks in
      for number in 1...40 {
        tasks.addTask {
          let claim = Book.claim("M-\(number)", due: "2026-11-30")
          // A connection that the end of the daemon cuts off has been told nothing.
          return (try? await client.post("/v1/claims", claim).status) == 201
        }
        if number == 20 { unlink(file) }
      }
      return await tasks.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    // Then
    await #expect(throws: (any Error).self) { try await running.value }
    let rescued = try Self.rescued(world)
    #expect(rescued.count == 1)
    #expect(try await Self.claims(in: world.folder.path + "/state/" + rescued[0]) == taken + 1)
  }

  @Test("a log that was written to another file is refused, and one of a folder that was copied as a whole is not")
  func foreignLog() async throws {
    // Given
    let (world, file) = try await world()
    try FileManager.default.copyItem(atPath: file, toPath: file + ".old")
    try Data(repeating: 7, count: 64).write(to: URL(filePath: file + "-wal"))
    _ = try await world.run { try await $0.status() }
    // When
    try Data(repeating: 7, count: 64).write(to: URL(filePath: file + "-wal"))
    #expect(rename(file + ".old", file) == 0)
    // Then
    let error = #expect(throws: DocketError.self) { try world.makeDaemon() }
    #expect(error?.message.contains("docket.sqlite-wal was written to another file") == true)
    #expect(error?.hint?.contains("move") == true)
    // A copy of all of it has a mark that is a copy, too.
    let copy = try World(at: Self.start)
    try FileManager.default.copyItem(atPath: world.folder.path + "/state", toPath: copy.folder.path + "/state")
    #expect(try await copy.run { try await $0.status().mode } == "held")
  }

  @Test("a backup that is copied over the file in place, beside the log of a later state, is not started with")
  func writtenOver() async throws {
    // Given a backup, two later days, and the log that a crash left on the second
    let (world, file) = try await world()
    let backup = try Data(contentsOf: URL(filePath: file))
    _ = try await world.run { try await $0.enqueue(Book.claim("R-2", due: "2026-11-30")) }
    let before = try Data(contentsOf: URL(filePath: file))
    let log = try await world.run { client in
      try await client.enqueue(Book.claim("R-3", due: "2026-11-30"))
      return try Data(contentsOf: URL(filePath: file + "-wal"))
    }
    func writeOver(_ bytes: Data) throws {
      let handle = try FileHandle(forWritingTo: URL(filePath: file))
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: bytes)
      try handle.close()
      try log.write(to: URL(filePath: file + "-wal"))
    }
    // When
    try writeOver(backup)
    // Then
    let error = #expect(throws: DocketError.self) { try world.makeDaemon() }
    #expect(error?.message.contains("docket.sqlite-wal is of another state") == true)
    #expect(error?.hint?.contains("move") == true)
    let unverified = #expect(throws: DocketError.self) { try Docket.verify(directory: world.folder.path + "/state") }
    #expect(unverified?.message == error?.message)
    // When it is the file that the log belongs to
    try writeOver(before)
    // Then
    #expect(try await world.run { try await $0.status().claims["open"] } == 3)
    // When the log is moved away
    try writeOver(backup)
    try FileManager.default.removeItem(atPath: file + "-wal")
    // Then it is the older docket, and held
    let status = try await world.run { try await $0.status() }
    #expect(status.claims["open"] == 1)
    #expect(status.mode == "held")
  }

  private static func rescued(_ world: World) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/state")
      .filter { $0.hasPrefix("docket.rescued-") }
  }

  /// How many claims a file holds that was saved.
  private static func claims(in file: String) async throws -> Int {
    let world = try World(at: start)
    try FileManager.default.createDirectory(atPath: world.folder.path + "/state", withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: file, toPath: world.folder.path + "/state/docket.sqlite")
    return try await world.run { try await $0.status().claims["open"] ?? 0 }
  }

  @Test("after a clean stop all of it is in the file alone")
  func stopped() async throws {
    // Given
    let world = try World(at: Self.start)
    let daemon = try world.makeDaemon()
    let running = Task { try await daemon.run() }
    let client = RunningDaemon(world: world, daemon: daemon)
    try await client.enqueue(Book.claim(due: "2026-11-30"))
    // Those that read have connections of their own.
    _ = try await client.status()
    // When
    await daemon.stop()
    try await running.value
    // Then
    let state = world.folder.path + "/state"
    for end in ["-wal", "-shm"] { #expect(!FileManager.default.fileExists(atPath: state + "/docket.sqlite" + end)) }
    let copy = try World(at: Self.start)
    try FileManager.default.createDirectory(atPath: copy.folder.path + "/state", withIntermediateDirectories: false)
    try FileManager.default.copyItem(
      atPath: state + "/docket.sqlite", toPath: copy.folder.path + "/state/docket.sqlite")
    #expect(try await copy.run { try await $0.status().claims } == ["open": 1])
  }

  @Test("whatever the folder and the mask, nobody else can read it")
  func privacy() async throws {
    let mask = umask(0)
    defer { umask(mask) }
    let world = try World(at: Self.start)
    try FileManager.default.createDirectory(
      atPath: world.folder.path + "/state", withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o755])
    let modes = try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      return try ["docket.sqlite", "docket.sqlite-wal", "docket.sqlite-shm"].map { name in
        try FileManager.default.attributesOfItem(atPath: "\(daemon.world.folder.path)/state/\(name)")[.posixPermissions]
          as? Int
      }
    }
    #expect(modes == [0o600, 0o600, 0o600])
  }
}
