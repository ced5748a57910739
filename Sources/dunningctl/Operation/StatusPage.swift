import DunningAPI

/// The state of the daemon on one small page.
struct StatusPage {
  let status: StatusResponse
  let session: Session

  var lines: [String] {
    let head =
      ["dunningd \(status.version)  \(mode)"]
      + (status.mode == "held" ? [Fact.line("to arm", "dunningctl arm")] : [])
    let people: [String?] = [status.causes.isEmpty ? nil : Fact.line("causes", counts(status.causes)), followUps]
    let work: [String?] = [
      Fact.line("notices", counts(status.notices)) + doubt,
      approvals,
      unreachable,
      namesakes,
      Fact.line("next", next),
    ]
    let ways: [String?] = [Fact.line("transport", transport), printSpool, mail, statements, invoices]
    let machine: [String?] = [
      store,
      backup,
      seals,
      sealKey,
      timestamps,
      Fact.line("config", configuration),
      Fact.line("running", "since \(session.dates.text(status.startedAt))"),
    ]
    return head + [Fact.line("claims", counts(status.claims))] + stranded + people.compactMap { $0 } + credits
      + accounts
      + work.compactMap { $0 } + horizons + ways.compactMap { $0 } + webhooks + machine.compactMap { $0 }
  }

  private var mode: String {
    guard status.mode == "held" else { return session.terminal.tinted(status.mode, .good) }
    let because = status.heldBecause.map { ": \(printable($0))" } ?? ""
    return session.terminal.tinted("held", .waiting) + because
  }

  /// One line for each name that is missing.
  private var stranded: [String] {
    (status.stranded ?? []).map { missing in
      let claims = missing.claims == 1 ? "1 claim stands" : "\(missing.claims) claims stand"
      let text = "\(claims) still: no \(missing.kind) \(printable(missing.name)) in the configuration"
      return Fact.line("standing still", session.terminal.tinted(text, .bad))
        + "  " + session.terminal.tinted("(put it back, then dunningctl reload)", .waiting)
    }
  }

  private var followUps: String? {
    guard status.followUpsDue > 0 else { return nil }
    let hint = session.terminal.tinted("(dunningctl follow-ups --state due)", .waiting)
    return Fact.line("follow-ups", "\(status.followUpsDue) due") + "  " + hint
  }

  /// What debtors have with their creditors, and what waits for somebody to decide what becomes of it.
  private var credits: [String] {
    let sums = (status.credits ?? []).enumerated().map { index, credit in
      let owners = credit.debtors == 1 ? "1 debtor" : "\(credit.debtors) debtors"
      return Fact.line(
        index == 0 ? "credits" : "", printable("\(credit.amount) \(credit.currency) of \(owners) of \(credit.creditor)")
      )
    }
    guard let covered = status.coveredClaims, covered > 0 else { return sums }
    let claims = covered == 1 ? "1 claim is" : "\(covered) claims are"
    let hint = session.terminal.tinted("(dunningctl payments --unmatched)", .waiting)
    let held = (status.heldByCredit ?? []).map { claim in
      let since = claim.since.map { " since \(session.dates.text($0))" } ?? ""
      return Fact.line(
        "",
        printable(
          "\(claim.id) \(claim.reference), \(claim.debtor): \(claim.covered) holds \(claim.outstanding) "
            + "\(claim.currency)\(since)"))
    }
    return sums + [Fact.line("held by them", "\(claims) not dunned") + "  " + hint] + held
  }

  private var unreachable: String? {
    guard let claims = status.unreachable, claims > 0 else { return nil }
    return Fact.line("no address", "\(counted(claims, "claim")) whose next step has none to go to")
  }

  private var namesakes: String? {
    guard let claims = status.heldForNamesakes, claims > 0 else { return nil }
    return Fact.line("who is it", "\(counted(claims, "claim")) held: their debtor may be another of the same name")
      + "  " + session.terminal.tinted("(dunningctl debtors --doubles)", .waiting)
  }

