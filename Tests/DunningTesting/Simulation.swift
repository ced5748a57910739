package import Dunning
package import DunningStore

/// Moves the clock of something that works on a docket, and waits on facts until it sleeps again.
package struct Simulation: Sendable {
  private let docket: Docket
  private let clock: ManualClock
  private let transport: ScriptedTransport
  private let rulebook: @Sendable () -> Rulebook
  private let pausedUntil: @Sendable () -> Instant?

  /// - Parameter pausedUntil: when what is due may leave again, while something stands in the way of all of it.
  package init(
    docket: Docket, clock: ManualClock, transport: ScriptedTransport,
    pausedUntil: @escaping @Sendable () -> Instant? = { nil }, rulebook: @escaping @Sendable () -> Rulebook
  ) {
    self.pausedUntil = pausedUntil
    self.docket = docket
    self.clock = clock
    self.transport = transport
    self.rulebook = rulebook
  }

  /// Lets time pass, from one alarm that was set to the next, and waits each time until all is done.
  package func advance(to moment: Instant) async throws {
    try await settle()
    while let alarm = clock.alarm, alarm <= moment {
      clock.advance(to: alarm)
      try await settle()
    }
    clock.advance(to: moment)
    try await settle()
  }

  /// Waits until all is done that can be done at this moment, and the alarm stands at the next deadline.
  package func settle() async throws { try await until { try await isAsleep() } }

  /// Waits until something is so; it is looked at again whenever the docket, the alarm or the mail has changed.
  package func until(_ isSo: @escaping @Sendable () async throws -> Bool) async throws {
    let (facts, fact) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let (journal, alarms, mail) = (docket.journal.stream(), clock.alarmSettings(), transport.changes())
    try await withThrowingTaskGroup { tasks in
      tasks.addTask { for await _ in journal { fact.yield() } }
      tasks.addTask { for await _ in alarms { fact.yield() } }
      tasks.addTask { for await _ in mail { fact.yield() } }
      var iterator = facts.makeAsyncIterator()
      while try await !isSo() {
        guard await iterator.next() != nil else { throw CancellationError() }
      }
      tasks.cancelAll()
    }
  }

  private func isAsleep() async throws -> Bool {
    let before = try await docket.lastEvent()
    // Before the counts: whoever writes a notice down also plans its reminder.
    let waiting = try await docket.notices(state: .awaitingApproval).map(\.id)
    for notice in waiting {
      let parcel = try await docket.file(of: notice).parcel
      guard parcel.message ?? parcel.letter != nil else { return false }
    }
    let counts = try await docket.counts(rulebook: rulebook(), now: clock.now)
    guard counts.notices["sending", default: 0] == transport.hanging else { return false }
    // Of a notice that is sent the rest of its recipients can still be tried. A try that ended between the two looks was
    // in neither, and has set a deadline that the first has not seen.
    guard try await docket.triesUnderWay() == transport.hanging, try await docket.lastEvent() == before else {
      return false
    }
    // One that was taken between the two looks is not written yet.
    guard try await docket.notices(state: .awaitingApproval).map(\.id) == waiting else { return false }
    guard counts.mode.isArmed else { return clock.alarm == nil }
    let pausedUntil = pausedUntil()
    let next = counts.wakesAt.map { max($0, pausedUntil ?? $0) }
    return clock.alarm == next && next.map { $0 > clock.now } ?? true
  }
}
