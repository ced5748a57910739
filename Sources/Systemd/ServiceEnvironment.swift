import CSystemd
import Glibc

/// What the service manager gave the process at its start.
///
/// Without a manager all of it is empty, and the daemon runs as an ordinary program.
package struct ServiceEnvironment: Sendable, Equatable {
  /// How long the manager waits for the next ``ServiceNotifier/watchdog()`` before it kills; nil if it does not wait.
  package var watchdogInterval: Duration? = nil
  /// The sockets that the manager listens on for the daemon, in its order.
  package var listeners: [ServiceListener] = []
  /// Whether standard error leads to the journal, so that records belong there directly.
  package var standardErrorIsJournal = false
  /// StateDirectory= of the unit.
  package var stateDirectories: [String] = []
  /// CacheDirectory= of the unit.
  package var cacheDirectories: [String] = []
  /// ConfigurationDirectory= of the unit.
  package var configurationDirectories: [String] = []
  /// Where the credentials of the unit lie, one file each.
  package var credentialsDirectory: String? = nil

  /// The environment of an ordinary program.
  package init() {}

  /// Reads the environment, makes the sockets close-on-exec, and takes LISTEN_* and WATCHDOG_* out of the environment.
  ///
  /// To be called once, before there is a second thread: it changes the environment. NOTIFY_SOCKET stays, since
  /// ``ServiceNotifier`` needs it; a program that is ever started from the daemon must not inherit it.
  /// - Throws: ``ServiceEnvironmentError`` if the manager's variables make no sense.
  /// - Source: sd_watchdog_enabled(3), sd_listen_fds(3), systemd.exec(5) on the directories and JOURNAL_STREAM.
  package static func read() throws(ServiceEnvironmentError) -> ServiceEnvironment {
    var environment = ServiceEnvironment()
    environment.watchdogInterval = try readWatchdog()
    environment.listeners = try readListeners()
    environment.standardErrorIsJournal = isJournal(descriptor: STDERR_FILENO, stream: variable("JOURNAL_STREAM"))
    environment.stateDirectories = directories("STATE_DIRECTORY")
    environment.cacheDirectories = directories("CACHE_DIRECTORY")
    environment.configurationDirectories = directories("CONFIGURATION_DIRECTORY")
    environment.credentialsDirectory = variable("CREDENTIALS_DIRECTORY")
    return environment
  }

  private static func readWatchdog() throws(ServiceEnvironmentError) -> Duration? {
    var microseconds: UInt64 = 0
    let result = sd_watchdog_enabled(1, &microseconds)
    guard result >= 0 else { throw ServiceEnvironmentError(variables: "WATCHDOG_USEC, WATCHDOG_PID", errno: -result) }
    return result == 0 ? nil : .microseconds(microseconds)
  }

  private static func readListeners() throws(ServiceEnvironmentError) -> [ServiceListener] {
    var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    let count = sd_listen_fds_with_names(1, &names)
    defer { free(names) }
    guard count >= 0 else {
      throw ServiceEnvironmentError(variables: "LISTEN_FDS, LISTEN_PID, LISTEN_FDNAMES", errno: -count)
    }
    var listeners: [ServiceListener] = []
    for index in 0..<count {
      let name = names?[Int(index)]
      defer { free(name) }
      listeners.append(
        ServiceListener(descriptor: SD_LISTEN_FDS_START + index, name: name.map { String(cString: $0) } ?? "unknown"))
    }
    return listeners
  }

  /// Whether the descriptor is the stream that JOURNAL_STREAM names as `device:inode`; the variable alone proves
  /// nothing, since it is inherited by programs whose standard error was redirected.
  private static func isJournal(descriptor: Int32, stream: String?) -> Bool {
    var status = stat()
    guard let stream, fstat(descriptor, &status) == 0 else { return false }
    return stream == "\(status.st_dev):\(status.st_ino)"
  }

  private static func directories(_ name: String) -> [String] {
    variable(name)?.split(separator: ":").map(String.init) ?? []
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
