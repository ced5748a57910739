import Glibc

/// One connection to a Unix-domain stream socket, closed when it goes.
///
/// Sending takes in what the daemon says meanwhile: a daemon that streams its answer while we stream our request must
/// not wait for us while we wait for it.
final class UnixConnection {
  private let descriptor: Int32
  private let path: String
  private let timeoutMilliseconds: Int32
  private var received: [[UInt8]] = []
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// Connects, and will bear a daemon that is silent for `timeoutMilliseconds`; -1 is for ever.
  init(path: String, timeoutMilliseconds: Int32) throws(Failure) {
    self.path = path
    self.timeoutMilliseconds = timeoutMilliseconds
    self.descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw ConnectFailure.failure(errno, path: path) }
    let waits = timeoutMilliseconds < 0 ? ClientLimits.connectMilliseconds : timeoutMilliseconds
    setSendTimeout(milliseconds: min(waits, ClientLimits.connectMilliseconds))
    try connect()
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Sends all of it, or as much as the daemon wants to hear: one that refuses a request early closes its ear, and its
  /// answer says why.
  func send(_ bytes: [UInt8]) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let events = try wait(for: Int16(POLLIN | POLLOUT))
      if events & Int16(POLLIN) != 0, let part = try receiveNow() {
        if part.isEmpty { return }
        received.append(part)
      }
      let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent > 0 {
        rest = rest.dropFirst(sent)
      } else if errno == EPIPE || errno == ECONNRESET {
        return
      } else if errno != EAGAIN && errno != EINTR {
        throw broken(errno)
      }
    }
  }

  /// The next bytes from the daemon; none when it has closed the connection.
  func receive() throws(Failure) -> [UInt8] {
    if !received.isEmpty { return received.removeFirst() }
    while true {
      _ = try wait(for: Int16(POLLIN))
      if let part = try receiveNow() { return part }
    }
  }

  private func receiveNow() throws(Failure) -> [UInt8]? {
    let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count >= 0 { return Array(buffer.prefix(count)) }
    if errno == ECONNRESET { return [] }
    guard errno == EAGAIN || errno == EINTR else { throw broken(errno) }
    return nil
  }

  private func wait(for events: Int16) throws(Failure) -> Int16 {
    while true {
      var entry = pollfd(fd: descriptor, events: events, revents: 0)
      let ready = poll(&entry, 1, timeoutMilliseconds)
      if ready > 0 { return entry.revents }
      if ready == 0 { throw ConnectFailure.busy(path) }
      guard errno == EINTR else { throw broken(errno) }
    }
  }

  private func connect() throws(Failure) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else {
      throw .usage("the path of the socket is too long: \(path)", hint: "at most \(room - 1) bytes (unix(7))")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw ConnectFailure.failure(errno, path: path) }
  }

  /// connect(2) on a Unix socket waits for room in the listener's queue, for as long as this says (unix(7)).
  private func setSendTimeout(milliseconds: Int32) {
    var time = timeval(tv_sec: Int(milliseconds / 1_000), tv_usec: Int(milliseconds % 1_000) * 1_000)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  private func broken(_ number: Int32) -> Failure {
    .connectionLost("the connection to \(path) broke: \(String(cString: strerror(number)))")
  }
}

extension Failure {
  static func connectionLost(_ detail: String) -> Failure {
    Failure(
      .tryLater, code: "connection-lost", detail,
      hint: "the daemon may have restarted: try again; what it had acknowledged is safe")
  }
}
