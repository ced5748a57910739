import Dispatch
import Synchronization
import Systemd

/// Work at the start or in a reload that takes as long as there is much in the docket: while it goes on, the service
/// manager is told so, and does not take the daemon for hung when its TimeoutStartSec= is over.
final class LongWork: Sendable {
  /// How often the manager is told; each time it is asked to wait three times as long.
  struct Pace: Sendable {
    var interval = Duration.seconds(20)
    /// Work that takes longer than an hour is stuck, and is ended as the unit says.
    var timesMax = 180
  }

  // A dispatch source may be used from every thread; its type only does not say so.
  private nonisolated(unsafe) let source: any DispatchSourceTimer

  /// - Parameter name: what goes on, as `systemctl status` shows it.
  init(_ name: String, _ notifier: ServiceNotifier, pace: Pace = Pace()) {
    let microseconds = Int(pace.interval / .microseconds(1))
    let left = Mutex(pace.timesMax)
    source = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "long-work"))
    source.schedule(deadline: .now() + .microseconds(microseconds), repeating: .microseconds(microseconds))
    source.setEventHandler {
      let isLate = left.withLock { left in
        left -= 1
        return left < 0
      }
      if !isLate { notifier.extendTimeout(microseconds: UInt64(3 * microseconds), status: name) }
    }
    source.activate()
  }

  func end() { source.cancel() }
}

extension ServiceNotifier {
  /// Does what may take long, and tells the service manager meanwhile that it goes on.
  func during<Result, Failure: Error>(
    _ name: String, pace: LongWork.Pace = LongWork.Pace(), _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let work = LongWork(name, self, pace: pace)
    defer { work.end() }
    return try body()
  }

  /// Does what may take long, and tells the service manager meanwhile that it goes on.
  func during<Result: Sendable, Failure: Error>(
    _ name: String, pace: LongWork.Pace = LongWork.Pace(), isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    let work = LongWork(name, self, pace: pace)
    defer { work.end() }
    return try await body()
  }
}
