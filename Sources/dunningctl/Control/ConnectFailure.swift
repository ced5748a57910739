import Glibc

/// Why no connection to the daemon came about: each cause with its own words and what to do about it.
enum ConnectFailure {
  /// The failure for an error number of connect(2).
  static func failure(_ number: Int32, path: String) -> Failure {
    switch number {
    case ENOENT, ENOTDIR: noSocket(tried: [path])
    case ECONNREFUSED: otherKind(at: path).map { noSocket(path, but: $0) } ?? nobodyListens(path)
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

  /// What stands where the socket should; nil when it is one. connect(2) tells only that nobody listens.
  private static func otherKind(at path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return switch status.st_mode & S_IFMT {
    case S_IFSOCK: nil
    case S_IFDIR: "a folder"
    case S_IFREG: "a file"
    case S_IFIFO: "a pipe"
    default: "a device"
    }
  }

  private static func noSocket(_ path: String, but kind: String) -> Failure {
    Failure(
      .unreachable, code: "not-a-socket", "\(path) is \(kind), and no socket",
      hint: "name the daemon's socket: --socket PATH or $DUNNING_SOCKET; or remove it and restart dunningd.socket")
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
