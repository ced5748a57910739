import Dunning
import DunningEngine
import DunningStore
import Logging
import ServiceLifecycle

/// Has the docket erase what was kept long enough, and forget what nobody needs any more: at the start, and soon after each midnight (UTC).
struct RetentionKeeper: Service {
  let docket: Docket
  let rules: CurrentRules
  let outside: Outside
  let copies: ErasedCopies

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await erase()
        // Also what a crash has left, or could not be removed before.
        _ = await copies.remove()
        await forgetRefused()
        // Ends early only with the daemon.
        try? await outside.timer.sleep(for: untilMidnight)
      }
    }
  }

  /// What cannot be erased now is erased on another day; no claim and no letter waits for it.
  private func erase() async {
    do {
      switch try await docket.eraseExpired(rulebook: rules.value.rulebook, now: outside.clock.now) {
      case .nothing, .held, .erased(0), .announced(0): break
      case .announced(let count):
        outside.logger.notice(
          "claims have been kept long enough and are erased tomorrow; `dunningctl retention` lists them",
          metadata: ["event": "retention-announced", "claims": "\(count)"])
      case .erased(let count):
        outside.logger.notice(
          "claims were kept long enough and are erased", metadata: ["event": "retention", "claims": "\(count)"])
      }
    } catch {
      outside.logger.warning(
        "what was kept long enough cannot be erased: \(error.message)", metadata: ["event": "retention-failed"])
    }
  }

  /// Rows of files that were refused long ago are only in the way, so that another day does as well.
  private func forgetRefused() async {
    do {
      try await docket.forgetRefusedFiles(now: outside.clock.now)
    } catch {
      outside.logger.warning(
        "files that were refused long ago cannot be forgotten: \(error.message)",
        metadata: ["event": "retention-failed"])
    }
  }

  private var untilMidnight: Duration {
    let day: Int64 = 86_400_000
    return .milliseconds(day - outside.clock.now.milliseconds % day)
  }
}
