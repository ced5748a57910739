import Glibc

/// The users and groups that a machine knows (nsswitch.conf(5)).
package struct Accounts: Sendable {
  /// The number of a user by name; nil when there is none, or it cannot be looked up now.
  package let user: @Sendable (_ name: String) -> UInt32?
  /// The number of a group by name; nil when there is none, or it cannot be looked up now.
  package let group: @Sendable (_ name: String) -> UInt32?

  package init(
    user: @escaping @Sendable (_ name: String) -> UInt32?, group: @escaping @Sendable (_ name: String) -> UInt32?
  ) {
    self.user = user
    self.group = group
  }

  /// Those of this machine.
  package static let machine = Accounts(
    user: { name in
      var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
      return lookUp { getpwnam_r(name, &entry, $0, $1, &found) } && found != nil ? entry.pw_uid : nil
    },
    group: { name in
      var (entry, found) = (Glibc.group(), UnsafeMutablePointer<Glibc.group>?.none)
      return lookUp { getgrnam_r(name, &entry, $0, $1, &found) } && found != nil ? entry.gr_gid : nil
    })

  /// Asks with more and more room, since a group may have thousands of members.
  private static func lookUp(_ ask: (UnsafeMutablePointer<CChar>, Int) -> Int32) -> Bool {
    for size in [1 << 12, 1 << 16, 1 << 20, 1 << 24] {
      let result = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
        buffer.baseAddress.map { ask($0, size) } ?? EINVAL
      }
      if result != ERANGE { return result == 0 }
    }
    return false
  }
}
