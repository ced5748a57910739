import NIOCore

/// Brings messages to one server over at most so many connections. It lives on one event loop and is touched nowhere
/// else.
///
/// A message that waits while all connections are in use goes with the next final dot that leaves: its envelope travels
/// in the same write, so that a kept connection waits for the server once a message (RFC 2920).
final class SMTPConnectionPool {
  private let configuration: SMTPConfiguration
  private let encryption: SMTPEncryption?
  private let loop: any EventLoop
  private let chance: @Sendable () -> Double
  private var backoff: ConnectionBackoff
  /// Why the last attempt to connect came to nothing.
  private var trouble = ""
  private var connections: [SMTPConnection] = []
  private var idle: [SMTPConnection] = []
  /// Those that any connection may take, in order of arrival.
  private var waiting = CircularBuffer<SMTPAttempt>()
  /// Those that were lost with a kept connection and take a fresh one.
  private var retrying = CircularBuffer<SMTPAttempt>()

  init(
    _ configuration: SMTPConfiguration, _ encryption: SMTPEncryption?, _ loop: any EventLoop,
    chance: @escaping @Sendable () -> Double
  ) {
    self.configuration = configuration
    self.encryption = encryption
    self.loop = loop
    self.chance = chance
    let timeouts = configuration.timeouts
    backoff = ConnectionBackoff(restMin: TimeAmount(timeouts.restMin), restMax: TimeAmount(timeouts.restMax))
  }

  // MARK: What the transport wants

  /// Takes a message on.
  func submit(_ attempt: SMTPAttempt) {
    guard !attempt.isCancelled else { return stop(attempt) }
    waiting.append(attempt)
    advance()
  }

  /// Lets the final dot of a message leave, and the envelope of one that waits together with it.
  func permitDot(_ attempt: SMTPAttempt) {
    guard let connection = attempt.connection, let handler = connection.handler else { return }
    guard let next = waiting.first, connection.messages < MailLimits.messagesPerConnectionMax,
      handler.canFollow(next.mail)
    else { return handler.permitDot(then: nil) }
    waiting.removeFirst()
    connection.add(next)
    handler.permitDot(then: next.mail)
  }

  /// Drops the connection of a message instead of sending its dot.
  func abandon(_ attempt: SMTPAttempt, _ error: any Error) { attempt.connection?.handler?.abandon(error) }

  /// Stops what has not passed its final dot; what has is in doubt.
  func cancel(_ attempt: SMTPAttempt) {
    attempt.cancel()
    guard let connection = attempt.connection else {
      waiting.removeAll { $0 === attempt }
      retrying.removeAll { $0 === attempt }
      stop(attempt)
      return dropSurplus()
    }
    if connection.attempts.first === attempt {
      connection.handler?.abandon(CancellationError())
    } else {
      connection.handler?.withdraw(CancellationError())
    }
  }

  /// Says good-bye over the idle connections; `done` is called when they are closed.
  func close(_ done: @escaping () -> Void) {
    let leaving = idle.compactMap(\.handler)
    idle = []
    var left = leaving.count
    guard left > 0 else { return done() }
    for handler in leaving {
      handler.quit()
      handler.whenClosed {
        left -= 1
        if left == 0 { done() }
      }
    }
  }

  // MARK: Who goes where

  /// Gives every message that waits a connection, or opens one, or says that there is none to be had.
  private func advance() {
    while !waiting.isEmpty, let connection = takeIdle() { begin(waiting.removeFirst(), connection) }
    while isAnotherWanted, mayOpen { open() }
    giveUpIfNoWay()
  }

  private func takeIdle() -> SMTPConnection? {
    while let connection = idle.popLast() {
      if connection.handler?.isReady == true { return connection }
    }
    return nil
  }

  private var isAnotherWanted: Bool {
    connections.count { !$0.isSetUp } < waiting.count + retrying.count
  }

  /// After a failure one connection has to prove that the server is back before others are opened.
  private var mayOpen: Bool {
    guard connections.count < configuration.connectionsMax else { return false }
    guard backoff.isWary else { return true }
    return backoff.rest(at: loop.now) == nil && connections.allSatisfy(\.isProven)
  }

  private func begin(_ attempt: SMTPAttempt, _ connection: SMTPConnection) {
    connection.add(attempt)
    connection.handler?.begin(attempt.mail)
  }

  /// While the server rests there are only the connections that are open; without any there is nothing to wait for.
  private func giveUpIfNoWay() {
    guard let rest = backoff.rest(at: loop.now) else { return }
    while let attempt = retrying.popFirst() { attempt.finish(attempt.firstTry ?? resting(rest)) }
    guard connections.isEmpty else { return }
    while let attempt = waiting.popFirst() { attempt.finish(resting(rest)) }
  }

