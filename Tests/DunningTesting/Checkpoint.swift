/// A place at which the code under test stops until the test lets it go on.
package final class Checkpoint: Sendable {
  private let arrivals = AsyncStream.makeStream(of: Void.self)
  private let releases = AsyncStream.makeStream(of: Void.self)

  package init() {}

  /// Called by the code under test.
  package func pass() async {
    arrivals.continuation.yield()
    for await _ in releases.stream { return }
  }

  /// Waits until the code under test has come here.
  package func reached() async {
    for await _ in arrivals.stream { return }
  }

  package func release() { releases.continuation.yield() }
}
