import Dunning
import DunningStore
import DunningTesting

extension RandomWorld {
  private static let actions: [@Sendable (inout RandomWorld) async throws -> Void] = [
    { try await $0.enqueue() }, { try await $0.enqueue() }, { try await $0.enqueue() },
    { try await $0.pay() }, { try await $0.pay() }, { try await $0.moneyGoesBack() },
    { try await $0.correct() }, { try await $0.reopen() },
    { try await $0.sayOfClaim() }, { try await $0.sayOfClaim() }, { try await $0.sayOfDebtor() },
    { try await $0.writeNote() }, { try await $0.holdOrArm() }, { try await $0.decideAboutNotice() },
    { try await $0.decideAboutNotice() }, { try await $0.comeBack() }, { try await $0.reload() },
  ]

  /// One thing that somebody does.
  mutating func act() async throws {
    guard let action = pick(Self.actions) else { return }
    do {
      try await action(&self)
      try await noteArrivals()
    } catch let error as DocketError where [.wrongState, .notFound, .paymentTaken].contains(error.code) {
      say("refused: \(error.message)")
    } catch let error as RuleError {
      say("refused: \(error.message)")
    }
  }

  // MARK: - Claims and money

  private mutating func enqueue() async throws {
    let (reference, debtor) = ("R\(claims.count)", below(debtors.count))
    let codes = ["EUR", "USD", "JPY"]
    guard let currency = Currency(codes[below(debtor == 0 ? 1 : codes.count)]) else { return }
    if below(15) == 0 { try await move(debtor, to: "new\(claims.count)@kunde.example") }
    let due = day(of: debtor).adding(days: below(60) - 30)
    let draft = ClaimDraft(
      creditor: "acme", reference: reference,
      debtor: try Samples.debtor(
        key: debtors[debtor].key, email: debtors[debtor].email, timeZone: debtors[debtor].zone.name),
      amount: Money(minorUnits: Int64(1 + below(50_000)), currency: currency), due: .day(due),
      policy: below(3) == 0 ? "single" : "standard")
    say(
      "enqueue \(reference) of \(draft.debtor.key) \(draft.amount.decimal) \(currency.code) due \(due.iso) \(draft.policy)"
    )
    _ = try await open().register([draft], by: .user(1000), rulebook: rulebook, now: now)
    claims[reference] = ModelClaim(
      debtor: debtor, amount: draft.amount.minorUnits, silence: debtors[debtor].silence)
  }

  /// Somebody says the new address of a debtor; what comes in later may name any that they ever had.
  private mutating func move(_ debtor: Int, to email: String) async throws {
    guard claims.values.contains(where: { $0.debtor == debtor }) else { return }
    say("correct \(debtors[debtor].key) to \(email)")
    var correction = DebtorCorrection()
    correction.email = try Addressee.list(parsing: email)
    _ = try await open().correct(
      debtor: DebtorName(debtors[debtor].key), correction, reason: "moved", by: .user(1000), rulebook: rulebook,
      now: now)
    debtors[debtor].email = email
  }

  private mutating func someClaim() -> String? {
    pick(claims.keys.sorted { (Int($0.dropFirst()) ?? 0) < (Int($1.dropFirst()) ?? 0) })
  }

  private mutating func pay() async throws {
    guard let reference = someClaim(), let claim = claims[reference] else { return }
    let open = max(1, claim.amount - claim.paid)
    let amount = [max(1, open / 3), open, open + 500][below(3)]
    let kind: Payment.Kind = below(5) == 0 ? .creditNote : .payment
    let id = below(2) == 0 ? "b\(below(6))" : nil
    try await pay(reference, amount, kind, id: id)
  }

  private mutating func moneyGoesBack() async throws {
    guard let reference = someClaim(), let claim = claims[reference], claim.paid > 0 else { return }
    let amount = [max(1, claim.paid / 2), claim.paid, claim.paid + 1][below(3)]
    try await pay(reference, -amount, below(2) == 0 ? .refund : .chargeback, id: nil)
  }

  private mutating func pay(_ reference: String, _ change: Int64, _ kind: Payment.Kind, id: String?) async throws {
    guard var claim = claims[reference] else { return }
    let currency = try await file(reference).record.claim.draft.amount.currency
    let money = Money(minorUnits: abs(change), currency: currency)
    say("\(kind.rawValue) of \(money.decimal) for \(reference) \(id ?? "")")
    _ = try await open().pay(
      ClaimName(reference), amount: money.decimal, kind: kind, date: nil, externalID: id, by: .user(1000),
      rulebook: rulebook,
      now: now)
    if let id, let known = claim.payments[id] {
      guard known == change else { throw Violation("payment \(id) was taken with two amounts") }
      return
    }
    if let id, claims.contains(where: { $0.value.payments[id] != nil }) {
      throw Violation("payment \(id) counts on two claims of one creditor")
    }
    if let id { claim.payments[id] = change }
    let wasPaid = claim.isPaid
    claim.paid += change
    // What was said of the debtor as a whole still holds when the debt is open again.
    if wasPaid, !claim.isPaid, ![.barred, .over].contains(claim.silence) {
      claim.silence = debtors[claim.debtor].silence
    }
    claims[reference] = claim
  }

