import DunningConfiguration
import Glibc
import Systemd

/// Where the daemon finds and keeps things.
struct Paths: Sendable {
  let places: Setup.Places
  let stateDirectory: String
  /// The control socket, when none was handed over.
  let socket: String
  /// Where to write down a second time how far the docket has come; nil where nobody has given a place for it.
  let mark: String?

  init(
    config: String?, stateDir: String?, socket: String?, mark: String? = nil, dataDir: String?,
    environment: ServiceEnvironment
  ) {
    self.mark = (mark ?? environment.cacheDirectories.first.map { $0 + "/docket.mark" }).map(Self.absolute)
    stateDirectory = Self.absolute(
      stateDir ?? environment.stateDirectories.first ?? (Self.isRoot ? "/var/lib/dunningd" : Self.userState))
    self.socket = Self.absolute(
      socket ?? (Self.isRoot ? "/run/dunningd/control.sock" : Self.userRuntime + "/dunningd/control.sock"))
    places = Setup.Places(
      file: config, dataDirectory: DataDirectory.find(dataDir),
      ownDirectory: environment.configurationDirectories.first ?? "/etc/dunningd", stateDirectory: stateDirectory)
  }

  private static var isRoot: Bool { geteuid() == 0 }

  /// XDG Base Directory Specification, `$XDG_STATE_HOME`.
  private static var userState: String {
    (variable("XDG_STATE_HOME") ?? (variable("HOME") ?? "/tmp") + "/.local/state") + "/dunningd"
  }

  private static var userRuntime: String { variable("XDG_RUNTIME_DIR") ?? "/run/user/\(geteuid())" }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }
}
