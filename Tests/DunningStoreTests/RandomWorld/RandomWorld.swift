import Dunning
import DunningStore
import DunningTesting

/// Something that must never be.
struct Violation: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// The daemon died here.
struct Crash: Error {}

/// A docket, the people around it, and a model of what they said that knows nothing of the docket's own reasons.
struct RandomWorld {
  /// Until when nobody may be written to about something.
  enum Silence: Hashable {
    case none
    case until(CivilDate)
    /// Until somebody resumes it.
    case open
    /// The same, and money that comes and goes changes nothing about it.
    case barred
    /// As long as the promise that was given runs.
    case promised
    case over
  }

  struct ModelClaim {
    let debtor: Int
    var amount: Int64
    var paid: Int64 = 0
    var silence: Silence
    var payments: [String: Int64] = [:]

    var isPaid: Bool { paid >= amount }
  }

  struct ModelDebtor {
    let key: String
    let zone: ZoneRules
    var email: String
    var silence = Silence.none
  }

  /// What claims that may share a notice have in common.
  struct Group: Hashable {
    let debtor: Int
    let currency: Currency
    let policy: String
  }

  /// A notice that left.
  struct Sent {
    let id: NoticeID
    let at: Instant
    let payBy: CivilDate?
    let claims: [String: Step]
    let group: Group
  }

  let folder: ScratchFolder
  var rulebook: Rulebook
  let clock: ManualClock
  /// Nil only while the daemon is down.
  var docket: Docket?
  var chance: SeededGenerator
  var trace: [String] = []
  var claims: [String: ModelClaim] = [:]
  var debtors: [ModelDebtor] = []
  var sent: [Sent] = []
  /// Which notes a notice to the creditor takes along, and how often each came back.
  var notes: [NoticeID: [FollowUpID]] = [:]
  var timesNoted: [FollowUpID: Int] = [:]
  /// The notices to the creditor that are there.
  var arrivedNotes: Set<NoticeID> = []
  var isHeld = false
  /// How many messages came in.
  var mails = 0
  /// How often the rules were read anew.
  var reloads = 0
  /// The notices that were only written, for a person to approve, and those that a person approved.
  var needing: Set<NoticeID> = []
  var approved: Set<NoticeID> = []
  /// The notices that a person holds.
  var heldBack: Set<NoticeID> = []
  /// True while nothing goes wrong and nobody says anything.
  var isQuiet = false
  /// What went out since the quiet began.
  var departures: [String] = []

  var now: Instant { clock.now }

  init(seed: UInt64) throws {
    chance = SeededGenerator(seed: seed)
    folder = try ScratchFolder()
    clock = ManualClock(try Samples.moment("2026-09-07T08:00:00+02:00"))
    let policies = [
      try Self.policy("standard", groupBy: .debtor, &chance), try Self.policy("single", groupBy: .claim, &chance),
    ]
    rulebook = try Samples.rulebook(policies: policies)
    docket = try DocketFactory.underTest.open(folder.path, clock.now)
    for (index, name) in Samples.zoneNames.prefix(2 + Self.below(4, &chance)).enumerated() {
      guard let zone = rulebook.almanac.zone(name) else { throw Violation("no zone \(name)") }
      debtors.append(ModelDebtor(key: "k\(index)", zone: zone, email: "k\(index)@kunde.example"))
    }
    for policy in policies {
      trace.append("\(policy.name): \(policy.onMissed), window \(policy.sendWindow.isAlwaysOpen ? "always" : "office")")
      for step in policy.steps {
        trace.append(
          "  \(step.name) \(step.at.text) gap \(step.gap?.text ?? "-") within \(step.payWithin?.text ?? "-")"
            + " \(step.approval)")
      }
    }
  }

  private static func policy(
    _ name: String, groupBy: Policy.GroupBy, _ chance: inout SeededGenerator
  ) throws -> Policy {
    func gap(_ least: Int) -> String { "\(least + below(5, &chance))d" }
    func within() -> String? { below(2, &chance) == 0 ? nil : "\(5 + below(9, &chance))d" }
    var steps: [Step] = []
    if below(2, &chance) == 0 { steps.append(try Samples.step("hint", "due-3bd", .courtesy, gap: "1d")) }
    steps.append(try Samples.step("reminder", "due+3d", gap: gap(1), payWithin: within()))
    let second = ["due+10d", "previous+7d", "pay-by+1d"][below(3, &chance)]
    steps.append(try Samples.step("second", second, gap: gap(4), payWithin: within()))
    steps.append(
      try Samples.step(
        "demand", "due+30d", .demand, gap: gap(5), payWithin: within(),
        approval: below(2, &chance) == 0 ? .none : .required,
        channels: below(2, &chance) == 0 ? [.email] : [.email, .letter]))
    return Policy(
      name: name, steps: steps, sendWindow: below(4, &chance) == 0 ? .always : Samples.officeHours,
      onMissed: Policy.OnMissed.allCases[below(3, &chance)], groupBy: groupBy)
  }