  // MARK: - Corrections

  private mutating func correct() async throws {
    guard let reference = someClaim(), var claim = claims[reference] else { return }
    var correction = ClaimCorrection()
    if below(2) == 0 {
      let sums = [claim.amount + 700, max(1, claim.amount / 2), max(1, claim.paid)]
      let currency = try await file(reference).record.claim.draft.amount.currency
      let amount = Money(minorUnits: sums[below(sums.count)], currency: currency)
      (correction.amount, claim.amount) = (amount.decimal, amount.minorUnits)
    } else {
      correction.due = .day(day(of: claim.debtor).adding(days: below(60) - 30))
    }
    say("correct \(reference): \(correction)")
    let wasPaid = claims[reference]?.isPaid == true
    _ = try await open().correct(
      ClaimName(reference), correction, reason: "x", by: .user(1000), rulebook: rulebook, now: now)
    // What was said of the debtor as a whole still holds when the debt is open again.
    if wasPaid, !claim.isPaid, ![.barred, .over].contains(claim.silence) {
      claim.silence = debtors[claim.debtor].silence
    }
    claims[reference] = claim
  }

  private mutating func reopen() async throws {
    guard let reference = pick(claims.keys.filter { claims[$0]?.silence == .over }.sorted()) else { return }
    say("reopen \(reference)")
    let record = try await open().reopen(
      ClaimName(reference), reason: "x", by: .user(1000), rulebook: rulebook, now: now)
    switch record.claim.state {
    case .paused: claims[reference]?.silence = record.claim.pausedUntil.map(Silence.until) ?? .open
    case .disputed, .stopped: claims[reference]?.silence = .barred
    default: claims[reference]?.silence = .none
    }
  }

  // MARK: - Words

  private mutating func someChange(today: CivilDate) -> (change: ClaimChange, silence: Silence) {
    let day = today.adding(days: below(30))
    switch below(12) {
    case 0, 1: return (.pause(until: day, reason: "x"), .until(day))
    case 2: return (.pause(until: nil, reason: "x"), .open)
    case 3, 4: return (.promise(.day(day, amount: nil), reason: nil), .promised)
    case 5: return (.promise(.day(day, amount: "1"), reason: nil), .promised)
    case 6:
      let every = [Span(10, .days), Span(1, .months)][below(2)]
      return (.promise(.instalments(first: day, every: every, amount: nil, count: 3), reason: nil), .promised)
    case 7: return (.dispute(reason: "x"), .barred)
    case 8: return (.stop(.insolvency, reason: "x"), .barred)
    case 9 where below(3) == 0: return (.withdraw(reason: "x"), .over)
    case 9 where below(3) == 0: return (.writeOff(reason: "x"), .over)
    default: return (.resume(reason: nil), .none)
    }
  }

  private mutating func sayOfClaim() async throws {
    guard let reference = someClaim(), let debtor = claims[reference]?.debtor else { return }
    let (change, silence) = someChange(today: day(of: debtor))
    say("\(reference): \(change)")
    _ = try await self.change(reference, change)
    claims[reference]?.silence = silence
  }

  mutating func change(_ reference: String, _ change: ClaimChange) async throws -> ClaimRecord {
    let record = try await open().change(ClaimName(reference), change, by: .user(1000), rulebook: rulebook, now: now)
    if case .resume = change { claims[reference]?.silence = .none }
    return record
  }

  private mutating func sayOfDebtor() async throws {
    let debtor = below(debtors.count)
    let (change, silence) = someChange(today: day(of: debtor))
    let before = try await open().debtor(
      DebtorName(debtors[debtor].key), rulebook: rulebook, now: now)[0]
    say("\(debtors[debtor].key): \(change)")
    let records = try await open().change(
      debtor: DebtorName(debtors[debtor].key), change, by: .user(1000), rulebook: rulebook, now: now)
    let revisions = Dictionary(uniqueKeysWithValues: before.open.map { ($0.claim.id, $0.revision) })
    for record in records where revisions[record.claim.id] != record.revision {
      claims[record.claim.draft.reference]?.silence = silence
    }
    let isStronger = [.disputed, .stopped].contains(before.state ?? .open)
    switch change {
    case .pause where !isStronger, .dispute where before.state != .stopped, .stop: debtors[debtor].silence = silence
    case .resume: debtors[debtor].silence = .none
    default: break
    }
  }

