import Glibc
import NIOCore
import NIOPosix

/// Asks the machine's resolver for the addresses of a host, on a thread of its own: a resolver that hangs keeps nobody
/// but webhooks waiting.
struct HostLookup: Sendable {
  private static let threads: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
    return pool
  }()

  /// One address of a host.
  struct Found: Sendable {
    let address: SocketAddress
    /// Whether it leads out into the internet.
    let isPublic: Bool
  }

  /// The addresses of a host, each once, in the resolver's order.
  ///
  /// - Throws: ``WebhookError`` in the resolver's words.
  static func addresses(of host: String, port: Int) async throws -> [Found] {
    try await threads.runIfActive { try resolve(host, port) }
  }

  private static func resolve(_ host: String, _ port: Int) throws -> [Found] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, nil, &hints, &found)
    guard status == 0, let first = found else {
      throw WebhookError("\(host) is not found: \(String(cString: gai_strerror(status)))")
    }
    defer { freeaddrinfo(first) }
    var known: [[UInt8]] = []
    var addresses: [Found] = []
    for entry in sequence(first: first, next: { $0.pointee.ai_next }) {
      let bytes = bytes(of: entry.pointee)
      guard !bytes.isEmpty, !known.contains(bytes) else { continue }
      known.append(bytes)
      let address = try SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: port)
      addresses.append(Found(address: address, isPublic: PublicAddress.contains(bytes)))
    }
    return addresses
  }

  /// The address alone, where `sockaddr_in` and `sockaddr_in6` have it; empty for other families.
  private static func bytes(of entry: addrinfo) -> [UInt8] {
    let places = [AF_INET: 4..<8, AF_INET6: 8..<24]
    guard let place = places[entry.ai_family], let start = entry.ai_addr, entry.ai_addrlen >= place.upperBound else {
      return []
    }
    return Array(UnsafeRawBufferPointer(start: start, count: place.upperBound)[place])
  }
}
