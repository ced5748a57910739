import Dunning
import Synchronization

/// What is remembered from one look at what is due to the next: whose turn it is, and when somebody counted last. A
/// restart forgets it without harm.
final class TakingMemory: Sendable {
  struct State {
    /// The lane that had the last turn; lanes come by creditor, then by rank.
    var lane = Lane.first
    /// How often all lanes have had a turn.
    var round = 0
    /// Whether the last one taken for want of room for two was a retry.
    var retryWasLast = false
    /// When what is due was counted last, and how much was taken since.
    var countedAt: Instant?
    var takenSince = 0
  }

  let state = Mutex(State())
}

/// Claims of one creditor whose next steps are of one rank: they wait for one another, and for nobody else.
struct Lane: Hashable {
  let creditor: String
  let rank: Int

  /// Before every lane.
  static let first = Lane(creditor: "", rank: -1)
}

extension Step.Tone {
  /// Which lane a step is in: demands wait for demands only.
  var rank: Int {
    switch self {
    case .demand: 0
    case .reminder: 1
    case .courtesy: 2
    }
  }
}

extension Decision {
  /// The lane of the step that comes next.
  var rank: Int64 { Int64((planned?.step.tone ?? .reminder).rank) }
}
