import CLinux
import Glibc
import NIOCore

/// The groups that a peer is in besides its own.
enum PeerGroups {
  /// Most processes are in few groups; the kernel allows 65,536 (NGROUPS_MAX).
  private static let rooms: [Int32] = [64, 65_536]

  /// Those of the peer of a connected socket; nil where the kernel cannot tell (before Linux 4.13, and in some sandboxes).
  ///
  /// - Throws: `IOError`.
  static func ofPeer(on descriptor: Int32) throws -> [UInt32]? {
    for room in rooms {
      var groups = [UInt32](repeating: 0, count: Int(room))
      let count = dunning_peer_groups(descriptor, &groups, room)
      guard count < 0 else { return Array(groups.prefix(Int(count))) }
      switch errno {
      case ERANGE: continue
      case ENOPROTOOPT, EOPNOTSUPP: return nil
      default: throw IOError(errnoCode: errno, reason: "getsockopt(SO_PEERGROUPS)")
      }
    }
    return nil
  }

  /// Those of a user, as the group database has them (getgrouplist(3)); only `gid` for a user that nobody knows.
  static func ofUser(_ uid: UInt32, gid: UInt32) -> [UInt32] {
    guard let name = name(of: uid) else { return [gid] }
    for room in rooms {
      var (groups, count) = ([UInt32](repeating: 0, count: Int(room)), room)
      if getgrouplist(name, gid, &groups, &count) >= 0 { return Array(groups.prefix(Int(count))) }
    }
    return [gid]
  }

  private static func name(of uid: UInt32) -> String? {
    var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
    var buffer = [CChar](repeating: 0, count: 1 << 16)
    guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return entry.pw_name.map { String(cString: $0) }
  }
}
