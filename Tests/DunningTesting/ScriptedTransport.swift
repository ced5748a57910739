package import Dunning
package import DunningMail
import Synchronization

/// A way out that answers as a test tells it to, and keeps what it got in order.
package final class ScriptedTransport: MailTransport {
  package enum Answer: Sendable {
    case accept
    /// Does something after the message was begun, and before its final dot; then accepts.
    case acceptAfter(@Sendable () async throws -> Void)
    /// Does something after the final dot was allowed to leave, then accepts with these words.
    case acceptThen(String, @Sendable () async throws -> Void)
    /// Accepts for all but some of several recipients, of whom this is said.
    case acceptExcept([String: AttemptRecord.Answer.Verdict])
    case deferral(String, MailOutcome.Deferral = .message)
    case refusal(String)
    /// No server is reached.
    case unreachable
    case dropBeforeDot
    /// The message arrives, but its sender never hears of it.
    case dropAfterDot
    case hangBeforeDot
    case hangAfterDot
  }

  /// One try to hand a message over.
  package struct Handover: Sendable {
    package let at: Instant
    package let message: [UInt8]
    package let envelope: Envelope
    /// How it ended; nil while it is under way.
    package var ending: Ending?

    package var text: String { String(decoding: message, as: UTF8.self) }

    /// The value of a header that stands on one line.
    package func header(_ name: String) -> String? {
      text.split(separator: "\r\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        .first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }
  }

  package enum Ending: String, Sendable {
    case accepted
    case deferred
    case refused
    case inDoubt
    case abandoned
  }

  private struct State {
    var handovers: [Handover] = []
    var isReachable = true
    var closings = 0
    var hanging = 0
  }

  package let kind = "smtp"
  private let clock: any WallClock
  private let answer: @Sendable (Envelope, Int) -> Answer
  private let fate: AttemptTrace
  private let state = Mutex(State())
  private let changed = Broadcast<Void>()

  /// `fate` is what is known of a message whose outcome was never seen; `answer` is told how often this very message was
  /// tried before.
  package init(
    clock: any WallClock, fate: AttemptTrace = .unknown,
    answer: @escaping @Sendable (Envelope, Int) -> Answer = { _, _ in .accept }
  ) {
    self.clock = clock
    self.fate = fate
    self.answer = answer
  }

  /// All tries, in the order in which they began.
  package var handovers: [Handover] { state.withLock { $0.handovers } }

  /// What the other side has.
  package var arrived: [Handover] { handovers.filter { $0.ending == .accepted } }

  /// How many messages are stuck until somebody cancels them.
  package var hanging: Int { state.withLock { $0.hanging } }

  package var timesClosed: Int { state.withLock { $0.closings } }

  /// Yields whenever a try begins or ends.
  package func changes() -> AsyncStream<Void> { changed.stream() }

  package func goAway() { state.withLock { $0.isReachable = false } }

  package func comeBack() { state.withLock { $0.isReachable = true } }

  package func deliver(
    _ message: [UInt8], _ envelope: Envelope, permission: DotPermission
  ) async -> MailOutcome {
    let (number, answer): (Int, Answer) = state.withLock { state in
      let before = state.handovers.count { $0.envelope.id == envelope.id }
      state.handovers.append(Handover(at: clock.now, message: message, envelope: envelope))
      let scripted = state.isReachable ? self.answer(envelope, before) : .unreachable
      return (state.handovers.count - 1, scripted)
    }
    changed.send(())
    let outcome = await carry(answer, to: envelope, permission)
    state.withLock { $0.handovers[number].ending = outcome.ending }
    changed.send(())
    return outcome
  }

  package func trace(_ envelope: Envelope) async -> AttemptTrace { fate }

  package func check() async throws(MailError) {
    guard state.withLock({ $0.isReachable }) else { throw MailError(.unreachable, "connection refused") }
  }

  package func close() async { state.withLock { $0.closings += 1 } }

  private func carry(
    _ answer: Answer, to envelope: Envelope, _ permission: DotPermission
  ) async -> MailOutcome {
    switch answer {
    case .deferral(let words, let kind): return .deferred(record(words), kind)
    case .unreachable:
      return .deferred(AttemptRecord(peer: "relay.example:25", reason: "connection refused"), .connection)
    case .refusal(let words): return .refused(record(words))
    case .dropBeforeDot: return .deferred(record("the connection was lost"), .connection)
    case .hangBeforeDot:
      await hang()
      return .abandoned(record("stopped"), CancellationError())
    case .accept, .acceptAfter, .acceptThen, .acceptExcept, .dropAfterDot, .hangAfterDot: break
    }
    do {
      if case .acceptAfter(let event) = answer { try await event() }
      try await permission()
      if case .acceptThen(let words, let event) = answer {
        try await event()
        return .accepted(record(words))
      }
    } catch {
      return .abandoned(record("stopped before the final dot"), error)
    }
    switch answer {
    case .acceptExcept(let others):
      let answers = envelope.recipients.map { recipient in
        let verdict = others[recipient.address] ?? .taken
        return AttemptRecord.Answer(
          address: recipient.address, verdict: verdict, words: verdict == .taken ? "250 ok" : "450 4.2.1 not now")
      }
      return .accepted(
        AttemptRecord(
          peer: "relay.example:25", serverName: "relay.example", reason: "250 queued",
          answers: answers.count > 1 ? answers : []))
    case .dropAfterDot: return .inDoubt(record("the connection was lost after the final dot"))
    case .hangAfterDot:
      await hang()
      return .inDoubt(record("stopped while waiting for the final reply"))
    default: return .accepted(record("250 2.0.0 queued"))
    }
  }

  private func record(_ reason: String) -> AttemptRecord {
    AttemptRecord(peer: "relay.example:25", serverName: "relay.example", reason: reason, dialogue: ["S: \(reason)"])
  }

  private func hang() async {
    state.withLock { $0.hanging += 1 }
    changed.send(())
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
    withExtendedLifetime(continuation) {}
    state.withLock { $0.hanging -= 1 }
  }
}

extension MailOutcome {
  fileprivate var ending: ScriptedTransport.Ending {
    switch self {
    case .accepted: .accepted
    case .deferred: .deferred
    case .refused: .refused
    case .inDoubt: .inDoubt
    case .abandoned: .abandoned
    }
  }
}
