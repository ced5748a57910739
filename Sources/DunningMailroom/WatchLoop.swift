import Logging
import ServiceLifecycle

/// Watches a folder until the daemon stops; one that cannot be watched is tried again.
struct WatchLoop {
  let timer: any Clock<Duration>
  let patience: Duration
  let logger: Logger
  /// What the log calls a folder that cannot be read.
  let event: String

  /// - Parameter watch: takes in what is put there until there is another folder in this one's place, or none.
  /// - Throws: what `watch` throws, but for ``MailFolderError``.
  func run(_ watch: @escaping @Sendable () async throws -> Void) async throws {
    do {
      try await cancelWhenGracefulShutdown { try await keepWatching(watch) }
    } catch is CancellationError {
      // The daemon stops; what waits, waits in its folder.
    }
  }

  private func keepWatching(_ watch: @escaping @Sendable () async throws -> Void) async throws {
    var trouble: String?
    while true {
      do {
        try await watch()
        trouble = nil
      } catch let error as MailFolderError {
        // Said once, and not at each try.
        if error.description != trouble { logger.error("\(error)", metadata: ["event": "\(event)"]) }
        trouble = error.description
      }
      try await timer.sleep(for: patience)
    }
  }
}