  private func resting(_ rest: TimeAmount) -> MailOutcome {
    let seconds = max(1, (rest.nanoseconds + 999_999_999) / 1_000_000_000)
    return .deferred(
      record("not tried: \(trouble); the server is tried again in \(seconds) s"), .connection)
  }

  private func stop(_ attempt: SMTPAttempt) {
    attempt.finish(.abandoned(record("stopped before a connection was free"), CancellationError()))
  }

  /// Closes connections that are being opened for nobody any more.
  private func dropSurplus() {
    let opening = connections.filter { !$0.isSetUp }
    for connection in opening.dropFirst(waiting.count + retrying.count) {
      connection.handler?.abandon(CancellationError())
    }
  }

  // MARK: What happens to a connection

  private func open() {
    let connection = SMTPConnection()
    connections.append(connection)
    let handler = SMTPChannelHandler(configuration, encryption, loop) { [self] milestone in
      hear(milestone, connection)
    }
    connection.handler = handler
    handler.connect()
  }

  private func hear(_ milestone: SMTPSession.Milestone?, _ connection: SMTPConnection) {
    switch milestone {
    case .ready:
      connection.isSetUp = true
      free(connection)
    case .dotIsDue: connection.attempts.first?.report(.dotIsDue)
    case .finished(let outcome):
      if let attempt = connection.attempts.first {
        finished(attempt, outcome, connection)
      } else {
        openingFailed(outcome)
      }
    case .withdrawn(let outcome):
      if let attempt = connection.attempts.last { withdrawn(attempt, outcome, connection) }
    case nil: ended(connection)
    }
  }

  private func free(_ connection: SMTPConnection) {
    guard connection.messages < MailLimits.messagesPerConnectionMax else {
      connection.handler?.quit()
      return
    }
    if connection.messages == 0, let attempt = retrying.popFirst() { return begin(attempt, connection) }
    idle.append(connection)
    advance()
  }

  private func finished(_ attempt: SMTPAttempt, _ outcome: MailOutcome, _ connection: SMTPConnection) {
    let wasKept = connection.messages > connection.attempts.count || connection.attempts.first !== attempt
    connection.remove(attempt)
    judge(connection, by: outcome, isOurs: attempt.isCancelled)
    if case .deferred(_, .connection) = outcome, wasKept, attempt.firstTry == nil, !attempt.hasReachedDot {
      attempt.firstTry = outcome
      retrying.append(attempt)
    } else {
      attempt.finish(outcome)
    }
    // One packet can end two messages. The session is ready then, but the end of the second is still to be told, and a
    // message that began now could end before it and be taken for it.
    if connection.attempts.isEmpty, connection.handler?.isReady == true { free(connection) }
  }

  /// The message before it is still waited for, so another connection may be sooner.
  private func withdrawn(_ attempt: SMTPAttempt, _ outcome: MailOutcome, _ connection: SMTPConnection) {
    connection.remove(attempt)
    guard case .deferred = outcome else { return attempt.finish(outcome) }
    waiting.prepend(attempt)
    advance()
  }

  /// A connection over which nothing was ever answered is a failure, however far it came.
  private func judge(_ connection: SMTPConnection, by outcome: MailOutcome, isOurs: Bool) {
    switch outcome {
    case .accepted, .refused, .deferred(_, .message), .deferred(_, .sender):
      guard outcome.record.reply != nil else { return }
      connection.isProven = true
      backoff.worked()
    case .deferred(let record, .relay) where record.reply != nil:
      connection.isProven = true
      backoff.worked()
    case .inDoubt, .deferred:
      if !connection.isProven, !isOurs { failed(outcome) }
    case .abandoned: return
    }
  }

  private func failed(_ outcome: MailOutcome) {
    trouble = outcome.record.reason
    backoff.failed(at: loop.now, chance: chance())
  }

  /// The words of the server go to one message; with another connection at work even that one need not hear of it.
  private func openingFailed(_ outcome: MailOutcome) {
    if case .abandoned = outcome { return }
    failed(outcome)
    guard !connections.contains(where: \.isProven) else { return }
    (retrying.popFirst() ?? waiting.popFirst())?.finish(outcome)
  }

  private func ended(_ connection: SMTPConnection) {
    connections.removeAll { $0 === connection }
    idle.removeAll { $0 === connection }
    connection.handler = nil
    for attempt in connection.attempts { orphaned(attempt, connection) }
    advance()
  }

  /// The session tells of every message before it ends; should one be left, whoever waits for it must still hear.
  private func orphaned(_ attempt: SMTPAttempt, _ connection: SMTPConnection) {
    connection.remove(attempt)
    let record = record("the connection ended before the message")
    attempt.finish(attempt.hasReachedDot ? .inDoubt(record) : .deferred(record, .connection))
  }

  private func record(_ reason: String) -> AttemptRecord {
    AttemptRecord(peer: configuration.endpoint.description, reason: reason)
  }
}
