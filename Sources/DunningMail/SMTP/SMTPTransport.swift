import NIOCore
import NIOPosix

/// Hands messages to one SMTP or LMTP server over a few kept connections.
package struct SMTPTransport: MailTransport {
  private let configuration: SMTPConfiguration
  private let encryption: SMTPEncryption?
  private let loop: any EventLoop
  private let pool: NIOLoopBoundBox<SMTPConnectionPool>

  /// Prepares a transport; nothing is connected yet.
  ///
  /// - Parameter chance: a random number from 0 to 1, which spreads the attempts to reach a server that does not answer.
  /// - Throws: ``MailError`` with code `.configuration` if the settings contradict each other, would send a password in
  ///   clear over a network, or name trust roots that cannot be read.
  package init(
    _ configuration: SMTPConfiguration, chance: @escaping @Sendable () -> Double = { 1 }
  ) throws(MailError) {
    try configuration.check()
    let encryption = try SMTPEncryption(configuration)
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    self.configuration = configuration
    self.encryption = encryption
    self.loop = loop
    pool = .makeBoxSendingValue(
      SMTPConnectionPool(configuration, encryption, loop, chance: chance), eventLoop: loop)
  }

  /// `smtp` or `lmtp`.
  package var kind: String { configuration.dialect.rawValue }

  /// Hands one message over; waits while all connections are in use.
  ///
  /// A kept connection that turns out dead before the final dot is replaced by a fresh one, once and silently: servers
  /// close idle connections whenever they like. A server that could not be reached is left alone for a while; then the
  /// outcome is `.deferred(_, .connection)` at once, with a sentence that says when it is tried next.
  package func deliver(
    _ message: [UInt8], _ envelope: Envelope, permission: DotPermission
  ) async -> MailOutcome {
    let mail: SMTPMail
    do {
      mail = SMTPMail(message: try OutgoingMessage(message), envelope: envelope)
    } catch {
      return .refused(record(error.message))
    }
    let attempt = NIOLoopBoundBox.makeBoxSendingValue(SMTPAttempt(mail), eventLoop: loop)
    if case .finished(let outcome) = await milestone(of: attempt, { $0.submit($1) }) { return outcome }
    do {
      try await permission()
      try Task.checkCancellation()
    } catch {
      let end = await milestone(of: attempt) { $0.abandon($1, error) }
      return .abandoned(end.outcome?.record ?? record("stopped before the final dot"), error)
    }
    let end = await milestone(of: attempt) { $0.permitDot($1) }
    return end.outcome ?? .inDoubt(record("the session lost its place"))
  }

  /// Always unknown: SMTP has no question for it.
  package func trace(_ envelope: Envelope) async -> AttemptTrace { .unknown }

  /// Connects, greets, encrypts, logs in and says good-bye, over a connection of its own.
  ///
  /// - Throws: ``MailError`` with code `.unreachable`, `.relay` or `.cancelled`.
  package func check() async throws(MailError) {
    let trial = NIOLoopBoundBox.makeBoxSendingValue(SMTPTrial(), eventLoop: loop)
    let outcome: MailOutcome? = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.execute { trial.value.run(configuration, encryption, loop) { continuation.resume(returning: $0) } }
      }
    } onCancel: {
      loop.execute { trial.value.cancel() }
    }
    switch outcome {
    case nil: return
    case .abandoned(let record, let error): throw MailError(.cancelled, record.reason, cause: error)
    case .deferred(let record, .connection): throw MailError(.unreachable, record.reason)
    case .some(let outcome): throw MailError(.relay, outcome.record.reason)
    }
  }

  /// Says good-bye over the idle connections.
  package func close() async {
    await withCheckedContinuation { continuation in
      loop.execute { pool.value.close { continuation.resume() } }
    }
  }

  /// Starts something and waits for what comes of it. Cancelling the task makes the pool give up, which is a milestone
  /// as well.
  private func milestone(
    of attempt: NIOLoopBoundBox<SMTPAttempt>,
    _ start: @escaping @Sendable (SMTPConnectionPool, SMTPAttempt) -> Void
  ) async -> SMTPAttempt.Milestone {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.execute {
          if attempt.value.wait(continuation) { start(pool.value, attempt.value) }
        }
      }
    } onCancel: {
      loop.execute { pool.value.cancel(attempt.value) }
    }
  }

  private func record(_ reason: String) -> AttemptRecord {
    AttemptRecord(peer: configuration.endpoint.description, reason: reason)
  }
}

extension SMTPAttempt.Milestone {
  /// How it ended, if it did.
  fileprivate var outcome: MailOutcome? {
    if case .finished(let outcome) = self { outcome } else { nil }
  }
}
