import Synchronization

/// What wakes the scheduler, in one queue.
final class Wakes: Sendable {
  enum Wake: Sendable {
    /// Something may be due, or deliveries have ended.
    case look
    case clockWasSet
    /// A notice could not be carried on because the docket failed.
    case failed(any Error)
    /// Somebody wants to know whether the loop still turns, and may be the only one who wants anything.
    case ping
    case transportChanged
    /// The moment is over that follows files that were taken in.
    case intakeRested
    /// So many had ended when the wait for the next one began.
    case isAnybodySlow(ended: Int)
    case stop
    case graceIsOver
  }

  /// How a notice ended, and on which of the ways that have been in force.
  typealias Ending = (passage: RelayCircuit.Passage, way: Int)

  let stream: AsyncStream<Wake>
  private let continuation: AsyncStream<Wake>.Continuation
  /// Many changes while nobody looks are one look.
  private let isLookQueued = Mutex(false)
  private let endings = Mutex<[Ending]>([])
  /// Who waits for the next turn of the loop.
  private let pings = Mutex<[CheckedContinuation<Void, Never>]>([])

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func send(_ wake: Wake) { continuation.yield(wake) }

  func look() {
    let wasQueued = isLookQueued.withLock { queued in
      defer { queued = true }
      return queued
    }
    if !wasQueued { continuation.yield(.look) }
  }

  /// A notice came to an outcome; those that end together make room together.
  func ended(_ ending: Ending) {
    endings.withLock { $0.append(ending) }
    look()
  }

  /// What the notices came to that ended since the last call.
  func takeEnded() -> [Ending] {
    endings.withLock { endings in
      defer { endings = [] }
      return endings
    }
  }

  /// Called by the loop before it looks: what changes from here on needs another look.
  func willLook() { isLookQueued.withLock { $0 = false } }

  /// Called by the loop at each turn, so that a ping does not wait behind others whose work may wait for a slow disk.
  func answerPings() {
    let waiting = pings.withLock { pings in
      defer { pings = [] }
      return pings
    }
    for answer in waiting { answer.resume() }
  }

  /// Called after the loop: nothing is taken in any more, and whoever still waits for an answer gets it.
  func end() {
    continuation.finish()
    answerPings()
  }

  /// Returns when the loop has turned. After the end of the loop there is nobody to wait for.
  func ping() async {
    await withCheckedContinuation { answer in
      pings.withLock { $0.append(answer) }
      if case .terminated = continuation.yield(.ping) { answerPings() }
    }
  }
}
