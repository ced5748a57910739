/// When it is time to look why nothing that is under way comes to an end.
struct SlowAnswers {
  private let first: Duration?
  private var ended = 0
  private var isWaiting = false
  /// Looks since the last one ended.
  private var looks = 0

  /// - Parameter first: the wait before the first look; each further one is twice as long. Nil: nobody looks.
  init(first: Duration?) { self.first = first }

  mutating func oneEnded() {
    ended += 1
    looks = 0
  }

  /// How long to wait now, while something is under way and nobody waits yet.
  mutating func begin(underWay: Int) -> (duration: Duration, ended: Int)? {
    guard let first, underWay > 0, !isWaiting else { return nil }
    isWaiting = true
    return (first * (1 << min(looks, 5)), ended)
  }

  /// The wait is over.
  ///
  /// - Parameter ended: what ``begin(underWay:)`` has told of it.
  /// - Returns: whether to look, since none has ended meanwhile.
  mutating func isOver(ended: Int, underWay: Int) -> Bool {
    isWaiting = false
    guard ended == self.ended, underWay > 0 else { return false }
    looks += 1
    return true
  }
}
