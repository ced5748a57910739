/// The first failure of the store, kept for whoever waits for it.
final class DocketFailure: Sendable {
  private let stream: AsyncStream<DocketError>
  private let continuation: AsyncStream<DocketError>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1)) }

  func report(_ error: DocketError) { continuation.yield(error) }

  /// Nil when the waiting task was cancelled.
  func wait() async -> DocketError? {
    for await error in stream { return error }
    return nil
  }
}
