import Dunning
import DunningStore
import DunningTesting

extension RandomWorld {
  // MARK: - What leaves

  /// Taken is what the daemon begins to hand over within seconds.
  mutating func check(taken notice: DueNotice) async throws {
    if heldBack.contains(notice.id) { throw Violation("\(notice.id) was taken although it is held") }
    try await checkApproval(of: notice)
    guard let policy = notice.dunning.flatMap({ rulebook.policies[$0.policy] }), notice.attempt != nil,
      !policy.sendWindow.isAlwaysOpen,
      let debtor = notice.claims.first.flatMap({ claims[$0.claim.draft.reference]?.debtor })
    else { return }
    let hour = debtors[debtor].zone.timeOfDay(at: now).seconds / 3_600
    guard (9..<18).contains(hour), Weekday.workingWeek.contains(day(of: debtor).weekday) else {
      throw Violation("\(notice.id) goes out at a time when nobody may be written to")
    }
  }

  /// All that must hold at the moment the final dot may leave.
  func check(leaving due: DueNotice) async throws {
    let notice = try await open().notice(due.id).notice
    if isHeld { throw Violation("\(notice.id) leaves while sending is held") }
    if heldBack.contains(due.id) { throw Violation("\(due.id) leaves although it is held") }
    if needing.contains(due.id), !approved.contains(due.id) { throw Violation("nobody approved \(due.id)") }
    guard let policy = rulebook.policies[notice.policy] else { return }
    let steps = try await steps(of: due.id)
    var total: Int64 = 0
    for (reference, step) in steps {
      guard let claim = claims[reference] else { throw Violation("\(notice.id) speaks of \(reference)") }
      total += claim.amount - claim.paid
      try await checkMayBeWrittenAbout(reference, claim, in: notice)
      try checkLadder(reference, step, in: notice, policy)
      if notice.recipient != debtors[claim.debtor].email { throw Violation("\(notice.id) goes to an old address") }
      let dueDay = try await file(reference).record.claim.draft.due.date(in: debtors[claim.debtor].zone)
      if step.isBeforeDue, day(of: claim.debtor) > dueDay {
        throw Violation("\(notice.id) speaks of a deadline ahead that has passed for \(reference)")
      }
    }
    guard total == notice.total.minorUnits else { throw Violation("\(notice.id) asks for another sum than is open") }
    try checkDistance(of: notice, steps, policy)
  }

  /// What is taken for the first time leaves unless one of its steps needs a person, or it takes the place of what waited.
  private mutating func checkApproval(of notice: DueNotice) async throws {
    guard !notice.claims.isEmpty, notice.message == nil, notice.letter == nil else { return }
    var needsApproval = try await steps(of: notice.id).values.contains { $0.approval == .required }
    for claim in notice.claims.map(\.claim.draft.reference) where !needsApproval {
      let before = try await file(claim).notices.filter { $0.id != notice.id }.max { $0.id.number < $1.id.number }
      needsApproval =
        before.map { $0.state == .dropped && (needing.contains($0.id) || heldBack.contains($0.id)) } ?? false
    }
    if needsApproval == notice.leaves {
      throw Violation("\(notice.id) \(notice.leaves ? "leaves" : "waits"), whatever its steps say")
    }
    if needsApproval { needing.insert(notice.id) }
  }

  private func checkMayBeWrittenAbout(_ reference: String, _ claim: ModelClaim, in notice: Notice) async throws {
    if claim.isPaid { throw Violation("\(notice.id) leaves although \(reference) is paid") }
    let today = day(of: claim.debtor)
    switch claim.silence {
    case .none: break
    case .until(let day) where day <= today: break
    case .promised:
      let file = try await file(reference)
      guard let promise = file.promises.last else { throw Violation("the promise of \(reference) is gone") }
      let index = promise.outcomes.firstIndex { $0 == nil || $0 != .kept } ?? promise.outcomes.count - 1
      guard weekday(after: promise.promise.instalments[index].due) < today else {
        throw Violation("\(notice.id) leaves although the promise for \(reference) can still be kept")
      }
    case .until, .open, .barred, .over: throw Violation("\(notice.id) leaves although \(reference) is \(claim.silence)")
    }
  }

  /// The day of grace for money on its way.
  private func weekday(after day: CivilDate) -> CivilDate {
    var next = day.adding(days: 1)
    while !Weekday.workingWeek.contains(next.weekday) { next = next.adding(days: 1) }
    return next
  }

  private func checkLadder(_ reference: String, _ step: Step, in notice: Notice, _ policy: Policy) throws {
    // Which of them need an approval may have changed.
    func height(of step: Step) -> Int { policy.steps.firstIndex { $0.name == step.name } ?? 0 }
    guard let debtor = claims[reference]?.debtor else { return }
    for before in sent {
      guard let other = before.claims[reference] else { continue }
      if height(of: other) >= height(of: step) {
        throw Violation("\(notice.id): \(step.name) of \(reference) after \(other.name) in \(before.id)")
      }
      try checkGap(step, from: before.at, debtor, "\(notice.id) about \(reference) after \(before.id)")
      if let payBy = before.payBy, day(of: debtor) <= payBy {
        throw Violation("\(notice.id) about \(reference) comes before \(payBy.iso), the day printed in \(before.id)")
      }
    }
  }

