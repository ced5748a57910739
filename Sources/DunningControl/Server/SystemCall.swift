import Glibc

extension ControlSocketError {
  /// The error of the call that has just failed, with the text of errno.
  static func failed(_ action: String, errno number: Int32 = errno) -> ControlSocketError {
    let text = "cannot \(action): \(String(cString: strerror(number)))"
    switch number {
    case EACCES, EPERM, EROFS:
      return ControlSocketError(
        code: .permissionDenied, message: text, hint: "run the daemon as a user who may, or choose another --socket")
    default:
      return ControlSocketError(code: .system, message: text, hint: nil)
    }
  }
}

/// Runs `body` with the address of a Unix socket at `path`.
///
/// - Throws: `.pathTooLong` if the path with its closing zero does not fit into `sun_path` (unix(7)).
func withUnixAddress<R>(
  _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
) throws(ControlSocketError) -> R {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let bytes = Array(path.utf8)
  let room = MemoryLayout.size(ofValue: address.sun_path)
  guard !bytes.isEmpty, bytes.count < room, !bytes.contains(0) else {
    throw ControlSocketError(
      code: .pathTooLong, message: "the socket path has \(bytes.count) bytes, a Unix socket allows 1 to \(room - 1)",
      hint: "choose a shorter --socket")
  }
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
  }
}
