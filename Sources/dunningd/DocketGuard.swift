import DunningStore
import ServiceLifecycle

/// Ends the daemon when a write or sync of the docket has failed: a failed sync is never tried again and trusted.
struct DocketGuard: Service {
  let docket: Docket

  func run() async throws {
    let failure = await cancelWhenGracefulShutdown { await docket.awaitFailure() }
    if let failure { throw failure }
    // Stopped as told, as the last of all parts: nothing is written any more. Without the note only fewer restored copies
    // are recognised.
    if !Task.isCancelled { try? await docket.noteHeight() }
  }
}
