import Dunning
import DunningTesting
import Foundation
import Testing

@testable import DunningStore

@Suite("A docket that did not stay where it was", .timeLimit(.minutes(1)))
struct OriginTests {
  private let folder: ScratchFolder
  private let now: Instant

  init() throws {
    folder = try ScratchFolder()
    now = try Samples.moment("2026-12-04T10:00:00+01:00")
  }

  private func heldBecause(_ path: String) async throws -> String? {
    let docket = try Docket(directory: path, randomBytes: Array(0..<32), now: now)
    return try await docket.mode(rulebook: Samples.rulebook()).heldBecause
  }

  /// Enqueues, and stops as told.
  private func work(_ reference: String) async throws {
    let docket = try Docket(directory: folder.path, randomBytes: Array(0..<32), now: now)
    _ = try await docket.arm(by: .user(1000), now: now)
    _ = try await docket.register(
      [Samples.draft(reference)], by: .user(1000), rulebook: Samples.rulebook(), now: now)
    try await docket.noteHeight()
  }

  private func copy(from: String, to: String) throws {
    for name in ["docket.sqlite", "docket.sqlite-wal", "docket.sqlite-shm"] {
      try? FileManager.default.removeItem(atPath: "\(to)/\(name)")
      if FileManager.default.fileExists(atPath: "\(from)/\(name)") {
        try FileManager.default.copyItem(atPath: "\(from)/\(name)", toPath: "\(to)/\(name)")
      }
    }
  }

  @Test("one that was opened again, also after a crash, stays armed")
  func stayed() async throws {
    try await work("R-1")
    try await work("R-2")
    #expect(try await heldBecause(folder.path) == nil)
  }

  @Test("a copy beside the original is held, until somebody arms it, and the original is not")
  func copied() async throws {
    // Given
    try await work("R-1")
    let other = try ScratchFolder()
    // When
    try copy(from: folder.path, to: other.path)
    // Then
    #expect(try await heldBecause(other.path)?.contains("copied") == true)
    let copied = try Docket(directory: other.path, randomBytes: [], now: now)
    _ = try await copied.arm(by: .user(1000), now: now)
    #expect(try await copied.mode(rulebook: Samples.rulebook()).isArmed)
    #expect(try await heldBecause(folder.path) == nil)
  }

  @Test("an older state that is written back into the same file is held")
  func putBack() async throws {
    // Given
    try await work("R-1")
    let backup = try ScratchFolder()
    try copy(from: folder.path, to: backup.path)
    try await work("R-2")
    // When the file stays the same, and what is in it does not
    let path = URL(filePath: folder.path + "/docket.sqlite")
    try Data(contentsOf: URL(filePath: backup.path + "/docket.sqlite")).write(to: path)
    for name in ["docket.sqlite-wal", "docket.sqlite-shm"] {
      // There is none when the last one to close the database has folded it in.
      try? FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
    // Then
    #expect(try await heldBecause(folder.path)?.contains("put back") == true)
    #expect(try await heldBecause(folder.path)?.contains("put back") == true)
  }
}
