import Glibc

extension ControlSocket {
  static func prepareDirectory(of path: String) throws(ControlSocketError) {
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    guard !directory.isEmpty else { return }
    guard mkdir(directory, 0o755) != 0 else {
      // The umask of a daemon is 0077, which would keep every client out.
      guard chmod(directory, 0o755) == 0 else { throw .failed("open \(directory) to clients") }
      return
    }
    switch errno {
    case EEXIST: return
    case ENOENT, ENOTDIR:
      throw ControlSocketError(
        code: .directoryMissing, message: "there is no place for the directory \(directory) of the control socket",
        hint: "create it, or choose another --socket")
    default: throw .failed("create \(directory)")
    }
  }

  /// Makes room at `path`; the caller holds the lock, so nobody else binds there meanwhile.
  static func removeStale(_ path: String) throws(ControlSocketError) {
    guard let file = try status(path) else { return }
    guard file.st_mode & S_IFMT == S_IFSOCK else {
      throw ControlSocketError(
        code: .notASocket, message: "\(path) is \(kind(of: file)), and no socket",
        hint: "remove it, or choose another --socket")
    }
    guard try !answers(path) else { throw .alreadyRunning(path) }
    guard unlink(path) == 0 || errno == ENOENT else { throw .failed("remove the stale socket \(path)") }
  }

  private static func kind(of file: stat) -> String {
    switch file.st_mode & S_IFMT {
    case S_IFDIR: "a folder"
    case S_IFLNK: "a symbolic link"
    case S_IFIFO: "a pipe"
    case S_IFREG: "a file"
    default: "a device"
    }
  }

  /// Binds and listens; returns the status of the new file.
  static func bind(_ descriptor: Int32, to path: String) throws(ControlSocketError) -> stat {
    // The file takes its mode from the descriptor (unix(7), Linux): so there is no instant with wider permissions, and no
    // need for the umask, which all threads share.
    guard fchmod(descriptor, 0o600) == 0 else { throw .failed("restrict \(path)") }
    guard try withUnixAddress(path, { Glibc.bind(descriptor, $0, $1) }) == 0 else { throw .failed("bind \(path)") }
    do throws(ControlSocketError) {
      guard Glibc.listen(descriptor, ControlLimits.backlog) == 0 else { throw .failed("listen on \(path)") }
      guard let file = try status(path) else { throw .failed("find \(path)", errno: ENOENT) }
      return file
    } catch {
      unlink(path)
      throw error
    }
  }

  /// The status of the file itself, not of what it links to; `nil` if there is none.
  static func status(_ path: String) throws(ControlSocketError) -> stat? {
    var file = stat()
    if lstat(path, &file) == 0 { return file }
    guard errno == ENOENT else { throw .failed("look at \(path)") }
    return nil
  }

  static func openStream() throws(ControlSocketError) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { throw .failed("open a socket") }
    return descriptor
  }

  /// Whether somebody listens at `path`; a full backlog (EAGAIN) is somebody, too (connect(2)).
  private static func answers(_ path: String) throws(ControlSocketError) -> Bool {
    let descriptor = try openStream()
    defer { close(descriptor) }
    if try withUnixAddress(path, { connect(descriptor, $0, $1) }) == 0 { return true }
    switch errno {
    case EAGAIN: return true
    case ECONNREFUSED, ENOENT: return false
    case EPROTOTYPE: return true  // a datagram socket of another program
    default: throw .failed("see whether \(path) is in use")
    }
  }
}
