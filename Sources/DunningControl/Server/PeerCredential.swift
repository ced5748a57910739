import CLinux
import Glibc
import NIOCore

/// Who is at the other end of a connection, as the kernel noted it when the client connected (SO_PEERCRED, unix(7)).
package struct PeerCredential: Hashable, Sendable {
  /// The process, which may be gone by now.
  package let pid: Int32
  /// The effective user id; in a user namespace that does not map it, the overflow id 65534.
  package let uid: UInt32
  /// The effective group id; the other groups of the user are not in it.
  package let gid: UInt32

  /// Makes a credential, for tests and for callers inside the process.
  package init(pid: Int32, uid: UInt32, gid: UInt32) {
    self.pid = pid
    self.uid = uid
    self.gid = gid
  }

  /// Asks the kernel for the peer of an accepted connection; fails with an `IOError` or `ChannelError`.
  static func read(from channel: any Channel) -> EventLoopFuture<PeerCredential> {
    guard let options = channel as? any SocketOptionProvider else {
      return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
    }
    let raw: EventLoopFuture<dunning_ucred> = options.unsafeGetSocketOption(
      level: .init(rawValue: SOL_SOCKET), name: .init(rawValue: dunning_so_peercred))
    return raw.map { PeerCredential(pid: $0.pid, uid: $0.uid, gid: $0.gid) }
  }
}
