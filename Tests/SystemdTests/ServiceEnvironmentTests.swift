import Glibc
import Systemd
import Testing

// Each in a process of its own, since it changes the environment and the descriptors.
struct ServiceEnvironmentTests {
  @Test("without a service manager all of it is empty")
  func empty() async {
    await #expect(processExitsWith: .success) {
      for name in ServiceEnvironmentTests.variables { unsetenv(name) }
      guard try ServiceEnvironment.read() == ServiceEnvironment() else { exit(1) }
    }
  }

  @Test("sockets come with their names, are closed on exec, and are announced once")
  func listeners() async {
    await #expect(processExitsWith: .success) {
      let sockets = [UnixSocket(type: SOCK_STREAM), UnixSocket(type: SOCK_DGRAM)]
      guard listen(sockets[0].descriptor, 1) == 0 else { exit(1) }
      ServiceEnvironmentTests.place(sockets)
      setenv("LISTEN_PID", String(getpid()), 1)
      setenv("LISTEN_FDS", "2", 1)
      setenv("LISTEN_FDNAMES", "control:other", 1)

      let listeners = try ServiceEnvironment.read().listeners
      guard listeners.map(\.name) == ["control", "other"], listeners.map(\.descriptor) == [3, 4] else { exit(3) }
      guard listeners.allSatisfy({ fcntl($0.descriptor, F_GETFD) & FD_CLOEXEC != 0 }) else { exit(5) }
      guard getenv("LISTEN_FDS") == nil, getenv("LISTEN_FDNAMES") == nil else { exit(6) }
      guard try ServiceEnvironment.read().listeners.isEmpty else { exit(7) }
    }
  }

  @Test("sockets that were meant for another process are not taken")
  func foreignListeners() async {
    await #expect(processExitsWith: .success) {
      setenv("LISTEN_PID", "1", 1)
      setenv("LISTEN_FDS", "1", 1)
      guard try ServiceEnvironment.read().listeners.isEmpty else { exit(1) }
    }
  }

  @Test("the watchdog's interval is read in microseconds and not inherited by children")
  func watchdog() async {
    await #expect(processExitsWith: .success) {
      setenv("WATCHDOG_USEC", "30000000", 1)
      setenv("WATCHDOG_PID", String(getpid()), 1)
      guard try ServiceEnvironment.read().watchdogInterval == .seconds(30) else { exit(1) }
      guard getenv("WATCHDOG_USEC") == nil else { exit(2) }
    }
  }

  @Test("variables that make no sense are refused by name")
  func nonsense() async {
    await #expect(processExitsWith: .success) {
      setenv("WATCHDOG_USEC", "soon", 1)
      do throws(ServiceEnvironmentError) {
        _ = try ServiceEnvironment.read()
        exit(1)
      } catch {
        guard error.description == "the service manager's WATCHDOG_USEC, WATCHDOG_PID: Invalid argument" else {
          exit(2)
        }
      }
    }
  }

  @Test("directories are lists, and the credentials have their own")
  func directories() async {
    await #expect(processExitsWith: .success) {
      setenv("STATE_DIRECTORY", "/var/lib/dunningd:/var/lib/other", 1)
      setenv("CONFIGURATION_DIRECTORY", "/etc/dunningd", 1)
      setenv("CREDENTIALS_DIRECTORY", "/run/credentials/dunningd.service", 1)
      let environment = try ServiceEnvironment.read()
      guard environment.stateDirectories == ["/var/lib/dunningd", "/var/lib/other"] else { exit(1) }
      guard environment.configurationDirectories == ["/etc/dunningd"] else { exit(2) }
      guard environment.credentialsDirectory == "/run/credentials/dunningd.service" else { exit(3) }
    }
  }

  @Test("standard error is the journal only if it is the very stream that JOURNAL_STREAM names")
  func journalStream() async {
    await #expect(processExitsWith: .success) {
      var status = stat()
      guard fstat(STDERR_FILENO, &status) == 0 else { exit(1) }
      setenv("JOURNAL_STREAM", "\(status.st_dev):\(status.st_ino)", 1)
      guard try ServiceEnvironment.read().standardErrorIsJournal else { exit(2) }
      setenv("JOURNAL_STREAM", "\(status.st_dev):\(status.st_ino + 1)", 1)
      guard try !ServiceEnvironment.read().standardErrorIsJournal else { exit(3) }
    }
  }

  /// Moves sockets to where a service manager hands them over, from 3 on: by way of high numbers, since one of them may
  /// have been opened as 3 or 4, and again when the process that is still starting has closed one that it thought its own.
  private static func place(_ sockets: [UnixSocket]) {
    let high = sockets.map { fcntl($0.descriptor, F_DUPFD, 100) }
    for socket in sockets { socket.close() }
    repeat {
      for (index, socket) in high.enumerated() {
        guard dup2(socket, Int32(3 + index)) == Int32(3 + index) else { exit(2) }
      }
      poll(nil, 0, 50)
    } while high.enumerated().contains { node($1) != node(Int32(3 + $0)) }
    for socket in high { close(socket) }
  }

  private static func node(_ descriptor: Int32) -> ino_t? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status.st_ino : nil
  }

  static let variables = [
    "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "WATCHDOG_USEC", "WATCHDOG_PID", "JOURNAL_STREAM", "STATE_DIRECTORY",
    "CONFIGURATION_DIRECTORY", "RUNTIME_DIRECTORY", "CREDENTIALS_DIRECTORY",
  ]
}
