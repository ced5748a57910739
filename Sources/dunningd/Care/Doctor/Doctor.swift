import Dunning
import DunningAPI
import DunningConfiguration
import DunningControl
import DunningEngine
import DunningMail
import DunningStore
import Glibc

/// Looks at everything that may want a person's care; what is read off needs no words of its own elsewhere.
struct Doctor: Sendable {
  let ground: Groundwork
  let places: Setup.Places
  let configuration: StatusResponse.Configuration

  typealias Check = DoctorResponse.Check

  init(_ ground: Groundwork, places: Setup.Places, configuration: StatusResponse.Configuration) {
    (self.ground, self.places, self.configuration) = (ground, places, configuration)
  }

  private var rulebook: Rulebook { ground.rules.value.rulebook }
  private var now: Instant { ground.outside.clock.now }
  private var today: CivilDate { rulebook.operationZone.date(at: now) }

  /// In the order in which they should be read: what keeps mail from going out first.
  func checks() async throws(DocketError) -> [Check] {
    try await ground.docket.probe(now: now)
    let counts = try await ground.docket.counts(rulebook: rulebook, now: now)
    let mail = [mode(counts), await transport(), await spool()].compactMap { $0 } + folders()
    let names = await SenderDomains(rulebook).checks()
    let docket = try await [store(), queue(counts), notices(counts), credits(), backup(), bankNews()].compactMap { $0 }
    return mail + names + docket + [configured(), written()] + horizons() + Machine(places).checks()
  }

  // MARK: - Mail

  private func mode(_ counts: DocketCounts) -> Check {
    if counts.mode.isArmed { return Check("mode", .ok, "armed") }
    return Check(
      "mode", .warning, "held: \(counts.mode.heldBecause ?? "nobody armed it")",
      hint: "dunningctl plan, then dunningctl arm")
  }

  /// Connects now, and does not go by how it was.
  private func transport() async -> Check {
    let transport = ground.rules.value.transport
    do {
      try await transport.check()
      return Check("transport", .ok, "\(transport.kind) answers")
    } catch {
      return Check(
        "transport", .critical, "\(transport.kind): \(error.message)", hint: error.hint ?? "dunningctl test-mail")
    }
  }

  /// That the folder can be written does not say that it takes letters: what the last try said counts as well.
  private func spool() async -> Check? {
    guard let spool = ground.rules.value.spool else { return nil }
    do {
      try await spool.check()
      let state = ground.spoolHealth.current
      guard !state.isHealthy else { return Check("print-spool", .ok, "\(spool.path) can be written") }
      return Check(
        "print-spool", .critical, "\(spool.path) did not take the last letter: \(state.lastError ?? "no reason given")",
        hint: "see to it; the letter is tried again by itself")
    } catch {
      return Check("print-spool", .critical, error.message, hint: error.hint)
    }
  }

  /// Those that are watched: what is not taken in may be the payment of somebody who is reminded.
  private func folders() -> [Check] {
    [
      ground.mail.map { ("mail", $0.path, $0.notReadable) },
      ground.invoices.map { ("invoices", $0.folder, $0.notReadable) },
      ground.statements.map { ("statements", $0.path, $0.notReadable) },
    ].compactMap { $0 }.map { name, path, trouble in
      trouble.map { Check(name, .critical, $0, hint: "see the log, and the rights of the folder") }
        ?? Check(name, .ok, "\(path) is watched")
    }
  }

  // MARK: - The docket

  private func store() -> Check {
    guard let trouble = ground.docket.trouble else { return Check("store", .ok, "the docket can be written") }
    let since = rulebook.operationZone.rfc3339(trouble.since)
    return Check(
      "store", .critical, "the docket cannot be written since \(since): \(trouble.reason)", hint: trouble.hint)
  }

  /// Seconds that something due may wait while mail may leave, before somebody should look, and before it is bad. From a
  /// minute on it is told.
  private static let waits = (told: 60, warning: 3_600, critical: 86_400)

  private func queue(_ counts: DocketCounts) -> Check {
    let late = counts.nextAt.map { Int((now.milliseconds - $0.milliseconds) / 1_000) } ?? 0
    let trouble = ground.docket.trouble
    guard counts.mode.isArmed, late >= (trouble == nil ? Self.waits.told : 1) else {
      return Check(
        "queue", .ok, counts.nextAt.map { "next at \(rulebook.operationZone.rfc3339($0))" } ?? "nothing is planned")
    }
    let text = "what is due has waited for \(Self.words(late))"
    if let trouble { return Check("queue", .critical, text, hint: trouble.hint) }
    guard late > Self.waits.warning else { return Check("queue", .ok, text) }
    return Check(
      "queue", late > Self.waits.critical ? .critical : .warning, text,
      hint: "dunningctl status says what the mail server answers")
  }

