import Synchronization

/// What wakes the scheduler, in one queue.
final class Wakes: Sendable {
  enum Wake: Sendable {
    /// Something may be due, or deliveries have ended.
    case look
    case clockWasSet
    /// A notice could not be carried on because the docket failed.
    case failed(any Error)
    /// Somebody wants to know whether the loop still turns.
    case ping(CheckedContinuation<Void, Never>)
    case transportChanged
    case stop
    case graceIsOver
  }

  let stream: AsyncStream<Wake>
  private let continuation: AsyncStream<Wake>.Continuation
  /// Many changes while nobody looks are one look.
  private let isLookQueued = Mutex(false)
  private let endings = Mutex<[RelayCircuit.Passage]>([])

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
  func ended(_ passage: RelayCircuit.Passage) {
    endings.withLock { $0.append(passage) }
    look()
  }

  /// What the notices came to that ended since the last call.
  func takeEnded() -> [RelayCircuit.Passage] {
    endings.withLock { endings in
      defer { endings = [] }
      return endings
    }
  }

  /// Called by the loop before it looks: what changes from here on needs another look.
  func willLook() { isLookQueued.withLock { $0 = false } }

  /// Called after the loop: nothing is taken in any more, and whoever still waits for an answer gets it.
  func end() async {
    continuation.finish()
    for await wake in stream { if case .ping(let answer) = wake { answer.resume() } }
  }

  /// Returns when the loop has come to it. After the end of the loop there is nobody to come.
  func ping() async {
    await withCheckedContinuation { answer in
      if case .terminated = continuation.yield(.ping(answer)) { answer.resume() }
    }
  }
}
