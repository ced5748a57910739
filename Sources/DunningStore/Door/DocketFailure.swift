import Synchronization

/// The first failure of the store, kept for whoever waits for it, and for whoever would write after it.
final class DocketFailure: Sendable {
  private let first = Mutex<DocketError?>(nil)
  private let stream: AsyncStream<DocketError>
  private let continuation: AsyncStream<DocketError>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1)) }

  var current: DocketError? { first.withLock { $0 } }

  func report(_ error: DocketError) {
    first.withLock { $0 = $0 ?? error }
    continuation.yield(error)
  }

  /// Nil when the waiting task was cancelled.
  func wait() async -> DocketError? {
    for await error in stream { return error }
    return nil
  }
}
