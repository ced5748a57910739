import Dunning
import DunningLetters
import DunningMail
import DunningStore
import Logging

/// Carries one notice from the docket to an outcome.
struct NoticeWorker: Sendable {
  let docket: Docket
  let rules: CurrentRules
  let clock: any WallClock
  let timer: any Clock<Duration>
  let health: DeliveryHealth
  let busyPause: Duration
  let logger: Logger

  /// Writes the notice where it is not written yet, and hands it over where it may go: the path of a deadline from T3 on.
  ///
  /// - Returns: what it learned of the way.
  /// - Throws: ``DocketError`` when the docket failed; then nothing more may be sent.
  func carry(_ notice: DueNotice) async throws -> RelayCircuit.Passage {
    let rules = rules.value
    let composition = Composition(notice: notice, rules: rules)
    guard let message = try await write(notice, composition) else { return .unknown }
    guard let attempt = notice.attempt else {
      try await askForApproval(notice, message)
      return .unknown
    }
    let envelope: Envelope
    do {
      envelope = try composition.envelope()
    } catch {
      try await giveUp(notice, error)
      return .unknown
    }
    let unkept = notice.message == nil ? message : nil
    let outcome = await rules.transport.deliver(message, envelope) { try await leave(notice, unkept) }
    try await record(outcome, attempt: attempt, of: notice, unkept)
    return outcome.passage
  }

  /// What became of an attempt that was under way when the daemon stopped.
  func recover(_ attempt: Attempt) async throws {
    let (notice, _) = try await docket.notice(attempt.notice)
    let result: AttemptResult
    switch await fate(of: attempt, notice) {
    case .delivered(let place): result = self.result(.accepted, reply: "found after the restart: \(place)")
    case .notDelivered:
      result = self.result(.deferred(until: clock.now), reply: "the daemon stopped before it was handed over")
    case .unknown:
      result = self.result(
        rules.value.resendsInDoubt ? .deferred(until: clock.now) : .inDoubt,
        reply: "the daemon stopped between the final dot and the reply")
    }
    try await docket.record(
      result, attempt: attempt.id, of: attempt.notice, rulebook: rules.value.rulebook, now: clock.now)
    logger.notice(
      "attempt recovered",
      metadata: ["notice": "\(attempt.notice)", "event": "attempt-recovered", "reply": "\(result.reply)"])
  }

  private func fate(of attempt: Attempt, _ notice: Notice) async -> DeliveryTrace {
    guard attempt.phase == .dotSent else { return .notDelivered }
    let id = String(notice.messageID.prefix { $0 != "@" })
    // What no longer makes an envelope cannot be asked about, and a person finds out.
    guard let recipient = try? Mailbox(address: notice.recipient),
      let envelope = try? Envelope(sender: nil, recipient: recipient, id: id, notify: [.failure])
    else { return .unknown }
    return await rules.value.transport.trace(envelope)
  }

  /// The bytes to send; nil when the notice cannot be written.
  private func write(_ notice: DueNotice, _ composition: Composition) async throws -> [UInt8]? {
    if let message = notice.message { return message }
    do {
      return try composition.bytes()
    } catch {
      try await giveUp(notice, error)
      return nil
    }
  }

  /// Keeps what a person is to read and approve.
  private func askForApproval(_ notice: DueNotice, _ message: [UInt8]) async throws {
    let gate = try await insist { () async throws(DocketError) in
      try await docket.store(message, for: notice, rulebook: rules.value.rulebook, now: clock.now)
    }
    if case .overtaken(let reason) = gate {
      log(.info, notice, "notice-dropped", "notice overtaken before it was written", ["reason": "\(reason)"])
      return
    }
    log(.notice, notice, "notice-awaiting-approval", "notice awaits approval")
  }

  /// Runs before the final dot: from here on the notice counts as possibly sent.
  private func leave(_ notice: DueNotice, _ unkept: [UInt8]?) async throws {
    switch try await docket.dotSent(notice, message: unkept, rulebook: rules.value.rulebook, now: clock.now) {
    case .open: break
    case .overtaken(let reason): throw Overtaken(reason: reason)
    case .held: throw Held()
    }
  }

  /// Sending was held while the message was on its way; it leaves when somebody arms the daemon again.
  private struct Held: Error {}

  private struct Overtaken: Error {
    let reason: String
  }

  private func record(
    _ outcome: DeliveryOutcome, attempt: Int64, of notice: DueNotice, _ unkept: [UInt8]?
  ) async throws {
    let now = clock.now
    if case .abandoned(_, let error as Overtaken) = outcome {
      log(.info, notice, "notice-dropped", "notice overtaken before it left", ["reason": "\(error.reason)"])
      return
    }
    // A docket that could not say whether the dot may leave cannot be told of the outcome either, unless that passes.
    if case .abandoned(_, let error as DocketError) = outcome, error.code != .busy { throw error }
    let verdict = verdict(on: outcome, notice, now: now)
    let result = result(
      verdict, server: outcome.isAboutNotice ? outcome.record.serverName : nil, reply: outcome.record.reason,
      outcome.record.dialogue)
    try await insist { () async throws(DocketError) in
      try await docket.record(
        result, attempt: attempt, of: notice.id, message: outcome.hasPassedDot ? nil : unkept,
        rulebook: rules.value.rulebook, now: now)
    }
    report(verdict, outcome, notice)
  }

