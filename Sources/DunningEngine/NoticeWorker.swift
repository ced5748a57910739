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
  /// What is known of the print spool.
  let spoolHealth: DeliveryHealth
  /// What is remembered of the mail server's answers.
  let answers: AnswerWatch
  let busyPause: Duration
  let logger: Logger

  /// Writes the notice where it is not written yet, and hands it over where it may go: the path of a deadline from T3 on.
  /// A letter goes before the e-mail, so that no mail server's failure stops it.
  ///
  /// - Parameter alarms: how many there were of the mail server before it was taken.
  /// - Returns: what it learned of the way.
  /// - Throws: ``DocketError`` when the docket failed; then nothing more may be sent.
  func carry(_ notice: DueNotice, takenAfter alarms: Int) async throws -> RelayCircuit.Passage {
    let composition = Composition(notice: notice, rules: rules.value)
    guard let parcel = try await write(notice, composition) else { return .unknown }
    guard notice.leaves else {
      try await askForApproval(notice, parcel)
      return .unknown
    }
    if try await isOutdated(notice) { return .unknown }
    let unkept = notice.isWritten ? nil : parcel
    if let attempt = notice.postAttempt, let pdf = parcel.letter {
      guard try await post(pdf, composition, attempt: attempt, unkept) else { return .unknown }
    }
    guard let attempt = notice.attempt, let message = parcel.message else { return .unknown }
    return try await mail(message, composition, attempt: attempt, unkept, takenAfter: alarms)
  }

  private func mail(
    _ message: [UInt8], _ composition: Composition, attempt: Int64, _ unkept: Parcel?, takenAfter alarms: Int
  ) async throws -> RelayCircuit.Passage {
    let notice = composition.notice
    let envelope: Envelope
    do {
      envelope = try composition.envelope()
    } catch {
      try await giveUp(notice, error)
      return .unknown
    }
    answers.couldWrite()
    let unwritten = answers.unwritten
    let said = await composition.rules.transport.deliver(message, envelope) {
      try await leave(notice, unkept, by: .email)
    }
    let (recipient, sender) = (notice.recipient, notice.creditor.id)
    let verdict = answers.heard(
      said, about: recipient, from: sender, takenAfter: alarms, begunAfter: unwritten)
    let outcome = said.judged(verdict)
    // Before anything else is taken, and paid for.
    if verdict == .suspicious(isFirst: true) { try await holdForPerson(outcome, notice) }
    try await record(outcome, attempt: attempt, of: notice, unkept, by: .email)
    if answers.isNews(outcome, about: recipient, from: sender), verdict == .alone {
      try await tellPerson(outcome, notice)
    }
    // Where there is but one sender, everybody's mail would fare as this one's; others must not wait for it.
    let isEverybodys = verdict == .toEverybody && rules.value.rulebook.creditors.count == 1
    return isEverybodys && outcome.isAboutSender ? .blocked : outcome.passage
  }

  // MARK: - What a person has to know

  /// The server refuses one after the other in the same words: whatever it says, it is not about them.
  private func holdForPerson(_ outcome: MailOutcome, _ notice: DueNotice) async throws {
    let reason =
      "the mail server refuses one recipient after the other in the same words: \(words(of: outcome, notice))"
    try await holdForPerson(reason, notice)
    answers.alarmWasHeard()
  }

  private func holdForPerson(_ reason: String, _ notice: DueNotice) async throws {
    let isArmed = try await docket.mode(rulebook: rules.value.rulebook).isArmed
    if isArmed {
      try await insist { () async throws(DocketError) in
        try await docket.hold(because: reason, by: .daemon, now: clock.now)
      }
    }
    guard isArmed else { return }
    log(.error, notice, "held", "held: nothing is sent until somebody arms the daemon", ["reason": "\(reason)"])
    let since = clock.now.adding(seconds: -Self.failuresLookBack).rfc3339(offsetSeconds: 0)
    try await remind(
      notice,
      "\(reason). Nothing is sent until you have seen to it and said `dunningctl arm`; what failed before that goes "
        + "out again by `dunningctl notice retry --state failed --since \(since)`.")
  }

  /// In seconds: a run of refusals is over within it.
  private static let failuresLookBack = 3_600

  private func tellPerson(_ outcome: MailOutcome, _ notice: DueNotice) async throws {
    let words = words(of: outcome, notice)
    let what =
      outcome.isAboutSender ? "does not take mail from \(notice.creditor.from.address.text)" : "does not take our mail"
    log(.error, notice, "relay-refuses", "the mail server refuses us; somebody has to see to it", ["reply": "\(words)"])
    try await remind(
      notice,
      "The mail server \(what): \(words). No notice has failed for it; they wait, and are tried again. See to it, then "
        + "`dunningctl reload` tries at once; `dunningctl status` tells how it stands.")
  }

  /// Comes back to the creditor today, and stands among the follow-ups until somebody has done it.
  private func remind(_ notice: DueNotice, _ text: String) async throws {
    // What goes to the creditor itself is about no claim; the next one will be.
    guard let claim = notice.claims.first?.claim else { return }
    let rulebook = rules.value.rulebook
    let today = (rulebook.zone(for: claim) ?? .utc).date(at: clock.now)
    try await insist { () async throws(DocketError) in
      _ = try await docket.note(
        ClaimName(claim.id), Note(text: text, remindOn: today), by: .daemon, rulebook: rulebook, now: clock.now)
    }
  }

  /// Servers like to repeat the address, which is this one debtor's.
  private func words(of outcome: MailOutcome, _ notice: DueNotice) -> String {
    String(notice.masking(outcome.record.reason).prefix(Self.wordsMax))
  }

  /// Characters of a server's words that are worth telling.
  private static let wordsMax = 300

  /// Puts the letter into the print spool.
  ///
  /// - Returns: false when the notice was overtaken, so that nothing more of it may leave.
  private func post(
    _ pdf: [UInt8], _ composition: Composition, attempt: Int64, _ unkept: Parcel?
  ) async throws -> Bool {
    let notice = composition.notice
    let outcome: MailOutcome
    if let spool = composition.rules.spool {
      outcome = await spool.deliver(pdf, slip: try composition.slip(pdf), id: notice.id.description) {
        try await leave(notice, unkept, by: .letter)
      }
    } else {
      // A reload has taken the spool away; the letter waits until there is one again.
      outcome = .deferred(AttemptRecord(peer: "print-spool", reason: "there is no print spool"), .local)
    }
    try await record(outcome, attempt: attempt, of: notice, unkept, by: .letter)
    if case .abandoned(_, is Overtaken) = outcome { return false }
    return true
  }

  // MARK: - Approvals

  /// Looks again at every notice that waits for an approval or has one.
  ///
  /// - Returns: how many were taken back.
  func reviewApprovals() async throws -> Int {
    var (cursor, takenBack): (NoticeID?, Int) = (nil, 0)
    while true {
      let ids = try await docket.approvals(after: cursor, limit: Self.reviewBatch)
      for id in ids where try await review(id, isTaken: false) { takenBack += 1 }
      guard let last = ids.last else { return takenBack }
      cursor = last
    }
  }

  /// Notices looked up at once for a review.
  private static let reviewBatch = 100

  /// What was approved, and would be written otherwise now, must not leave.
  private func isOutdated(_ notice: DueNotice) async throws -> Bool {
    guard notice.approved != nil, !notice.isPartlyGone else { return false }
    return try await review(notice.id, isTaken: true)
  }

  /// Writes a notice again and compares.
  ///
  /// - Returns: true when it was taken back, since it would be written otherwise now.
  private func review(_ id: NoticeID, isTaken: Bool) async throws -> Bool {
    let rules = rules.value
    guard let notice = try await docket.reopened(id, rulebook: rules.rulebook),
      let reason = await difference(notice, rules)
    else { return false }
    let isTakenBack = try await insist { () async throws(DocketError) in
      try await docket.takeBack(id, because: reason, isTaken: isTaken, rulebook: rules.rulebook, now: clock.now)
    }
    if isTakenBack {
      log(.notice, notice, "notice-dropped", "notice is written anew and asks again", ["reason": "\(reason)"])
    }
    return isTakenBack
  }

  /// In which words a notice is another one than it was written; nil when it is the same, byte for byte.
  private func difference(_ notice: DueNotice, _ rules: Rules) async -> String? {
    let parcel: Parcel
    do {
      parcel = try await Composition(notice: notice, rules: rules).parcel(from: docket)
    } catch {
      return "it can no longer be written as it was: \(error)"
    }
    let isOtherLetter = parcel.letter != notice.letter
    guard isOtherLetter || parcel.message != notice.message else { return nil }
    let what = isOtherLetter ? "its letter" : "its message"
    return "\(what) would read otherwise now: the templates, the rules or the creditor's details have changed"
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
      result, attempt: attempt.id, of: attempt.notice, by: attempt.channel, rulebook: rules.value.rulebook,
      now: clock.now)
    logger.notice(
      "attempt recovered",
      metadata: ["notice": "\(attempt.notice)", "event": "attempt-recovered", "reply": "\(result.reply)"])
  }

  private func fate(of attempt: Attempt, _ notice: Notice) async -> AttemptTrace {
    guard attempt.phase == .dotSent else { return .notDelivered }
    if attempt.channel == .letter { return await rules.value.spool?.trace(notice.id.description) ?? .unknown }
    let id = String(notice.messageID.prefix { $0 != "@" })
    // What no longer makes an envelope cannot be asked about, and a person finds out.
    guard let first = notice.recipient.split(separator: ",").first,
      let recipient = try? Mailbox(address: String(first)),
      let envelope = try? Envelope(sender: nil, recipient: recipient, id: id, notify: [.failure])
    else { return .unknown }
    return await rules.value.transport.trace(envelope)
  }

  /// The bytes to send; nil when the notice cannot be written.
  private func write(_ notice: DueNotice, _ composition: Composition) async throws -> Parcel? {
    if notice.isWritten { return Parcel(message: notice.message, letter: notice.letter) }
    do {
      return try await composition.parcel(from: docket)
    } catch {
      try await giveUp(notice, error)
      return nil
    }
  }

  /// Keeps what a person is to read and approve.
  private func askForApproval(_ notice: DueNotice, _ parcel: Parcel) async throws {
    let gate = try await insist { () async throws(DocketError) in
      try await docket.store(parcel, for: notice, rulebook: rules.value.rulebook, now: clock.now)
    }
    if case .overtaken(let reason) = gate {
      log(.info, notice, "notice-dropped", "notice overtaken before it was written", ["reason": "\(reason)"])
      return
    }
    log(.notice, notice, "notice-awaiting-approval", "notice awaits approval")
  }

  /// Runs before the final dot: from here on the notice counts as possibly sent.
  private func leave(_ notice: DueNotice, _ unkept: Parcel?, by channel: Step.Channel) async throws {
    switch try await docket.dotSent(notice, parcel: unkept, by: channel, rulebook: rules.value.rulebook, now: clock.now)
    {
    case .open: break
    case .overtaken(let reason): throw Overtaken(reason: reason)
    case .held: throw Held()
    }
  }

  /// Sending or the notice was held while the message was on its way; it leaves when somebody arms the daemon again, or
  /// releases the notice.
  private struct Held: Error {}

  private struct Overtaken: Error {
    let reason: String
  }

  private func record(
    _ outcome: MailOutcome, attempt: Int64, of notice: DueNotice, _ unkept: Parcel?,
    by channel: Step.Channel
  ) async throws {
    let now = clock.now
    if case .abandoned(_, let error as Overtaken) = outcome {
      log(.info, notice, "notice-dropped", "notice overtaken before it left", ["reason": "\(error.reason)"])
      return
    }
    // A docket that could not say whether the dot may leave cannot be told of the outcome either, unless that passes.
    if case .abandoned(_, let error as DocketError) = outcome, error.code != .busy { throw error }
    let verdict = verdict(on: outcome, notice, now: now)
    let result = AttemptResult(
      verdict: verdict, server: outcome.isAboutNotice ? outcome.record.serverName : nil, reply: outcome.record.reason,
      dialogue: outcome.record.dialogue, answers: outcome.record.answers.map(answer),
      restAt: RetryPolicy.nextTry(
        attempts: notice.attempts - notice.unreached, seed: notice.id.number, now: now))
    try await insist { () async throws(DocketError) in
      try await docket.record(
        result, attempt: attempt, of: notice.id, parcel: outcome.hasPassedDot ? nil : unkept, by: channel,
        rulebook: rules.value.rulebook, now: now)
    }
    report(verdict, outcome, notice, by: channel)
  }

  /// Where what is in doubt is sent again, so is what is in doubt for one of several.
  private func answer(_ said: AttemptRecord.Answer) -> AttemptResult.Answer {
    let verdict: AttemptResult.Answer.Verdict =
      switch said.verdict {
      case .taken: .taken
      case .putOff: .putOff
      case .refused: .refused
      case .withheld: .withheld
      case .unheard: rules.value.resendsInDoubt ? .putOff : .unheard
      }
    return AttemptResult.Answer(address: said.address, verdict: verdict, words: said.words)
  }

  private func verdict(
    on outcome: MailOutcome, _ notice: DueNotice, now: Instant
  ) -> AttemptResult.Verdict {
    switch outcome {
    case .accepted: return .accepted
    case .refused: return .refused
    case .inDoubt where !rules.value.resendsInDoubt: return .inDoubt
    case .deferred(_, .sender), .deferred(_, .account):
      // It is about us and no reason to give a notice up, however long it takes.
      let tries = min(notice.attempts, RetryPolicy.triesMax - 1)
      let next = RetryPolicy.nextTry(attempts: tries, seed: notice.id.number, now: now)
      return .deferred(until: next ?? now)
    case .inDoubt, .deferred, .abandoned(_, is DocketError):
      // What never came to a server says nothing about the notice, and is no reason to give it up.
      let tries = notice.attempts - notice.unreached - (outcome.reachedServer ? 0 : 1)
      let next = RetryPolicy.nextTry(attempts: tries, seed: notice.id.number, now: now)
      return next.map(AttemptResult.Verdict.deferred(until:)) ?? .refused
    case .abandoned: return .deferred(until: now)
    }
  }

  private func report(
    _ verdict: AttemptResult.Verdict, _ outcome: MailOutcome, _ notice: DueNotice, by channel: Step.Channel
  ) {
    let words = outcome.record.reason
    if channel == .letter { tellSpoolHealth(verdict, words) }
    for missed in outcome.record.answers where missed.verdict != .taken && verdict == .accepted {
      log(
        .warning, notice, "recipient-missed", "notice not taken for one of its recipients",
        ["reply": "\(missed.words)"])
    }
    if notice.isRest {
      return log(.info, notice, "notice-rest", "tried for those it had not reached", ["reply": "\(words)"])
    }
    switch verdict {
    case .accepted: log(.info, notice, "notice-sent", "notice sent", ["reply": "\(words)"])
    case .refused: log(.warning, notice, "notice-failed", "notice refused for good", ["reply": "\(words)"])
    case .inDoubt:
      log(.warning, notice, "notice-in-doubt", "notice in doubt: the final reply never came", ["reply": "\(words)"])
    case .deferred(let moment):
      let next = moment.rfc3339(offsetSeconds: 0)
      log(.notice, notice, "notice-deferred", "notice deferred", ["reply": "\(words)", "next": "\(next)"])
    }
  }

  /// Of the mail server's health is told when its answer is heard.
  private func tellSpoolHealth(_ verdict: AttemptResult.Verdict, _ words: String) {
    switch verdict {
    case .accepted: spoolHealth.works()
    case .refused: break
    case .inDoubt, .deferred: spoolHealth.fails(words)
    }
  }

  private func giveUp(_ notice: DueNotice, _ error: any Error) async throws {
    let reason = "it cannot be written: \(error)"
    try await insist { () async throws(DocketError) in
      try await docket.abandon(notice, because: reason, rulebook: rules.value.rulebook, now: clock.now)
    }
    log(.error, notice, "notice-failed", "notice cannot be written", ["reply": "\(reason)"])
    let whom = notice.recipient.isEmpty ? notice.claims.first?.claim.draft.debtor.name ?? "" : notice.recipient
    guard answers.couldNotWrite(to: whom, because: reason) else { return }
    try await holdForPerson("one notice after the other failed: \(notice.masking(reason))", notice)
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
      metadata["reply"] = "\(notice.masking("\(reply)"))"
    }
    metadata["event"] = "\(event)"
    metadata["notice"] = "\(notice.id)"
    metadata["claim"] = "\(notice.claims.map(\.claim.id.description).joined(separator: " "))"
    metadata["step"] = "\(notice.step.name)"
    logger.log(level: level, message, metadata: metadata)
  }
}

