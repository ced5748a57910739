import DunningStore
import ServiceLifecycle

/// Ends the daemon when a write or sync of the docket has failed: a failed sync is never tried again and trusted.
struct DocketGuard: Service {
  let docket: Docket

  func run() async throws {
    let failure = await cancelWhenGracefulShutdown { await docket.awaitFailure() }
    if let failure { throw failure }
  }
}