  // MARK: - Chance

  private static func below(_ count: Int, _ chance: inout SeededGenerator) -> Int {
    Int(chance.next() % UInt64(count))
  }

  mutating func below(_ count: Int) -> Int { Self.below(count, &chance) }

  mutating func happens(oneIn count: Int) -> Bool { !isQuiet && below(count) == 0 }

  mutating func pick<T>(_ values: [T]) -> T? { values.isEmpty ? nil : values[below(values.count)] }

  mutating func say(_ what: String) { trace.append("\(now.rfc3339(offsetSeconds: 0)) \(what)") }

  func open() throws -> Docket {
    guard let docket else { throw Violation("the docket is closed") }
    return docket
  }

  func day(of debtor: Int) -> CivilDate { debtors[debtor].zone.date(at: now) }

  func file(_ reference: String) async throws -> ClaimFile { try await open().claim(ClaimName(reference)) }

  // MARK: - A step

  /// Something happens, or time passes and the daemon works; then everything must still be right.
  mutating func step() async throws {
    if below(2) == 0 {
      try await act()
    } else {
      let hours = [1, 5, 24, 72, 24 * 7, 24 * 16][below(6)]
      let until = now.adding(seconds: hours * 3_600 + below(3_600))
      if below(5) == 0 {
        say("the daemon is down for \(hours) hours")
        clock.advance(to: until)
      }
      try await work(until: until)
    }
    try await checkClaims()
  }

  // MARK: - The daemon

  /// Works as the daemon does: takes what is due, carries it out, and sleeps until the next moment.
  mutating func work(until end: Instant) async throws {
    var rounds = 0
    while true {
      rounds += 1
      guard rounds < 3_000 else { throw Violation("takeDue finds no end") }
      let work = try await open().takeDue(
        now: now, limit: isQuiet ? 1 : 1 + below(4), rulebook: rulebook, transport: "smtp", printsLetters: true,
        messageID: { notice, _, _ in "\(notice)@acme.example" })
      switch work {
      case .notices(let notices):
        if isHeld, !notices.isEmpty { throw Violation("\(notices.map(\.id)) were taken while sending was held") }
        for notice in notices { try await check(taken: notice) }
        do {
          for notice in notices { try await carry(notice) }
        } catch is Crash {
          try await restart()
        }
      case .waiting, .held: throw Violation("limits that nobody set hold something back")
      case .nothing(let moment):
        guard let moment, moment < end else {
          clock.advance(to: end)
          return
        }
        // What is past already is asked for again at once.
        clock.advance(to: max(now, moment))
      }
    }
  }

  private mutating func carry(_ notice: DueNotice) async throws {
    if !notice.notes.isEmpty { notes[notice.id] = notice.notes.map(\.followUp.id) }
    say("\(notice.id) taken: \(notice.claims.map(\.claim.draft.reference)) \(notice.step.name)")
    // A notice that comes back after its approval is no other one.
    if isQuiet, !notice.claims.isEmpty, notice.message == nil {
      departures.append(departure(at: now, notice.claims.map(\.claim)))
    }
    try await disturb()
    if notice.message == nil {
      let gate = try await open().store(
        DocketFixture.parcel(of: notice), for: notice, rulebook: rulebook, now: now)
      guard gate == .open else { return say("\(notice.id) \(gate) when it was written") }
    }
    for (attempt, channel) in [(notice.postAttempt, Step.Channel.letter), (notice.attempt, .email)] {
      guard let attempt else { continue }
      guard try await hand(over: notice, attempt, by: channel) else { return }
    }
    if isQuiet, !notice.leaves { try await approve(notice.id) }
  }

  /// - Returns: false when the notice was overtaken.
  private mutating func hand(over notice: DueNotice, _ attempt: Int64, by channel: Step.Channel) async throws -> Bool {
    try await disturb()
    // The print spool is away more often than a mail server.
    if happens(oneIn: channel == .letter ? 3 : 8) {
      let verdict: AttemptResult.Verdict =
        below(3) == 0 ? .refused : .deferred(until: now.adding(seconds: [60, 3_600, 90_000][below(3)]))
      try await record(verdict, attempt, notice.id, channel)
      return true
    }
    switch try await open().dotSent(notice, by: channel, rulebook: rulebook, now: now) {
    case .open: break
    case .overtaken:
      say("\(notice.id) overtaken before the dot")
      return false
    case .held:
      try await record(.deferred(until: now), attempt, notice.id, channel)
      return true
    }
    try await check(leaving: notice)
    try await disturb()
    try await record(happens(oneIn: 12) ? .inDoubt : .accepted, attempt, notice.id, channel)
    return true
  }