  private mutating func writeNote() async throws {
    guard let reference = someClaim(), let debtor = claims[reference]?.debtor else { return }
    let day = day(of: debtor).adding(days: 1 + below(20))
    say("note on \(reference) for \(day.iso)")
    let note = Note(text: "x", remindOn: day)
    if below(3) == 0 {
      _ = try await open().note(
        debtor: DebtorName(debtors[debtor].key), note, by: .user(1000), rulebook: rulebook, now: now)
    } else {
      _ = try await open().note(ClaimName(reference), note, by: .user(1000), rulebook: rulebook, now: now)
    }
  }

  // MARK: - The operator

  private mutating func holdOrArm() async throws {
    if isHeld { return try await arm() }
    guard below(2) == 0 else { return }
    say("hold")
    try await open().hold(because: "x", by: .user(1000), now: now)
    isHeld = true
  }

  mutating func arm() async throws {
    say("arm")
    _ = try await open().arm(by: .user(1000), now: now)
    isHeld = false
  }

  private mutating func decideAboutNotice() async throws {
    let waiting = try await open().notices().filter { ![.sent, .dropped].contains($0.state) }
    guard let notice = pick(waiting) else { return }
    let isHeldBack = below(3) == 0
    switch notice.state {
    case .awaitingApproval: try await change(notice.id, isHeldBack ? .hold : .approve())
    case .held: try await change(notice.id, .release)
    case .pending: try await change(notice.id, .hold)
    case .deferred: try await change(notice.id, isHeldBack ? .hold : .retry)
    case .failed: try await change(notice.id, .retry)
    case .inDoubt where isHeldBack: try await change(notice.id, .hold)
    case .inDoubt: try await resolve(notice.id, wasSent: below(2) == 0)
    case .sending: try await change(notice.id, .hold)
    case .sent, .dropped: break
    }
  }

  /// Settles what is in doubt of a notice, way by way where it has two.
  mutating func resolve(_ id: NoticeID, wasSent: Bool) async throws {
    let doubtful = try await open().file(of: id).deliveries.filter { $0.state == .inDoubt }
    if doubtful.isEmpty { return try await change(id, .resolve(wasSent: wasSent)) }
    for way in doubtful { try await change(id, .resolve(wasSent: wasSent, channel: way.channel)) }
  }

  /// A report comes back about an e-mail.
  private mutating func comeBack() async throws {
    guard let notice = pick(try await open().notices().filter { !$0.claims.isEmpty }) else { return }
    let isPrinted = try await !open().file(of: notice.id).deliveries.isEmpty
    let kind = [IncomingMail.Kind.bounce, .bounce, .delivered, .delay][below(4)]
    // What is only mailed, and comes back for good, would have to be forgotten by the model.
    guard kind != .bounce || isPrinted || notice.state != .inDoubt else { return }
    mails += 1
    say("\(kind.rawValue) about \(notice.id)")
    let mail = IncomingMail(
      kind: kind, ties: ["\(notice.id)@acme.example"], isAddressDead: isPrinted, words: "words",
      bytes: Array("\(mails)".utf8))
    _ = try await open().receive(mail, holdsOnReply: false, by: .daemon, rulebook: rulebook, now: now)
    // What came back altogether has not been said.
    if try await open().notice(notice.id).notice.state == .failed { sent.removeAll { $0.id == notice.id } }
  }

  /// Somebody changes which steps need an approval, and the daemon looks again at what is approved.
  private mutating func reload() async throws {
    let policies = rulebook.policies.values.sorted { $0.name < $1.name }.map { policy in
      Policy(
        name: policy.name,
        steps: policy.steps.map { step in
          Step(
            name: step.name, at: step.at, tone: step.tone, channels: step.channels, gap: step.gap,
            payWithin: step.payWithin, approval: below(2) == 0 ? .none : .required)
        }, sendWindow: policy.sendWindow, onMissed: policy.onMissed, groupBy: policy.groupBy)
    }
    reloads += 1
    rulebook = try Samples.rulebook(policies: policies)
    say("reload: \(policies.map { "\($0.name) \($0.steps.map { "\($0.name) \($0.approval)" })" })")
    let rules = (rulebook, "\(reloads)")
    _ = try await open().replanAll(rules: { rules }, now: now)
    for id in try await open().approvals(limit: 100) where below(3) == 0 {
      say("\(id) would read otherwise")
      _ = try await open().takeBack(
        id, because: "it would read otherwise", isTaken: false, rulebook: rulebook, now: now)
    }
  }

  mutating func approve(_ id: NoticeID) async throws { try await change(id, .approve()) }

  mutating func change(_ id: NoticeID, _ change: NoticeChange) async throws {
    say("\(id): \(change)")
    _ = try await open().change(id, change, by: .user(1000), rulebook: rulebook, now: now)
    switch change {
    case .approve: approved.insert(id)
    case .hold: heldBack.insert(id)
    case .release: heldBack.remove(id)
    case .retry, .resolve: break
    }
    try await noteArrivals()
  }
}