  private var staleClaims: [String] {
    guard let count = status.staleClaims, count > 0 else { return [] }
    let hint = session.terminal.tinted("(dunningctl statement import)", .waiting)
    return [Fact.line("wait for news", "\(counted(count, "claim")), until newer statements are there") + "  " + hint]
  }

  /// How far each account is known, and what is missing.
  private var accounts: [String] {
    (status.accounts ?? []).enumerated().flatMap { index, account in
      let newest = account.newest.map { "known until \(session.dates.text($0))" } ?? "nothing booked yet"
      let waiting = account.proposed == 0 ? "" : ", \(account.proposed) to look at"
      let held = account.held == 0 ? "" : ", \(account.held) not moved yet"
      let line = Fact.line(
        index == 0 ? "accounts" : "", printable("\(account.account) \(newest)\(waiting)\(held)"))
      let gaps = account.gaps.map { gap in
        Fact.line(
          "",
          session.terminal.tinted(
            "nothing is known of it from \(session.dates.text(gap.from)) to \(session.dates.text(gap.until))", .waiting)
        )
      }
      return [line] + gaps
    } + staleClaims
  }

  private var approvals: String? {
    guard status.approvals.count > 0, let oldest = status.approvals.oldest else { return nil }
    let hint = session.terminal.tinted("(dunningctl notices --state awaiting-approval)", .waiting)
    let lacking =
      (status.approvals.withoutInterest ?? 0) > 0
      ? "; \(status.approvals.withoutInterest ?? 0) lack their interest" : ""
    let text = "\(status.approvals.count), the oldest since \(session.dates.text(oldest))\(lacking)"
    return Fact.line("to approve", text) + "  " + hint
  }

  /// One line for each table or calendar that ends soon.
  private var horizons: [String] {
    (status.horizons ?? []).compactMap(\.warning).map {
      Fact.line("to renew", session.terminal.tinted(printable($0), .waiting))
    }
  }

  private var printSpool: String? {
    guard let spool = status.printSpool else { return nil }
    let error = spool.lastError.map { ", last error: \($0)" } ?? ""
    return Fact.line("print spool", printable("\(spool.path), \(spool.healthy ? "healthy" : "NOT HEALTHY")\(error)"))
  }

  private var mail: String? {
    guard let mail = status.mail else { return nil }
    let aside =
      mail.setAside > 0
      ? "  " + session.terminal.tinted("\(mail.setAside) SET ASIDE UNREAD, below .rejected there: see the log", .bad)
      : ""
    return Fact.line("mail", printable(mail.path)) + aside + unread(mail.notReadable)
  }