  private mutating func record(
    _ verdict: AttemptResult.Verdict, _ attempt: Int64, _ id: NoticeID, _ channel: Step.Channel
  ) async throws {
    say("\(id) \(channel) \(verdict)")
    let result = AttemptResult(verdict: verdict, server: nil, reply: "words", dialogue: [])
    try await open().record(result, attempt: attempt, of: id, by: channel, rulebook: rulebook, now: now)
    try await noteArrivals()
  }

  /// What may happen while a notice is on its way.
  private mutating func disturb() async throws {
    guard !isQuiet else { return }
    clock.advance(to: now.adding(seconds: below(20)))
    if below(8) == 0 { try await act() }
    if below(40) == 0 { throw Crash() }
  }

  private mutating func restart() async throws {
    say("the daemon crashed")
    docket = nil
    docket = try DocketFactory.underTest.open(folder.path, now)
    _ = try await open().recoverUnwritten(rulebook: rulebook, now: now)
    for attempt in try await open().openAttempts() {
      try await record(
        attempt.phase == .dotSent ? .inDoubt : .deferred(until: now), attempt.id, attempt.notice, attempt.channel)
    }
  }

  // MARK: - A quiet end

  /// Finishes all that waits for a person or for the network, so that nothing but time is left.
  mutating func comeToRest() async throws {
    isQuiet = true
    if isHeld { try await arm() }
    for _ in 0..<50 {
      try await work(until: now.adding(seconds: 1))
      let open = try await open().notices().filter { $0.state.isOpen || $0.state == .failed && isInTheWay($0) }
      if open.isEmpty { break }
      for notice in open {
        switch notice.state {
        case .awaitingApproval: try await approve(notice.id)
        case .held: try await change(notice.id, .release)
        case .deferred, .failed: try await change(notice.id, .retry)
        case .inDoubt: try await resolve(notice.id, wasSent: true)
        case .pending, .sending, .sent, .dropped: break
        }
      }
      // What may leave waits for its moment, at most for the distance to another notice.
      try await work(until: now.adding(seconds: 86_400))
    }
    for record in try await open().claims(ClaimFilter(state: .promised)) {
      // What a kept instalment leads to depends on money that may still come.
      _ = try await change(record.claim.draft.reference, .resume(reason: nil))
    }
    try await work(until: now.adding(seconds: 1))
    try await checkClaims()
    let moment = now
    let verification = try await open().verify(by: VerificationRules(rulebook) { moment })
    if let finding = verification.findings.first { throw Violation("the chains disagree with the docket: \(finding)") }
    trace.append("at rest")
  }

  /// A failed note to the creditor is in nobody's way.
  private func isInTheWay(_ notice: Notice) -> Bool { !notice.claims.isEmpty }

  /// What the plan says must be what goes out when nothing else happens.
  mutating func expectForecastToComeTrue() async throws {
    let end = now.adding(seconds: 120 * 86_400)
    var planned: [String] = []
    var cursor: ClaimID?
    repeat {
      let page = try await open().plannedSets(until: end, after: cursor, limit: 3, rulebook: rulebook)
      for set in page.sets {
        let course = rulebook.course(of: set.standings, lastContact: set.lastContact, now: now, until: end)
        planned += course.map { plan in departure(at: plan.at, plan.parts.map(\.claim)) }
      }
      cursor = page.cursor
    } while cursor != nil
    try await expectSamePlan(planned, until: end)
    departures = []
    try await work(until: end)
    let came = departures
    guard planned.sorted() == came.sorted() else {
      throw Violation("planned \(planned.sorted())\nbut came \(came.sorted())")
    }
  }

  /// The plan by the order of time says the same as the one by the order of the claims, and no notice comes too late.
  private func expectSamePlan(_ planned: [String], until end: Instant) async throws {
    var reading = try await open().plan(until: end, pageSize: 3, rulebook: rulebook)
    var streamed: [String] = []
    var (told, reached) = (Set<ClaimID>(), Instant(milliseconds: 0))
    while let page = try await reading.next() {
      for set in page.sets {
        for claim in set.standings.map(\.claim.id) where !told.insert(claim).inserted {
          throw Violation("\(claim) is planned twice")
        }
        for plan in rulebook.course(of: set.standings, lastContact: set.lastContact, now: now, until: end) {
          if plan.at < reached { throw Violation("a notice at \(plan.at) is told of after \(reached)") }
          streamed.append(departure(at: plan.at, plan.parts.map(\.claim)))
        }
      }
      reached = page.next ?? end
    }
    guard streamed.sorted() == planned.sorted() else {
      throw Violation("page by page \(planned.sorted())\nbut in order of time \(streamed.sorted())")
    }
  }

  private func departure(at moment: Instant, _ claims: [Claim]) -> String {
    "\(moment.rfc3339(offsetSeconds: 0)) \(claims.map(\.draft.reference).sorted())"
  }
}
