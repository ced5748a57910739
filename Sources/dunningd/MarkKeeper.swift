import DunningStore
import ServiceLifecycle

/// Keeps the mark beside the docket up to date, by which a restored backup is told from the docket that was there last.
struct MarkKeeper: Service {
  let docket: Docket
  let timer: any Clock<Duration>
  /// Many changes in a row are marked once.
  private let pause = Duration.seconds(1)

  init(docket: Docket, timer: any Clock<Duration>) {
    self.docket = docket
    self.timer = timer
  }

  func run() async throws {
    let growth = docket.journal.stream()
    await cancelWhenGracefulShutdown {
      for await _ in growth {
        // A mark that is behind only sees less, and a docket that cannot be read ends the daemon elsewhere.
        try? await docket.keepMark()
        // Ends early only with the daemon.
        try? await timer.sleep(for: pause)
      }
    }
    try? await docket.keepMark()
  }
}