  private func checkGap(_ step: Step, from instant: Instant, _ debtor: Int, _ what: String) throws {
    let days = day(of: debtor).dayNumber - debtors[debtor].zone.date(at: instant).dayNumber
    guard days >= step.gap?.count ?? 0 else {
      throw Violation("\(what) comes after \(days) days, but the gap is \(step.gap?.text ?? "")")
    }
  }

  /// Of several claims in one notice, one has waited long enough since the debtor was last written to.
  private func checkDistance(of notice: Notice, _ steps: [String: Step], _ policy: Policy) throws {
    guard policy.groupBy == .debtor, let least = steps.values.compactMap(\.gap?.count).min(),
      let reference = steps.keys.first, let debtor = claims[reference]?.debtor
    else { return }
    for before in sent where before.group == group(notice, debtor) {
      let days = day(of: debtor).dayNumber - debtors[debtor].zone.date(at: before.at).dayNumber
      guard days >= least else {
        throw Violation(
          "\(notice.id) comes \(days) days after \(before.id) to the same debtor, but the gap is \(least)")
      }
    }
  }

  private func group(_ notice: Notice, _ debtor: Int) -> Group {
    Group(debtor: debtor, currency: notice.total.currency, policy: notice.policy)
  }

  /// Which step of each claim a notice is, as the journal tells it.
  private func steps(of id: NoticeID) async throws -> [String: Step] {
    let notice = try await open().notice(id).notice
    var steps: [String: Step] = [:]
    for reference in notice.references {
      let opened = try await file(reference).events.last { $0.event == "notice-opened" && $0.notice == id }
      guard let name = opened?.data["step"], let step = rulebook.policies[notice.policy]?.step(named: name) else {
        throw Violation("nobody knows which step of \(reference) \(id) is")
      }
      steps[reference] = step
    }
    return steps
  }

  /// Takes in what has arrived since the last look.
  mutating func noteArrivals() async throws {
    let known = Set(sent.map(\.id)).union(arrivedNotes)
    for notice in try await open().notices(state: .sent, limit: 1_000).reversed() where !known.contains(notice.id) {
      try await arrived(notice.id)
    }
  }

  /// A notice is there.
  private mutating func arrived(_ id: NoticeID) async throws {
    let notice = try await open().notice(id).notice
    for note in notes[id] ?? [] {
      timesNoted[note, default: 0] += 1
      if timesNoted[note] != 1 { throw Violation("\(note) came back twice") }
    }
    guard let reference = notice.references.first, let debtor = claims[reference]?.debtor else {
      arrivedNotes.insert(id)
      return
    }
    guard notice.state == .sent, let at = notice.completedAt else { throw Violation("\(id) is \(notice.state)") }
    sent.append(
      Sent(id: id, at: at, payBy: notice.payBy, claims: try await steps(of: id), group: group(notice, debtor)))
  }

  // MARK: - What stays

  /// All that must hold between any two things that happen.
  func checkClaims() async throws {
    let notices = try await open().notices()
    for (reference, claim) in claims {
      let file = try await file(reference)
      try check(reference, claim, file)
      try checkObstacle(reference, file.record.claim, notices)
      try await checkNext(reference, file.record)
    }
  }

  private func check(_ reference: String, _ claim: ModelClaim, _ file: ClaimFile) throws {
    let (record, sum) = (
      file.record, file.payments.reduce(0) { $0 + ($1.kind.reopens ? -$1.amount.minorUnits : $1.amount.minorUnits) }
    )
    guard sum == claim.paid, record.claim.paid.minorUnits == sum else {
      throw Violation(
        "\(reference): \(sum) by its payments, \(record.claim.paid.minorUnits) in all, \(claim.paid) paid")
    }
    guard record.claim.state == .withdrawn || (record.claim.state == .paid) == claim.isPaid else {
      throw Violation("\(reference) is \(record.claim.state), with \(claim.paid) of \(claim.amount) paid")
    }
    if record.claim.state.isOpen, record.next == nil, record.nothingBecause?.isEmpty ?? true {
      throw Violation("\(reference) is forgotten without a reason")
    }
    if record.claim.state == .promised, !file.promises.contains(where: { $0.state == .running }) {
      throw Violation("\(reference) waits for a promise that nobody gave")
    }
  }

  private func checkObstacle(_ reference: String, _ claim: Claim, _ notices: [Notice]) throws {
    let open = notices.filter { $0.claims.contains(claim.id) && $0.state.isOpen }
    if open.count > 1 { throw Violation("\(reference) is in \(open.map(\.id)) at once") }
    switch claim.obstacle {
    case .noticeOpen(let name):
      guard open.first?.id == name else { throw Violation("\(reference) waits for \(name) without end") }
    case .undeliverable(let name):
      guard notices.contains(where: { $0.id == name && $0.state == .failed }) else {
        throw Violation("\(reference) waits for \(name), which did not fail")
      }
    case nil:
      if let first = open.first { throw Violation("\(reference) does not wait for \(first.id)") }
    }
  }

  /// What is written down as the next step is what the rules say now.
  private func checkNext(_ reference: String, _ record: ClaimRecord) async throws {
    let situation = try await open().situation(of: ClaimName(reference), rulebook: rulebook)
    let decision = rulebook.next(
      for: record.claim, history: situation.standing.history, now: now, lastContact: situation.lastContact)
    // What is due already is judged again when it is taken.
    if let next = record.next, next.at <= now { return }
    guard record.next?.at == decision.planned?.at, record.next?.step == decision.planned?.step.name else {
      throw Violation("\(reference) is planned for \(record.next.debugDescription), but the rules say \(decision)")
    }
  }
}
