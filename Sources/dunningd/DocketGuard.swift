import DunningStore
import Logging
import ServiceLifecycle

/// Ends the daemon when a write or sync of the docket has failed, since a failed sync is never tried again and trusted, and
/// when its file was taken away.
struct DocketGuard: Service {
  let docket: Docket
  let logger: Logger

  func run() async throws {
    let failure = await cancelWhenGracefulShutdown { await docket.awaitFailure() }
    // Also when another part has found the loss first, and its end has cancelled this one.
    await rescue()
    if let failure { throw failure }
  }

  /// With the daemon the last one ends who has a file open that was taken away.
  private func rescue() async {
    do {
      guard let path = try await docket.rescue() else { return }
      logger.critical(
        "the docket's file was taken away; what it held is saved in \(path)", metadata: ["event": "docket-lost"])
    } catch {
      logger.critical("the docket's file was taken away: \(error.message)", metadata: ["event": "docket-lost"])
    }
  }
}
