package import Dunning
import DunningMail
package import DunningStore
package import Logging
import ServiceLifecycle

/// Sleeps until something is due, takes it, and has it carried to an outcome. It never polls: it wakes for the alarm, for
/// a change of the docket, for a clock that was set, and to prove to the watchdog that it is alive.
package struct NoticeScheduler: Service {
  private let docket: Docket
  private let clock: any WallClock
  private let timer: any Clock<Duration>
  private let rules: CurrentRules
  private let health: DeliveryHealth
  private let worker: NoticeWorker
  private let wakes = Wakes()
  private let limits: EngineLimits
  private let logger: Logger

  /// - Parameter timer: measures the grace of a stop, and the pause before a docket that is busy is asked again.
  package init(
    docket: Docket, clock: any WallClock, timer: any Clock<Duration>, rules: CurrentRules, health: DeliveryHealth,
    spoolHealth: DeliveryHealth = DeliveryHealth(), limits: EngineLimits = EngineLimits(), logger: Logger
  ) {
    self.docket = docket
    self.clock = clock
    self.timer = timer
    self.rules = rules
    self.health = health
    self.limits = limits
    self.logger = logger
    worker = NoticeWorker(
      docket: docket, rules: rules, clock: clock, timer: timer, spoolHealth: spoolHealth,
      answers: AnswerWatch(health: health),
      busyPause: .seconds(limits.busyPauseSeconds), logger: logger)
  }

  /// Works until graceful shutdown; then takes nothing new and gives what is under way
  /// ``EngineLimits/stopGrace`` to end.
  ///
  /// - Throws: ``DocketError`` when the docket failed: nothing may be sent that cannot be written down.
  package func run() async throws {
    do {
      try await serve()
    } catch {
      wakes.end()
      throw error
    }
    wakes.end()
    await rules.value.transport.close()
  }

  private func serve() async throws {
    try await withGracefulShutdownHandler {
      try await withThrowingDiscardingTaskGroup { tasks in
        // Listened to before the first look, so that no change falls between the two.
        let changes = docket.changes.stream()
        tasks.addTask { for await _ in changes { wakes.look() } }
        tasks.addTask { for await alarm in clock.alarms { ring(alarm) } }
        tasks.addTask { await checkTransport() }
        try await recover()
        try await work()
        tasks.cancelAll()
      }
    } onGracefulShutdown: {
      wakes.send(.stop)
    }
  }

  /// Proves that the loop still turns and the docket still answers; returns when both are so.
  package func ping() async throws {
    await wakes.ping()
    try await docket.probe(now: clock.now)
  }

  /// Looks whether the way out that a reload has put in force is free.
  package func transportChanged() { wakes.send(.transportChanged) }

  /// Writes what waits for an approval, or has one, again with the rules in force, and takes back what would no longer be
  /// written so.
  ///
  /// - Returns: how many notices were taken back.
  /// - Throws: ``DocketError``.
  @discardableResult
  package func reviewApprovals() async throws -> Int { try await worker.reviewApprovals() }

  // MARK: - The loop

  private func work() async throws {
    var watch = ClockWatch(now: clock.now, elapsed: clock.elapsed)
    var circuit = RelayCircuit(seed: docket.messageKey.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    var (underWay, isStopping, isResting) = (0, false, false)
    var patience = SlowAnswers(first: limits.slowAnswer)
    wakes.look()
    try await withThrowingDiscardingTaskGroup { deliveries in
      for await wake in wakes.stream {
        wakes.answerPings()
        switch wake {
        case .look: wakes.willLook()
        case .clockWasSet: circuit.clockWasSet(now: clock.now)
        case .failed(let error): throw error
        case .ping: continue
        case .stop:
          isStopping = true
          deliveries.addTask { await endGrace() }
        case .graceIsOver: underWay = 0
        case .transportChanged:
          circuit.reset()
          worker.answers.reset()
          deliveries.addTask { await checkTransport() }
        case .intakeRested: isResting = false
        case .isAnybodySlow(let ended):
          if patience.isOver(ended: ended, underWay: underWay) { deliveries.addTask { await lookWhyNobodyAnswers() } }
        }
        for ending in wakes.takeEnded() {
          underWay = max(0, underWay - 1)
          patience.oneEnded()
          guard ending.way == circuit.way else { continue }
          circuit.ended(ending.passage, max: deliveriesMax, now: clock.now)
        }
        if isStopping {
          if underWay == 0 { break }
          continue
        }
        if let rest = docket.intake.rest {
          if !isResting {
            deliveries.addTask {
              // Ends early only with the daemon.
              try? await timer.sleep(for: rest)
              wakes.send(.intakeRested)
            }
          }
          isResting = true
          continue
        }
        let now = clock.now
        try await holdIfClockJumped(watch.jump(now: now, elapsed: clock.elapsed))
        let alarms = worker.answers.alarms
        let taken = try await take(circuit, underWay: underWay, now: now)
        circuit.took(taken.count)
        for notice in taken {
          underWay += 1
          deliveries.addTask { [way = circuit.way] in await carry(notice, way: way, takenAfter: alarms) }
        }
        if let wait = patience.begin(underWay: underWay) {
          deliveries.addTask {
            // Ends early only with the daemon.
            try? await timer.sleep(for: wait.duration)
            wakes.send(.isAnybodySlow(ended: wait.ended))
          }
        }
      }
      // What has no reply yet is in doubt from here on; each delivery still writes that down.
      deliveries.cancelAll()
    }
  }

  /// Takes as much as there is room for, and sets the alarm for what comes after it.
  private func take(_ circuit: RelayCircuit, underWay: Int, now: Instant) async throws(DocketError) -> [DueNotice] {
    let room = circuit.room(max: deliveriesMax, underWay: underWay, now: now)
    // The end of a delivery makes room, and wakes this loop; the end of a pause is waited for.
    guard room > 0 || circuit.opensAt.map({ now < $0 }) ?? false else { return [] }
    do throws(DocketError) {
      switch try await askForWork(max(0, room), now: now) {
      case .notices(let notices):
        health.pauses(until: nil, isBlocked: circuit.opensAt != nil)
        logger.debug("took what is due", metadata: ["event": "taken", "notices": "\(notices.count)"])
        // What is left after these is either due as well or sets the alarm; these may take long.
        wakes.look()
        return notices
      case .nothing(let until): sleep(until: until, pausedUntil: circuit.opensAt, isBlocked: circuit.opensAt != nil)
      case .waiting(let until):
        sleep(until: until, pausedUntil: max(until, circuit.opensAt ?? until), isBlocked: circuit.opensAt != nil)
      case .held(let reason):
        warnOfHold(reason)
        sleep(until: nil, pausedUntil: nil, isBlocked: false)
      }
    } catch {
      // Nothing was taken, and a full disk or a lock passes.
      guard error.code == .busy else { throw error }
      logger.warning("cannot take what is due yet", metadata: ["event": "docket-busy", "error": "\(error.message)"])
      clock.setAlarm(at: now.adding(seconds: limits.busyPauseSeconds))
    }
    return []
  }

  private var deliveriesMax: Int { limits.noticesPerConnection * rules.value.connections }

  private func askForWork(_ room: Int, now: Instant) async throws(DocketError) -> DueWork {
    let (rules, names) = (rules.value, MessageNames(key: docket.messageKey))
    // Nobody is reminded of a claim whose money had come before it was enqueued.
    _ = try await docket.matchWaiting(rulebook: rules.rulebook, now: now)
    return try await docket.takeDue(
      now: now, limit: room, rulebook: rules.rulebook, limits: rules.limits, transport: rules.transport.kind,
      printsLetters: rules.spool != nil,
      messageID: { names.messageID(of: $0, to: $1, from: $2) })
  }

  /// Sleeps until something is due, but not before a pause has ended.
  private func sleep(until moment: Instant?, pausedUntil: Instant?, isBlocked: Bool) {
    health.pauses(until: pausedUntil, isBlocked: isBlocked)
    logger.debug(
      "nothing to take", metadata: ["event": "asleep", "until": "\(moment?.rfc3339(offsetSeconds: 0) ?? "a change")"])
    clock.setAlarm(at: moment.map { max($0, pausedUntil ?? $0) })
  }

  private func carry(_ notice: DueNotice, way: Int, takenAfter alarms: Int) async {
    do {
      wakes.ended((try await worker.carry(notice, takenAfter: alarms), way))
    } catch {
      wakes.send(.failed(error))
    }
  }

  private func endGrace() async {
    // Cancelled when everything ended in time.
    try? await timer.sleep(for: limits.stopGrace)
    wakes.send(.graceIsOver)
  }

  private func ring(_ alarm: Alarm) {
    switch alarm {
    case .reached: wakes.look()
    case .clockWasSet: wakes.send(.clockWasSet)
    }
  }

  // MARK: - Before the loop, and beside it

  /// Settles what was under way when the daemon stopped, and looks at the clock.
  private func recover() async throws {
    let rulebook = rules.value.rulebook
    // Before anything is written down under a clock that nobody has looked at.
    let last = try await docket.lastEventAt()
    let dropped = try await docket.recoverUnwritten(rulebook: rulebook, now: clock.now)
    let attempts = try await docket.openAttempts()
    for attempt in attempts { try await worker.recover(attempt) }
    if dropped + attempts.count > 0 {
      logger.notice(
        "recovered what was under way at the last stop",
        metadata: ["event": "recovered", "attempts": "\(attempts.count)", "unwritten": "\(dropped)"])
    }
    if let last { try await holdIfClockIsDoubtful(journalEnds: last) }
  }

  /// A clock that is behind the journal, or so far ahead of it that nobody can tell a long absence from a wrong clock or
  /// from an old state of the machine that was put back.
  private func holdIfClockIsDoubtful(journalEnds last: Instant) async throws {
    let (shown, end) = (clock.now.rfc3339(offsetSeconds: 0), last.rfc3339(offsetSeconds: 0))
    if clock.now < last.adding(seconds: -limits.behindJournalMaxSeconds) {
      return try await hold("the clock shows \(shown), but the journal's last entry is of \(end)")
    }
    let longAgo = clock.now.adding(seconds: -limits.awayMaxSeconds)
    guard last < longAgo, let due = try await docket.nextDeadline(), due < longAgo else { return }
    try await hold(
      """
      the clock shows \(shown), the journal's last entry is of \(end), and something has been due since \
      \(due.rfc3339(offsetSeconds: 0)): if the machine was not off for so long, its clock is wrong or an old state of it \
      was put back; look at `dunningctl plan`, then `dunningctl arm`
      """)
  }

  private func holdIfClockJumped(_ milliseconds: Int64) async throws {
    guard milliseconds != 0 else { return }
    logger.notice(
      "the clock was set", metadata: ["event": "clock-was-set", "seconds": "\(milliseconds / 1_000)"])
    guard milliseconds > Int64(limits.forwardJumpMaxSeconds) * 1_000 else { return }
    try await hold("the clock jumped forward by \(milliseconds / 86_400_000) days")
  }

  private func hold(_ reason: String) async throws {
    guard try await docket.mode(rulebook: rules.value.rulebook).isArmed else { return }
    try await docket.hold(because: reason, by: .daemon, now: clock.now)
    warnOfHold(reason)
  }

  private func warnOfHold(_ reason: String) {
    logger.warning(
      "held: nothing is sent until somebody arms the daemon", metadata: ["event": "held", "reason": "\(reason)"])
  }

  /// Learns at the start and after a reload whether the way out is free, so that `status` tells it before the first
  /// notice does.
  private func checkTransport() async {
    await checkSpool()
    do {
      try await rules.value.transport.check()
      health.works()
    } catch {
      // A look that a stop has cut short has seen nothing.
      if Task.isCancelled { return }
      health.fails("\(error.message)")
      logger.warning(
        "the mail transport does not answer", metadata: ["event": "transport-unhealthy", "error": "\(error)"])
    }
  }

  /// Whoever waits for an answer has the patience that the protocol asks for; a person should know much earlier when there
  /// is nobody to answer. That the way is free says nothing about those who wait.
  private func lookWhyNobodyAnswers() async {
    do {
      try await rules.value.transport.check()
    } catch {
      if !Task.isCancelled { health.fails("\(error.message)") }
    }
  }

  private func checkSpool() async {
    guard let spool = rules.value.spool else { return }
    do {
      try await spool.check()
      worker.spoolHealth.works()
    } catch {
      if Task.isCancelled { return }
      worker.spoolHealth.fails(error.message)
      logger.warning(
        "the print spool cannot be written", metadata: ["event": "print-spool-unhealthy", "error": "\(error)"])
    }
  }
}
