import DunningStore
import Logging
import ServiceLifecycle

/// Keeps the mark beside the docket up to date, by which a restored backup is told from the docket that was there last.
struct MarkKeeper: Service {
  let docket: Docket
  let timer: any Clock<Duration>
  let logger: Logger
  /// Many changes in a row are marked once.
  private let pause = Duration.seconds(1)

  init(docket: Docket, timer: any Clock<Duration>, logger: Logger) {
    self.docket = docket
    self.timer = timer
    self.logger = logger
  }

  func run() async throws {
    let growth = docket.journal.stream()
    await cancelWhenGracefulShutdown {
      var isKept = await keep(wasKept: true)
      for await _ in growth {
        isKept = await keep(wasKept: isKept)
        // Ends early only with the daemon.
        try? await timer.sleep(for: pause)
      }
    }
    _ = await keep(wasKept: false)
  }

  /// - Parameter wasKept: false when it is known already that the mark on the other volume cannot be written.
  /// - Returns: whether it is written.
  private func keep(wasKept: Bool) async -> Bool {
    // A mark that is behind only sees less, and a docket that cannot be read ends the daemon elsewhere.
    guard let isKept = try? await docket.keepMark() else { return wasKept }
    if wasKept, !isKept {
      logger.warning(
        "the mark on the other volume cannot be written: an old state of the docket would not be noticed by it",
        metadata: ["event": "mark-not-written"])
    }
    return isKept
  }
}
