import Dunning
import Synchronization

/// What somebody has asked to erase and a second person has to ask for as well, for as long as the daemon runs: a restart
/// forgets it, so that nothing is erased by it.
final class AskedErasures: Sendable {
  private struct Wish {
    let user: UInt32
    let at: Instant
  }

  /// How long a wish stands.
  static let secondsMax = 86_400
  private let wishes = Mutex<[String: Wish]>([:])

  /// Takes a wish down.
  ///
  /// - Parameters:
  ///   - debtors: whom it is about, always written alike.
  ///   - user: who asks.
  /// - Returns: who else has asked for it, whereupon it is forgotten; nil when nobody has.
  func ask(_ debtors: String, by user: UInt32, now: Instant) -> UInt32? {
    wishes.withLock { wishes in
      wishes = wishes.filter { $0.value.at.adding(seconds: Self.secondsMax) > now }
      guard let first = wishes[debtors], first.user != user else {
        wishes[debtors] = Wish(user: user, at: now)
        return nil
      }
      wishes[debtors] = nil
      return first.user
    }
  }
}
