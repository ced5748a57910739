import Glibc

/// Ports of this machine, for the desk: what listens on another address is refused, since whoever is in the same network
/// would read along. A proxy in front of a Unix socket is the way out.
extension ControlSocket {
  /// Listens on a port of an address that no other machine reaches.
  ///
  /// - Parameters:
  ///   - address: `127.0.0.1` or another of 127.0.0.0/8, or `::1`.
  ///   - port: 0 for any that is free.
  /// - Throws: `.unusableDescriptor` for an address that others reach, `.alreadyRunning` when the port is taken,
  ///   `.permissionDenied`, `.system`.
  package static func loopback(_ address: String, port: UInt16) throws(ControlSocketError) -> ControlSocket {
    guard isLoopback(address) else { throw .notLoopback("\(address) is no address of this machine alone") }
    let isFour = !address.contains(":")
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(isFour ? AF_INET : AF_INET6, kind, 0)
    guard descriptor >= 0 else { throw .failed("open a socket") }
    var isOn: Int32 = 1
    guard
      // The connections of the daemon before this one still linger.
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size)) == 0,
      (isFour ? bindFour(descriptor, address, port) : bindSix(descriptor, address, port)) == 0,
      Glibc.listen(descriptor, ControlLimits.backlog) == 0
    else {
      let number = errno
      close(descriptor)
      throw number == EADDRINUSE ? .portTaken(address, port) : .failed("listen on \(address):\(port)", errno: number)
    }
    return ControlSocket(descriptor: descriptor, bound: nil)
  }

  /// Takes over a listening socket of systemd for the desk: a Unix socket, or a port of this machine alone.
  ///
  /// - Parameter descriptor: owned by the result from here on; on an error it stays the caller's.
  /// - Throws: `.unusableDescriptor` if it is none of these, `.system` if it cannot be set up.
  package static func adoptedForDesk(_ descriptor: Int32) throws(ControlSocketError) -> ControlSocket {
    guard try option(SO_DOMAIN, of: descriptor) != AF_UNIX else { return try adopted(descriptor) }
    guard
      try option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue),
      try option(SO_ACCEPTCONN, of: descriptor) == 1, let name = localName(of: descriptor), isLoopback(name.address)
    else { throw .notLoopback("descriptor \(descriptor) listens where other machines reach it") }
    return try setUp(descriptor)
  }

  /// The port that it listens on; nil of a Unix socket.
  package var port: UInt16? { Self.localName(of: descriptor)?.port }

  static func isLoopback(_ address: String) -> Bool {
    var (four, six) = (in_addr(), in6_addr())
    if inet_pton(AF_INET, address, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
    guard inet_pton(AF_INET6, address, &six) == 1 else { return false }
    return withUnsafeBytes(of: six) { Array($0) == Array(repeating: 0, count: 15) + [1] }
  }

  private static func bindFour(_ descriptor: Int32, _ text: String, _ port: UInt16) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard inet_pton(AF_INET, text, &address.sin_addr) == 1 else { return -1 }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private static func bindSix(_ descriptor: Int32, _ text: String, _ port: UInt16) -> Int32 {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    guard inet_pton(AF_INET6, text, &address.sin6_addr) == 1 else { return -1 }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
  }

  /// The address and the port of a socket of the Internet family; nil of another.
  private static func localName(of descriptor: Int32) -> (address: String, port: UInt16)? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let isKnown = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) == 0 }
    }
    guard isKnown else { return nil }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = Int32(storage.ss_family)
    return withUnsafeBytes(of: &storage) { bytes in
      switch family {
      case AF_INET:
        var address = bytes.load(as: sockaddr_in.self)
        guard inet_ntop(AF_INET, &address.sin_addr, &text, socklen_t(text.count)) != nil else { return nil }
        return (Self.string(text), UInt16(bigEndian: address.sin_port))
      case AF_INET6:
        var address = bytes.load(as: sockaddr_in6.self)
        guard inet_ntop(AF_INET6, &address.sin6_addr, &text, socklen_t(text.count)) != nil else { return nil }
        return (Self.string(text), UInt16(bigEndian: address.sin6_port))
      default: return nil
      }
    }
  }

  private static func string(_ text: [CChar]) -> String {
    String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension ControlSocketError {
  fileprivate static func notLoopback(_ message: String) -> ControlSocketError {
    ControlSocketError(
      code: .unusableDescriptor, message: message,
      hint: "the desk listens on 127.0.0.1, on ::1, or on a Unix socket behind a reverse proxy")
  }

  /// Behind a proxy nobody can tell what browsers call the desk.
  package static var deskWithoutAddress: ControlSocketError {
    ControlSocketError(
      code: .unusableDescriptor, message: "the desk listens on a Unix socket, and nobody knows its address",
      hint: "write desk: {url: https://desk.example.org} into the configuration, as browsers reach the proxy")
  }

  fileprivate static func portTaken(_ address: String, _ port: UInt16) -> ControlSocketError {
    ControlSocketError(
      code: .alreadyRunning, message: "another program listens on \(address):\(port)",
      hint: "stop it, or choose another port in desk: listen:")
  }
}
