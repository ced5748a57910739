/// Hands messages to one SMTP or LMTP server over a few kept connections.
package struct SMTPTransport: MailTransport {
  private let configuration: SMTPConfiguration
  private let encryption: SMTPEncryption?
  private let pool: SMTPConnectionPool

  /// Prepares a transport; nothing is connected yet.
  ///
  /// - Throws: ``MailError`` with code `.configuration` if the settings contradict each other, would send a password in
  ///   clear over a network, or name trust roots that cannot be read.
  package init(_ configuration: SMTPConfiguration) throws(MailError) {
    try configuration.check()
    self.configuration = configuration
    encryption = try SMTPEncryption(configuration)
    pool = SMTPConnectionPool(connectionsMax: configuration.connectionsMax)
  }

  /// `smtp` or `lmtp`.
  package var kind: String { configuration.dialect.rawValue }

  /// Hands one message over; waits while all connections are in use.
  ///
  /// A kept connection that turns out dead before the final dot is replaced by a fresh one, once and silently: servers
  /// close idle connections whenever they like.
  package func deliver(
    _ message: [UInt8], _ envelope: Envelope, beforeFinalDot: @Sendable () async throws -> Void
  ) async -> DeliveryOutcome {
    let delivery: SMTPDelivery
    do {
      delivery = SMTPDelivery(message: try OutgoingMessage(message), envelope: envelope)
    } catch {
      return .refused(record(error.message))
    }
    guard var lease = await pool.take() else {
      return .abandoned(record("stopped before a connection was free"), CancellationError())
    }
    let outcome = await deliver(delivery, over: &lease, beforeFinalDot)
    await giveBack(lease)
    return outcome
  }

  /// Always unknown: SMTP has no question for it.
  package func trace(_ envelope: Envelope) async -> DeliveryTrace { .unknown }

  /// Connects, greets, encrypts, logs in and says good-bye, over a connection of its own.
  ///
  /// - Throws: ``MailError`` with code `.unreachable`, `.relay` or `.cancelled`.
  package func check() async throws(MailError) {
    let connection = await SMTPConnection.new(configuration, encryption)
    guard case .finished(let outcome) = await connection.open() else { return await connection.close() }
    switch outcome {
    case .abandoned(let record, let error): throw MailError(.cancelled, record.reason, cause: error)
    case .deferred(let record, .connection): throw MailError(.unreachable, record.reason)
    default: throw MailError(.relay, outcome.record.reason)
    }
  }

  /// Says good-bye over the idle connections.
  package func close() async {
    await withTaskGroup { group in
      for connection in pool.drain() { group.addTask { await connection.close() } }
    }
  }

  private func deliver(
    _ delivery: SMTPDelivery, over lease: inout SMTPConnectionPool.Lease,
    _ beforeFinalDot: @Sendable () async throws -> Void
  ) async -> DeliveryOutcome {
    if let kept = lease.connection {
      lease.messages += 1
      switch await kept.sendBody(delivery) {
      case .ready, .dotIsDue: return await finish(kept, beforeFinalDot)
      case .finished(.deferred(_, .connection)): lease = SMTPConnectionPool.Lease()
      case .finished(let outcome): return outcome
      }
    }
    let fresh = await SMTPConnection.new(configuration, encryption)
    if case .finished(let outcome) = await fresh.open() { return outcome }
    lease = SMTPConnectionPool.Lease(connection: fresh, messages: 1)
    if case .finished(let outcome) = await fresh.sendBody(delivery) { return outcome }
    return await finish(fresh, beforeFinalDot)
  }

  private func finish(
    _ connection: SMTPConnection, _ beforeFinalDot: @Sendable () async throws -> Void
  ) async -> DeliveryOutcome {
    do {
      try await beforeFinalDot()
      try Task.checkCancellation()
    } catch {
      let record =
        if case .finished(let outcome) = await connection.abandon(error) { outcome.record } else {
          self.record("stopped before the final dot")
        }
      return .abandoned(record, error)
    }
    guard case .finished(let outcome) = await connection.sendDot() else {
      return .inDoubt(record("the session lost its place"))
    }
    return outcome
  }

  private func giveBack(_ lease: SMTPConnectionPool.Lease) async {
    guard let connection = lease.connection, await connection.isOpen else {
      return pool.giveBack(SMTPConnectionPool.Lease())
    }
    guard lease.messages < MailLimits.messagesPerConnectionMax else {
      connection.quit()
      return pool.giveBack(SMTPConnectionPool.Lease())
    }
    pool.giveBack(lease)
  }

  private func record(_ reason: String) -> DeliveryRecord {
    DeliveryRecord(peer: configuration.endpoint.description, reason: reason)
  }
}
