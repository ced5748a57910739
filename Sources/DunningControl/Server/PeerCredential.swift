import CLinux
import Glibc
import NIOCore
import NIOPosix

/// Who is at the other end of a connection, as the kernel noted it when the client connected (SO_PEERCRED, SO_PEERGROUPS;
/// unix(7), socket(7)).
package struct PeerCredential: Hashable, Sendable {
  /// The process, which may be gone by now.
  package let pid: Int32
  /// The effective user id; in a user namespace that does not map it, the overflow id 65534.
  package let uid: UInt32
  /// The effective group id.
  package let gid: UInt32
  /// The other groups of the process, which may or may not have that one among them.
  package let groups: [UInt32]

  /// Makes a credential, for tests and for callers inside the process.
  package init(pid: Int32, uid: UInt32, gid: UInt32, groups: [UInt32] = []) {
    self.pid = pid
    self.uid = uid
    self.gid = gid
    self.groups = groups
  }

  /// Asks the kernel for the peer of an accepted connection; fails with an `IOError` or `ChannelError`.
  static func read(from channel: any Channel) -> EventLoopFuture<PeerCredential> {
    guard let options = channel as? any SocketOptionProvider else {
      return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
    }
    let raw: EventLoopFuture<dunning_ucred> = options.unsafeGetSocketOption(
      level: .init(rawValue: SOL_SOCKET), name: .init(rawValue: dunning_so_peercred))
    return raw.flatMap { peer in
      groups(of: peer, on: channel).map {
        PeerCredential(pid: peer.pid, uid: peer.uid, gid: peer.gid, groups: $0)
      }
    }
  }

  /// The groups of a peer. A kernel that cannot tell them leaves those of the user, as the group database has them; to ask
  /// that one may take long where it is kept elsewhere, and nobody else waits for it.
  private static func groups(of peer: dunning_ucred, on channel: any Channel) -> EventLoopFuture<[UInt32]> {
    let loop = channel.eventLoop
    do {
      let known = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
        try PeerGroups.ofPeer(on: $0)
      }
      if let groups = known.flatMap({ $0 }) { return loop.makeSucceededFuture(groups) }
    } catch {
      return loop.makeFailedFuture(error)
    }
    return NIOThreadPool.singleton.runIfActive(eventLoop: loop) { PeerGroups.ofUser(peer.uid, gid: peer.gid) }
  }
}
