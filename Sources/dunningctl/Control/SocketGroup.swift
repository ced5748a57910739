import Glibc

/// The group that a socket is for, and whether the user is in it.
struct SocketGroup: Sendable {
  enum Membership: Sendable {
    case none
    /// In the group database, but not among the groups of this process: added since the user logged in.
    case afterThisLogin
    case ofThisLogin
  }

  /// nil when the socket lies where we may not look, or has no group but root's.
  var name: String?
  /// The user's own name; nil when the user database has none.
  var user: String?
  var membership: Membership

  init(name: String?, user: String?, membership: Membership) {
    self.name = name
    self.user = user
    self.membership = membership
  }

  init(of path: String) {
    let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
    var status = stat()
    let group = stat(path, &status) == 0 && status.st_gid != 0 ? getgrgid(status.st_gid) : getgrnam("dunning")
    guard let group else {
      self.init(name: nil, user: user, membership: .none)
      return
    }
    let inThisLogin = Self.groupsOfThisProcess().contains(group.pointee.gr_gid)
    let listed = user.map { Self.members(of: group.pointee).contains($0) } ?? false
    self.init(
      name: String(cString: group.pointee.gr_name), user: user,
      membership: inThisLogin ? .ofThisLogin : listed ? .afterThisLogin : .none)
  }

  private static func groupsOfThisProcess() -> [gid_t] {
    let count = getgroups(0, nil)
    var groups = [gid_t](repeating: 0, count: Int(max(0, count)))
    let filled = getgroups(Int32(groups.count), &groups)
    return [getegid()] + groups.prefix(Int(max(0, filled)))
  }

  private static func members(of group: group) -> [String] {
    var names: [String] = []
    var next = group.gr_mem
    while let pointer = next, let name = pointer.pointee {
      names.append(String(cString: name))
      next = pointer + 1
    }
    return names
  }
}
