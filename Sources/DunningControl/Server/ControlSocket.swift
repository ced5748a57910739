import Glibc

/// The listening end of the control socket, either handed over by systemd or bound by the daemon itself.
///
/// It owns its descriptor until it is released. A server that takes connections works on a copy of the descriptor, so
/// that ending the server never ends the socket: connections in the backlog stay for whoever listens next.
package final class ControlSocket: Sendable {
  struct Bound {
    let path: String
    let device: dev_t
    let inode: ino_t
    /// Held as long as the socket, so that no other daemon takes the path for stale.
    let lock: SocketLock
  }

  let descriptor: Int32
  private let bound: Bound?

  init(descriptor: Int32, bound: Bound?) {
    self.descriptor = descriptor
    self.bound = bound
  }

  deinit {
    retire()
    close(descriptor)
  }

  /// Takes over a listening socket that systemd has opened (sd_listen_fds(3)); its file stays systemd's.
  ///
  /// - Parameter descriptor: owned by the result from here on; on an error it stays the caller's.
  /// - Returns: the socket, non-blocking and close-on-exec.
  /// - Throws: `.unusableDescriptor` if it is not a listening Unix stream socket, `.system` if it cannot be set up.
  package static func adopted(_ descriptor: Int32) throws(ControlSocketError) -> ControlSocket {
    guard
      try option(SO_DOMAIN, of: descriptor) == AF_UNIX,
      try option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue),
      try option(SO_ACCEPTCONN, of: descriptor) == 1
    else {
      throw .unusable(descriptor, because: "it is not a listening Unix stream socket")
    }
    return try setUp(descriptor)
  }

  static func setUp(_ descriptor: Int32) throws(ControlSocketError) -> ControlSocket {
    let flags = fcntl(descriptor, F_GETFL)
    guard
      flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
    else { throw .failed("set up descriptor \(descriptor)") }
    return ControlSocket(descriptor: descriptor, bound: nil)
  }

  /// Binds `path` and listens, for its own user alone; a socket file that a dead daemon left behind is replaced.
  ///
  /// - Parameter path: at most 107 bytes; its directory is created with mode 0755 if only that level is missing.
  /// - Returns: the socket; it holds the path as long as it lives.
  /// - Throws: `.alreadyRunning` if a daemon serves the path, `.notASocket` if another file is there, `.pathTooLong`,
  ///   `.directoryMissing`, `.permissionDenied`, `.system`.
  package static func bound(path: String) throws(ControlSocketError) -> ControlSocket {
    try bound(path, under: nil)
  }

  /// The same socket once more, after its file was removed; clients that are connected already stay with this one.
  ///
  /// - Throws: what ``bound(path:)`` throws, `.alreadyRunning` when another daemon has taken the path.
  func madeAgain() throws(ControlSocketError) -> ControlSocket {
    guard let bound else { throw .failed("make a socket again that systemd has made", errno: EINVAL) }
    return try Self.bound(bound.path, under: bound.lock)
  }

  /// - Parameter lock: what is held already; taken anew when its file was removed as well.
  private static func bound(_ path: String, under lock: SocketLock?) throws(ControlSocketError) -> ControlSocket {
    try withUnixAddress(path) { _, _ in }
    try prepareDirectory(of: path)
    let lock = if let lock, lock.isInPlace { lock } else { try SocketLock(besideSocketAt: path) }
    try removeStale(path)
    let descriptor = try openStream()
    do throws(ControlSocketError) {
      let file = try bind(descriptor, to: path)
      return ControlSocket(
        descriptor: descriptor,
        bound: Bound(path: path, device: file.st_dev, inode: file.st_ino, lock: lock))
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Removes the socket file if it is still the one that this object bound; an adopted one is never touched.
  ///
  /// A client that comes from here on learns that nobody is there, instead of waiting for an answer.
  package func retire() {
    if let path, isInPlace { unlink(path) }
  }

  /// Where the daemon itself has made it; nil for one of systemd's.
  var path: String? { bound?.path }

  /// Whether its file is still where it was made; one that cannot be looked at is not ours any more.
  var isInPlace: Bool {
    guard let bound, let file = try? Self.status(bound.path) else { return false }
    return file.st_dev == bound.device && file.st_ino == bound.inode
  }

  /// A copy of the descriptor for a server, which closes it.
  ///
  /// - Throws: `.system` if the process has no descriptor left.
  func duplicate() throws(ControlSocketError) -> Int32 {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw .failed("copy the control socket") }
    return copy
  }

  /// Sets the length of the backlog, which a server's start may have changed.
  func listen() throws(ControlSocketError) {
    guard Glibc.listen(descriptor, ControlLimits.backlog) == 0 else { throw .failed("listen on the control socket") }
  }

  static func option(_ name: Int32, of descriptor: Int32) throws(ControlSocketError) -> Int32 {
    var value: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 else {
      throw .unusable(descriptor, because: String(cString: strerror(errno)))
    }
    return value
  }
}

extension ControlSocketError {
  fileprivate static func unusable(_ descriptor: Int32, because reason: String) -> ControlSocketError {
    ControlSocketError(
      code: .unusableDescriptor, message: "descriptor \(descriptor) cannot be the control socket: \(reason)",
      hint: "the socket unit needs ListenStream= with a path")
  }
}
