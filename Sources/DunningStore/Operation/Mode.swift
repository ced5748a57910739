import Dunning
import DunningSQL

/// Whether notices may leave at all.
package struct Mode: Sendable, Hashable {
  package let isArmed: Bool
  /// Why they may not; nil when they may.
  package let heldBecause: String?

  package static let armed = Mode(isArmed: true, heldBecause: nil)

  package static func held(_ reason: String) -> Mode { Mode(isArmed: false, heldBecause: reason) }
}

extension Judging {
  func mode() throws -> Mode {
    switch try setting(.mode) {
    case "armed": return .armed
    case nil where rulebook.startsArmed: return .armed
    case nil: return .held("fresh installation")
    default: return .held(try setting(.heldBecause) ?? "held")
    }
  }
}

extension Writing {
  func hold(because reason: String) throws {
    try set(.mode, "held")
    try set(.heldBecause, reason)
    try journal(Event(.held, actor: actor, data: [.reason: reason]))
  }
}
