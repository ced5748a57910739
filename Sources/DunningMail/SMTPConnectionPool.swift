import Synchronization

/// Keeps the connections of one server: at most so many at once, the idle ones for the next message.
final class SMTPConnectionPool: Sendable {
  /// The right to one connection, and an idle one if there is any.
  struct Lease: Sendable {
    var connection: SMTPConnection?
    /// Messages that went over it.
    var messages = 0
  }

  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<Lease?, Never>
  }

  private struct State {
    var free: Int
    var idle: [Lease] = []
    var waiters: [Waiter] = []
    var waitersEver = 0
  }

  private let state: Mutex<State>

  init(connectionsMax: Int) {
    state = Mutex(State(free: connectionsMax))
  }

  /// Takes a lease; waits while all are out, in order of arrival.
  ///
  /// - Returns: `nil` if the task was cancelled before it was its turn.
  func take() async -> Lease? {
    let number = state.withLock { state in
      state.waitersEver += 1
      return state.waitersEver
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer: Lease?? = state.withLock { state in
          // The flag is set before onCancel runs, so whoever comes second to the lock sees the other.
          if Task.isCancelled { return .some(nil) }
          guard state.free > 0 else {
            state.waiters.append(Waiter(number: number, continuation: continuation))
            return nil
          }
          state.free -= 1
          return state.idle.popLast() ?? Lease()
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      let waiter: Waiter? = state.withLock { state in
        state.waiters.firstIndex { $0.number == number }.map { state.waiters.remove(at: $0) }
      }
      waiter?.continuation.resume(returning: nil)
    }
  }

  /// Gives a lease back, with the connection if it can carry another message.
  func giveBack(_ lease: Lease) {
    let waiter: Waiter? = state.withLock { state in
      guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
      state.free += 1
      if lease.connection != nil { state.idle.append(lease) }
      return nil
    }
    waiter?.continuation.resume(returning: lease)
  }

  /// Takes all idle connections out.
  func drain() -> [SMTPConnection] {
    state.withLock { state in
      defer { state.idle = [] }
      return state.idle.compactMap(\.connection)
    }
  }
}