  private func notices(_ counts: DocketCounts) -> Check {
    let waiting = [("in-doubt", "in doubt"), ("failed", "failed")].compactMap { state, words in
      counts.notices[state].flatMap { $0 > 0 ? "\($0) \(words)" : nil }
    }
    guard !waiting.isEmpty else { return Check("notices", .ok, "none has failed") }
    return Check(
      "notices", .warning, waiting.joined(separator: ", "), hint: "dunningctl notices --state failed, or in-doubt")
  }

  /// Nil where no credit holds anything.
  private func credits() async throws(DocketError) -> Check? {
    let credits = try await ground.docket.credits()
    guard let first = credits.held.first else { return nil }
    let rest = credits.coveredClaims > 1 ? ", and \(credits.coveredClaims - 1) more are held so" : ""
    return Check("credits", .warning, first.words + rest, hint: HeldByCredit.hint)
  }

  /// Days after which a backup is old, and after which it is as good as none.
  private static let backupDays = (warning: 2, critical: 14)

  private func backup() async throws(DocketError) -> Check {
    let hint = "systemctl enable --now dunningd-backup.timer, or dunningctl backup FILE.tar"
    guard let last = try await ground.docket.lastBackup() else {
      return Check("backup", .warning, "there was never one", hint: hint)
    }
    let seconds = Int((now.milliseconds - last.milliseconds) / 1_000)
    let text = "the last one is \(Self.words(seconds)) old"
    if seconds > Self.backupDays.critical * 86_400 { return Check("backup", .critical, text, hint: hint) }
    return seconds > Self.backupDays.warning * 86_400
      ? Check("backup", .warning, text, hint: hint) : Check("backup", .ok, text)
  }

  /// Nil where no account is known of which statements come in.
  private func bankNews() async throws(DocketError) -> Check? {
    let stale = try await ground.docket.staleClaims()
    if stale > 0 {
      return Check(
        "bank", .warning, "\(stale) claims wait for newer statements", hint: "dunningctl statement import FILE")
    }
    let accounts = try await ground.docket.accounts(rulebook: rulebook).filter { $0.statements > 0 }
    guard let newest = accounts.compactMap(\.newest).min() else { return nil }
    let days = today.dayNumber - newest.dayNumber
    let text = "all accounts are known until \(newest.iso)"
    return days > Self.statementDays
      ? Check("bank", .warning, text, hint: "dunningctl statement import FILE") : Check("bank", .ok, text)
  }

  /// A week, and a weekend.
  private static let statementDays = 9

  // MARK: - What it goes by

  /// The file as it lies there now, with the fonts of this machine: what the next start or reload would say.
  private func configured() -> Check {
    let check = ConfigurationCheck(places, credential: ground.outside.credential)
    if let error = check.errors.first {
      return Check(
        "configuration", .critical, "the next start fails: \(error.split(separator: "\n").first ?? "")",
        hint: "dunningctl config check")
    }
    if let error = configuration.lastError {
      return Check("configuration", .warning, "the last reload was rejected: \(error)", hint: "dunningctl reload")
    }
    return Check("configuration", .ok, "\(check.file): \(check.summary)")
  }

  /// Whether mail could be written for anybody.
  private func written() -> Check {
    rulebook.creditors.isEmpty
      ? Check("creditors", .warning, "the configuration names none, so no claim is taken", hint: "dunningctl init")
      : Check("creditors", .ok, rulebook.creditors.keys.sorted().joined(separator: ", "))
  }

  private func horizons() -> [Check] {
    let rates = rulebook.rateHorizons.map { horizon in
      horizon.isNear(on: today)
        ? Check("rates", horizon.until < today ? .critical : .warning, horizon.words(on: today))
        : Check("rates", .ok, "\(horizon.table) is known until \(horizon.until.iso)")
    }
    let calendars = rulebook.calendarHorizons().map { horizon in
      horizon.isNear(on: today)
        ? Check("calendar", .warning, horizon.words(on: today))
        : Check("calendar", .ok, "\(horizon.calendar) is certain until \(horizon.until.iso)")
    }
    return rates + calendars
  }

  /// Whole days or hours or minutes of a time in seconds, of which there are two at least; else the seconds.
  private static func words(_ seconds: Int) -> String {
    let units = [(86_400, "days"), (3_600, "hours"), (60, "minutes")]
    guard let (length, unit) = units.first(where: { seconds >= 2 * $0.0 }) else { return "\(max(0, seconds)) seconds" }
    return "\(seconds / length) \(unit)"
  }
}