  private func verdict(
    on outcome: DeliveryOutcome, _ notice: DueNotice, now: Instant
  ) -> AttemptResult.Verdict {
    switch outcome {
    case .accepted: return .accepted
    case .refused: return .refused
    case .inDoubt where !rules.value.resendsInDoubt: return .inDoubt
    case .inDoubt, .deferred, .abandoned(_, is DocketError):
      // What never came to a server says nothing about the notice, and is no reason to give it up.
      let tries = notice.attempts - notice.unreached - (outcome.reachedServer ? 0 : 1)
      let next = RetryPolicy.nextTry(attempts: tries, seed: notice.id.number, now: now)
      return next.map(AttemptResult.Verdict.deferred(until:)) ?? .refused
    case .abandoned: return .deferred(until: now)
    }
  }

  private func report(_ verdict: AttemptResult.Verdict, _ outcome: DeliveryOutcome, _ notice: DueNotice) {
    let words = outcome.record.reason
    switch verdict {
    case .accepted:
      health.works()
      log(.info, notice, "notice-sent", "notice sent", ["reply": "\(words)"])
    case .refused:
      log(.warning, notice, "notice-failed", "notice refused for good", ["reply": "\(words)"])
    case .inDoubt:
      health.fails(words)
      log(.warning, notice, "notice-in-doubt", "notice in doubt: the final reply never came", ["reply": "\(words)"])
    case .deferred(let moment):
      if case .deferred(_, let deferral) = outcome, deferral != .message { health.fails(words) }
      let next = moment.rfc3339(offsetSeconds: 0)
      log(.notice, notice, "notice-deferred", "notice deferred", ["reply": "\(words)", "next": "\(next)"])
    }
  }

  private func giveUp(_ notice: DueNotice, _ error: any Error) async throws {
    let reason = "it cannot be written: \(error)"
    try await insist { () async throws(DocketError) in
      try await docket.abandon(notice, because: reason, rulebook: rules.value.rulebook, now: clock.now)
    }
    log(.error, notice, "notice-failed", "notice cannot be written", ["reply": "\(reason)"])
  }

  /// Tries until it is written down: a full disk or a lock passes, and what the other side said must not be lost. At a
  /// stop it is tried once more, and the next start finds the attempt open.
  private func insist<T>(_ write: () async throws(DocketError) -> T) async throws(DocketError) -> T {
    while true {
      do throws(DocketError) {
        return try await write()
      } catch {
        guard error.code == .busy, !Task.isCancelled else { throw error }
        logger.warning("cannot write yet", metadata: ["event": "docket-busy", "error": "\(error.message)"])
        // Ends early only with the daemon.
        try? await timer.sleep(for: busyPause)
      }
    }
  }

  private func result(
    _ verdict: AttemptResult.Verdict, server: String? = nil, reply: String, _ dialogue: [String] = []
  ) -> AttemptResult {
    AttemptResult(verdict: verdict, server: server, reply: reply, dialogue: dialogue)
  }

  private func log(
    _ level: Logger.Level, _ notice: DueNotice, _ event: String, _ message: Logger.Message,
    _ metadata: Logger.Metadata = [:]
  ) {
    var metadata = metadata
    // Servers like to repeat the address, which is the debtor's and belongs into the docket alone.
    if let reply = metadata["reply"] {
      metadata["reply"] = "\("\(reply)".replacing(notice.recipient.text, with: "(recipient)"))"
    }
    metadata["event"] = "\(event)"
    metadata["notice"] = "\(notice.id)"
    metadata["claim"] = "\(notice.claims.map(\.claim.id.description).joined(separator: " "))"
    metadata["step"] = "\(notice.step.name)"
    logger.log(level: level, message, metadata: metadata)
  }
}

extension DeliveryOutcome {
  /// What it says of the way for every other notice.
  var passage: RelayCircuit.Passage {
    switch self {
    // What our own check refused before a server was seen tells nothing.
    case .refused(let record) where record.serverName == nil: .unknown
    case .accepted, .refused, .deferred(_, .message), .deferred(_, .sender): .free
    case .deferred, .inDoubt: .blocked
    case .abandoned: .unknown
    }
  }

  /// Whether a server answered for this notice, and not for all of them alike.
  fileprivate var isAboutNotice: Bool {
    if case .deferred(_, .relay) = self { return false }
    return true
  }

  /// Whether the dot has certainly left, and with it the docket got the bytes.
  fileprivate var hasPassedDot: Bool {
    switch self {
    case .accepted, .inDoubt: true
    case .deferred, .refused, .abandoned: false
    }
  }

  fileprivate var reachedServer: Bool {
    if case .deferred = self { return isAboutNotice && record.serverName != nil }
    return true
  }
}
