/// What a caller may do. Each role may also do what the ones before it may: who is careful with money does not need two
/// accounts, and that two people agreed is asked of people, not of roles.
package enum Role: String, CaseIterable, Sendable, Comparable {
  /// Reads everything, and changes nothing.
  case auditor
  /// Enters and corrects: claims, payments, what people say, notes, mail that came in; keeps a notice or a claim back.
  case clerk
  /// Lets notices leave: approves, releases and retries them, and says what became of one in doubt.
  case approver
  /// Arms, holds and reloads the daemon, lifts legal holds, erases.
  case admin

  package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .auditor: 0
    case .clerk: 1
    case .approver: 2
    case .admin: 3
    }
  }
}
