package import Dunning
import DunningSQL
import Glibc

extension Docket {
  /// Why nothing can be written; nil while the last write worked, or may work again within a minute.
  package var trouble: DocketTrouble? { health.trouble }

  /// Signals that ``trouble`` is another one.
  package var troubles: DocketChanges { health.changes }

  /// Proves that it answers, and tries, when the disk was full, whether there is room again: the next write may be far off.
  package func probe(now: Instant) async throws(DocketError) {
    _ = try await read { look in try look.sql.first("SELECT count(*) FROM setting") { $0.number(0) } }
    guard health.isFull, hasRoom else { return }
    do throws(DocketError) {
      try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
        // Longer than what is free in the file's pages, so that it has to grow.
        try entry.set(.trial, String(repeating: "x", count: Self.trialBytes))
        try entry.set(.trial, nil)
      }
      health.worked()
    } catch {
      // That there is still no room is what is told already.
      guard error.code == .busy else { throw error }
    }
  }

  private static let trialBytes = 64 << 10
  /// Below this, small writes would work and large ones not.
  private static let roomMin: off_t = 1 << 20

  /// Whether the disk of the docket takes a file of some size. It has no name while it is there.
  private var hasRoom: Bool {
    let path = folder + "/.room"
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return false }
    unlink(path)
    defer { Glibc.close(file) }
    return posix_fallocate(file, 0, Self.roomMin) == 0
  }
}