  private var invoices: String? {
    guard let invoices = status.invoices else { return nil }
    let aside = [
      invoices.asked > 0 ? "\(invoices.asked) to decide on in asked/" : nil,
      invoices.refused > 0 ? "\(invoices.refused) in refused/" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
    return Fact.line("invoices", printable(invoices.folder))
      + (aside.isEmpty ? "" : "  " + session.terminal.tinted("\(aside), each with the reason beside it", .waiting))
      + unread(invoices.notReadable)
  }

  /// What lies in a folder that cannot be read is not nothing, and what waits there is not taken in.
  private func unread(_ reason: String?) -> String {
    reason.map { "  " + session.terminal.tinted(printable("NOT ALL READ: \($0)"), .bad) } ?? ""
  }

  private var statements: String? {
    guard let folder = status.statements else { return nil }
    let left =
      folder.left.isEmpty
      ? "" : "  " + session.terminal.tinted(printable("NOT TAKEN IN: \(folder.left.joined(separator: ", "))"), .bad)
    return Fact.line("statements", printable(folder.path)) + left + unread(folder.notReadable)
  }

  /// One line for each program that is told of the journal's entries.
  private var webhooks: [String] {
    (status.webhooks ?? []).enumerated().map { index, webhook in
      let waiting = webhook.waiting.map { $0 > 0 ? ", \($0) events wait" : "" } ?? ""
      let error = webhook.lastError.map { ", last error: \($0)" } ?? ""
      let pause = webhook.pausedUntil.map { ", again \(session.dates.text($0))" } ?? ""
      let state = webhook.healthy ? "healthy" : "NOT HEALTHY"
      return Fact.line(
        index == 0 ? "webhooks" : "", printable("\(webhook.url), \(state)\(waiting)\(error)\(pause)"))
    }
  }

  private var store: String {
    let line = Fact.line("store", "\(status.store.kind), \(Self.size(status.store.bytes))")
    guard let trouble = status.store.trouble else { return line }
    let since = session.dates.text(trouble.since)
    return line + "  "
      + session.terminal.tinted(printable("CANNOT BE WRITTEN: \(trouble.reason), since \(since)"), .bad)
      + "  " + session.terminal.tinted(printable("(\(trouble.hint))"), .waiting)
  }

  private var backup: String {
    if let last = status.lastBackup { return Fact.line("backup", "the last \(session.dates.text(last))") }
    return Fact.line("backup", "never") + "  " + session.terminal.tinted("(dunningctl backup FILE.tar)", .waiting)
  }

  private var seals: String? {
    guard let seals = status.seals, let last = seals.lastAt else { return nil }
    return Fact.line("seals", "\(seals.count), the last \(session.dates.text(last))")
  }

  private var sealKey: String? {
    guard let key = status.seals?.publicKey, let fingerprint = status.seals?.fingerprint else { return nil }
    return Fact.line("seal key", printable("\(key), fingerprint \(fingerprint)"))
  }

  private var timestamps: String? {
    guard let stamps = status.seals?.timestamps else { return nil }
    guard stamps.waiting > 0, let oldest = stamps.oldestWaiting else {
      return Fact.line("time stamps", printable("by \(stamps.url)"))
    }
    let late = stamps.isLate ? "  " + session.terminal.tinted("LATE: see the log", .bad) : ""
    return Fact.line(
      "time stamps",
      printable("by \(stamps.url), \(stamps.waiting) to come, the oldest since \(session.dates.text(oldest))")) + late
  }

  private var doubt: String {
    guard let count = status.notices["in-doubt"], count > 0 else { return "" }
    return "  " + session.terminal.tinted("(dunningctl notices --state in-doubt)", .bad)
  }

  private var next: String {
    guard let next = status.next else { return "nothing is planned" }
    return "\(session.dates.text(next.at)), \(next.count) due"
  }

  private var transport: String {
    let transport = status.transport
    let error = transport.lastError.map { "last error: \($0)" }
    let pause = transport.pausedUntil.map { "paused until \(session.dates.text($0))" }
    return ([transport.kind, transport.healthy ? "healthy" : "NOT HEALTHY"] + [pause, error].compactMap { $0 })
      .joined(separator: ", ")
  }

  private var configuration: String {
    let file = status.configuration.file ?? "built-in defaults"
    let error = status.configuration.lastError.map { "; last reload rejected: \($0)" } ?? ""
    return "\(file), loaded \(session.dates.text(status.configuration.loadedAt))\(error)"
  }

  /// `12 open, 3 paid`: states with nothing in them are left out.
  private func counts(_ counts: [String: Int]) -> String {
    let some = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    return some.isEmpty ? "none" : some.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }

  /// Bytes in the largest unit of which there is at least one, with one decimal.
  private static func size(_ bytes: Int64) -> String {
    var (tenths, units) = (bytes * 10, ["B", "kB", "MB", "GB", "TB"][...])
    while tenths >= 10_000, units.count > 1 {
      tenths /= 1_000
      units = units.dropFirst()
    }
    let unit = units.first ?? ""
    return unit == "B" ? "\(bytes) B" : "\(tenths / 10).\(tenths % 10) \(unit)"
  }
}
