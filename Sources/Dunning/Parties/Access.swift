/// Who has which role: users and groups of the machine, by their numbers.
///
/// Root is admin without being named. Whoever is root reads and writes the docket's files anyway, and a firm that has
/// misspelt its own names must not be locked out.
package struct Access: Hashable, Sendable {
  private var users: [UInt32: Role] = [Self.root: .admin]
  private var groups: [UInt32: Role] = [:]

  private static let root: UInt32 = 0

  /// How many have to ask for an erasure.
  package enum Erasers: String, Hashable, Sendable, CaseIterable {
    case onePerson = "one-person"
    case twoPeople = "two-people"
  }

  package var erasers = Erasers.onePerson

  /// Root alone.
  package init() {}

  /// Gives a user a role; the higher of two counts.
  package mutating func grant(_ role: Role, toUser number: UInt32) {
    users[number] = max(role, users[number] ?? role)
  }

  /// Gives everybody in a group a role; the higher of two counts.
  package mutating func grant(_ role: Role, toGroup number: UInt32) {
    groups[number] = max(role, groups[number] ?? role)
  }

  /// The same, in which a further user is admin: the one that the daemon runs as, since it owns the docket's files, and
  /// `systemctl reload` asks in its name.
  package func adding(admin user: UInt32) -> Access {
    var access = self
    access.grant(.admin, toUser: user)
    return access
  }

  /// The highest role of a user in these groups; nil when they have none.
  package func role(user: UInt32, groups memberships: [UInt32]) -> Role? {
    (memberships.compactMap { groups[$0] } + [users[user]].compactMap { $0 }).max()
  }
}
