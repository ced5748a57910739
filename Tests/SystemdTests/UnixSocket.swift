import Glibc

/// A Unix-domain socket for a test.
struct UnixSocket {
  let descriptor: Int32
  let path: String

  init(type: __socket_type) {
    descriptor = socket(AF_UNIX, Int32(type.rawValue), 0)
    path = "/tmp/SystemdTests.\(getpid()).\(descriptor)"
    // What a process of the same number left behind when it was ended.
    unlink(path)
    precondition(Self.with(path, descriptor, bind), "cannot bind \(path)")
  }

  /// A client of a listening socket.
  init(connectedTo server: UnixSocket) {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    path = server.path
    precondition(Self.with(path, descriptor, connect), "cannot connect to \(path)")
  }

  /// The next datagram, or what a stream holds, waiting for it at most a second.
  func receive() -> String {
    var patience = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&patience, 1, 1000) == 1 else { return "" }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
  }

  func close() {
    _ = Glibc.close(descriptor)
    unlink(path)
  }

  private static func with(
    _ path: String, _ descriptor: Int32, _ call: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }
}
