import Glibc

/// Why no connection to the daemon came about: each cause with its own words and what to do about it.
enum ConnectFailure {
  /// The failure for an error number of connect(2).
  static func failure(_ number: Int32, path: String) -> Failure {
    switch number {
    case ENOENT, ENOTDIR: noSocket(tried: [path])
    case ECONNREFUSED: nobodyListens(path)
    case EACCES, EPERM: notAllowed(path, group: SocketGroup(of: path))
    case EAGAIN, ETIMEDOUT: busy(path)
    default:
      Failure(
        .unreachable, code: "daemon-unreachable", "cannot connect to \(path): \(String(cString: strerror(number)))",
        hint: "see what the daemon says: journalctl -u dunningd -n 20")
    }
  }

  static func noSocket(tried places: [String]) -> Failure {
    Failure(
      .unreachable, code: "daemon-not-found",
      "there is no control socket (tried \(places.joined(separator: ", "))): dunningd is not installed or not started",
      hint: "start it: systemctl start dunningd.socket; or say where its socket is: --socket PATH or $DUNNING_SOCKET")
  }

  static func nobodyListens(_ path: String) -> Failure {
    Failure(
      .unreachable, code: "daemon-not-running",
      "nobody listens on \(path): dunningd is not running, the socket is a left-over",
      hint: "start it: systemctl restart dunningd.socket dunningd; see why it ended: journalctl -u dunningd -n 20")
  }

  static func busy(_ path: String) -> Failure {
    Failure(
      .tryLater, code: "daemon-busy", "dunningd does not answer on \(path): it is busy or stuck",
      hint: "try again; see what it does: systemctl status dunningd; wait longer: --timeout SECONDS")
  }

  static func notAllowed(_ path: String, group: SocketGroup) -> Failure {
    let name = group.name ?? "dunning"
    let hint =
      switch group.membership {
      case .none: "join it: sudo usermod -aG \(name) \(group.user ?? "$USER"); then log in again"
      case .afterThisLogin:
        "you are in the group, but this login is older: log in again, or open a new shell: newgrp \(name)"
      case .ofThisLogin: "you are in the group; look at the modes: namei -l \(path)"
      }
    return Failure(
      .notAllowed, code: "socket-not-allowed", "you may not open \(path): it is for the group \(name)", hint: hint)
  }
}
