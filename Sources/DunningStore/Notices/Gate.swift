import Dunning
import DunningSQL

/// Whether a notice may go on.
package enum Gate: Sendable, Hashable {
  case open
  /// Something happened meanwhile; the notice was dropped, for this reason.
  case overtaken(String)
  /// Sending was held meanwhile; the notice keeps its place.
  case held
}

extension Transaction {
  /// Whether a notice that was taken may go on: nothing has happened to its claims since. Otherwise it is dropped.
  func gate(_ notice: DueNotice) throws -> Gate {
    for taken in notice.claims {
      let revision = try sql.first("SELECT revision FROM claim WHERE id = ?", .number(taken.claim.id.number)) {
        $0.number(0)
      }
      guard revision != taken.revision else { continue }
      return try overtake(notice, because: "the claim changed before it left")
    }
    return .open
  }

  /// The last look before something of a notice leaves: at balance, pause and address, at whether anything may leave, and
  /// at what was approved.
  ///
  /// - Parameter approval: what was approved, and what is about to leave; nil when nobody had to approve it.
  func lastGate(_ notice: DueNotice, _ approval: (approved: ApprovedHashes, leaving: HashedParcel)?) throws -> Gate {
    let gate = try gate(notice)
    guard gate == .open else { return gate }
    guard try mode().isArmed else { return .held }
    guard let approval, !approval.approved.covers(approval.leaving) else { return .open }
    return try overtake(notice, because: "its bytes are not those that were approved")
  }

  private func overtake(_ notice: DueNotice, because reason: String) throws -> Gate {
    try drop(notice.id, because: reason)
    return .overtaken(reason)
  }
}
