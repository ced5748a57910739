import CSystemd

/// Tells the service manager how the daemon is; does nothing where there is no manager.
///
/// No function reports a failure, since there is nothing a daemon should do about one.
/// - Source: sd_notify(3).
package struct ServiceNotifier: Sendable {
  private let deliver: @Sendable (String) -> Void

  /// Notifies the manager that NOTIFY_SOCKET names.
  package init() {
    deliver = { _ = sd_notify(0, $0) }
  }

  /// Hands each notification to `deliver` instead, one call a datagram.
  package init(deliver: @escaping @Sendable (String) -> Void) {
    self.deliver = deliver
  }

  /// Says that the daemon serves: after its start, and after every reload, even one that was rejected.
  package func ready(status: String) {
    notify("READY=1", statusLine(status))
  }

  /// Replaces the line that `systemctl status` shows.
  package func status(_ status: String) {
    notify(statusLine(status))
  }

  /// Says that a reload begins; `ready(status:)` ends it.
  ///
  /// - Parameter monotonicMicroseconds: CLOCK_MONOTONIC when the reload began, in microseconds. From systemd 253 on the
  ///   manager tells by it which reload is meant, and it must come in the same datagram.
  package func reloading(monotonicMicroseconds: UInt64) {
    notify("RELOADING=1", "MONOTONIC_USEC=\(monotonicMicroseconds)")
  }

  /// Says that the daemon shuts down and takes no more work; sent once.
  package func stopping(status: String) {
    notify("STOPPING=1", statusLine(status))
  }

  /// Says why the daemon is about to fail.
  ///
  /// - Parameters:
  ///   - errno: the code of errno(3) that `systemctl status` shows.
  ///   - status: the same in words.
  package func failing(errno: Int32, status: String) {
    notify("ERRNO=\(errno)", statusLine(status))
  }

  /// Proves that the daemon works; due at least every ``ServiceEnvironment/watchdogInterval``, better twice as often.
  package func watchdog() {
    notify("WATCHDOG=1")
  }

  /// Asks for more time to start, reload or stop, and says for what.
  ///
  /// - Parameter microseconds: counted from now; the next step must be reported before they are over.
  package func extendTimeout(microseconds: UInt64, status: String) {
    notify("EXTEND_TIMEOUT_USEC=\(microseconds)", statusLine(status))
  }

  private func notify(_ assignments: String...) {
    deliver(assignments.joined(separator: "\n"))
  }

  private func statusLine(_ status: String) -> String {
    // A line break would begin another assignment.
    "STATUS=\(PrintableText.line(status))"
  }
}