extension DueNotice {
  /// A server's words without the debtor's addresses.
  fileprivate func masking(_ words: String) -> String {
    // Whatever has no such sign holds no address.
    guard words.utf8.contains(UInt8(ascii: "@")) else { return words }
    return (mailing.to + mailing.cc + copies).reduce(words) { $0.replacing($1.address.text, with: "(recipient)") }
  }
}

extension MailOutcome {
  /// What it says of the way for every other notice.
  var passage: RelayCircuit.Passage {
    switch self {
    // What our own check refused before a server was seen tells nothing.
    case .refused(let record) where record.serverName == nil: .unknown
    case .accepted, .refused, .deferred(_, .message), .deferred(_, .sender): .free
    case .deferred(_, .account): .barred
    case .deferred, .inDoubt: .blocked
    case .abandoned: .unknown
    }
  }

  /// As it is to be taken beside the answers before it: a refusal that is not believed puts off.
  fileprivate func judged(_ verdict: AnswerRun.Verdict) -> MailOutcome {
    if case .suspicious = verdict, case .refused(let record) = self { return .deferred(record, .relay) }
    return self
  }

  fileprivate var isAboutSender: Bool {
    if case .deferred(_, .sender) = self { return true }
    return false
  }

  /// Whether a server answered for this notice, and not for all of them alike.
  fileprivate var isAboutNotice: Bool {
    switch self {
    case .deferred(_, .relay), .deferred(_, .account), .deferred(_, .sender): false
    default: true
    }
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
