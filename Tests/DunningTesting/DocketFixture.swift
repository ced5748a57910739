package import Dunning
package import DunningStore
import FoundationEssentials
import Glibc

/// Opens the docket that is tested. The suites that use it say what every implementation of the docket must do.
package struct DocketFactory: Sendable {
  package let open: @Sendable (_ folder: String, _ now: Instant) throws -> Docket

  /// What the conformance suites test; they use nothing but the docket's own methods, so that another implementation
  /// can stand here.
  package static let underTest = sqlite

  package static let sqlite = DocketFactory { folder, now in
    // A docket that a test drops in order to open it again can still be in the hands of a thread that ends its last work.
    for _ in 0..<1000 {
      do {
        return try Docket(directory: folder, randomBytes: Samples.bytes, now: now)
      } catch  where (error as? DocketError)?.code == .inUse {
        usleep(5000)
      }
    }
    return try Docket(directory: folder, randomBytes: Samples.bytes, now: now)
  }
}

/// An empty docket in a folder of its own, with rules and a clock.
package struct DocketFixture: Sendable {
  package let folder: ScratchFolder
  package let docket: Docket
  package let rulebook: Rulebook
  package let clock: ManualClock

  /// By default it is a Monday morning, before the office opens.
  package init(
    _ factory: DocketFactory = .underTest, rulebook: Rulebook? = nil, now: String = "2026-11-23T08:00:00+01:00"
  ) throws {
    folder = try ScratchFolder()
    clock = ManualClock(try Samples.moment(now))
    self.rulebook = try rulebook ?? Samples.rulebook()
    docket = try factory.open(folder.path, clock.now)
  }

  /// A docket that is there already.
  package init(folder: ScratchFolder, docket: Docket, rulebook: Rulebook, clock: ManualClock) {
    (self.folder, self.docket, self.rulebook, self.clock) = (folder, docket, rulebook, clock)
  }

  package var now: Instant { clock.now }

  /// Lets time pass until that moment.
  package func at(_ text: String) throws { clock.advance(to: try Samples.moment(text)) }

  @discardableResult
  package func register(_ drafts: ClaimDraft...) async throws -> [Registration] {
    try await docket.register(drafts, by: .user(1000), rulebook: rulebook, now: now)
  }

  /// The record of a draft that is enqueued.
  @discardableResult
  package func enqueue(_ draft: ClaimDraft) async throws -> ClaimRecord {
    switch try await register(draft).first {
    case .enqueued(let record), .known(let record), .corrected(let record, _): return record
    case .differs(let record, let differences):
      throw DocketError(.referenceTaken, "claim \(record.claim.id) differs in \(differences.map(\.field))")
    case .doubted(_, let error): throw error
    case .refused(let error): throw error
    case nil: throw DocketError(.failed, "no answer")
    }
  }

  package func take(
    limit: Int = 20, rulebook: Rulebook? = nil, limits: SendLimits = .none, printsLetters: Bool = false
  ) async throws -> [DueNotice] {
    let work = try await work(limit: limit, rulebook: rulebook, limits: limits, printsLetters: printsLetters)
    if case .notices(let notices) = work { return notices }
    return []
  }

  /// What the docket answers when it is asked for work.
  package func work(
    limit: Int = 20, rulebook: Rulebook? = nil, limits: SendLimits = .none, printsLetters: Bool = false,
    now: Instant? = nil
  ) async throws -> DueWork {
    try await docket.takeDue(
      now: now ?? self.now, limit: limit, rulebook: rulebook ?? self.rulebook, limits: limits, transport: "smtp",
      printsLetters: printsLetters, messageID: { notice, _, _ in "\(notice)@acme.example" })
  }

  /// Until when the docket says there is nothing to do; nil when there is something, or nothing at all.
  package func idleUntil() async throws -> Instant? {
    let work = try await docket.takeDue(
      now: now, limit: 20, rulebook: rulebook, transport: "smtp", messageID: { notice, _, _ in "\(notice)" })
    if case .nothing(let moment) = work { return moment }
    return nil
  }

  /// Takes what is due and hands it over as far as `verdict` says.
  @discardableResult
  package func send(_ verdict: AttemptResult.Verdict = .accepted) async throws -> [DueNotice] {
    let notices = try await take()
    for notice in notices { try await finish(notice, verdict) }
    return notices
  }

  /// Carries a notice that was taken to an outcome.
  package func finish(_ notice: DueNotice, _ verdict: AttemptResult.Verdict = .accepted) async throws {
    if notice.message == nil { _ = try await store(notice) }
    guard let attempt = notice.attempt else { return }
    if verdict == .accepted || verdict == .inDoubt {
      _ = try await docket.dotSent(notice, rulebook: rulebook, now: now)
    }
    let result = AttemptResult(verdict: verdict, server: "relay.example", reply: "words", dialogue: ["S: words"])
    try await docket.record(result, attempt: attempt, of: notice.id, rulebook: rulebook, now: now)
  }

  package func store(_ notice: DueNotice, _ text: String = "Subject: x\r\n\r\nhello\r\n") async throws -> Gate {
    try await docket.store(Parcel(message: Array(text.utf8), letter: nil), for: notice, rulebook: rulebook, now: now)
  }

  package func claim(_ name: String) async throws -> ClaimFile { try await docket.claim(ClaimName(name)) }

  package func notice(_ id: NoticeID) async throws -> Notice { try await docket.notice(id).notice }

  @discardableResult
  package func pay(
    _ name: String, _ amount: String, kind: Payment.Kind = .payment, id: String? = nil, date: String? = nil
  ) async throws -> ClaimRecord {
    try await docket.pay(
      ClaimName(name), amount: amount, kind: kind, date: try date.map { try CivilDate(parsing: $0) }, externalID: id,
      by: .user(1000),
      rulebook: rulebook, now: now)
  }

  @discardableResult
  package func change(_ name: String, _ change: ClaimChange) async throws -> ClaimRecord {
    try await docket.change(ClaimName(name), change, by: .user(1000), rulebook: rulebook, now: now)
  }

  @discardableResult
  package func correct(
    _ name: String, ifRevision revision: Int64? = nil, _ edit: (inout ClaimCorrection) throws -> Void
  ) async throws -> ClaimRecord {
    var correction = ClaimCorrection()
    try edit(&correction)
    return try await docket.correct(
      ClaimName(name), correction, reason: "typing error", ifRevision: revision, by: .user(1000), rulebook: rulebook,
      now: now)
  }

  @discardableResult
  package func reopen(_ name: String) async throws -> ClaimRecord {
    try await docket.reopen(ClaimName(name), reason: "wrong line", by: .user(1000), rulebook: rulebook, now: now)
  }

  @discardableResult
  package func change(debtor: String, _ change: ClaimChange) async throws -> [ClaimRecord] {
    try await docket.change(debtor: DebtorName(debtor), change, by: .user(1000), rulebook: rulebook, now: now)
  }

  @discardableResult
  package func change(_ id: NoticeID, _ change: NoticeChange) async throws -> Notice {
    try await docket.change(id, change, by: .user(1000), rulebook: rulebook, now: now)
  }

  /// Puts another address in the place of all of a debtor's.
  @discardableResult
  package func correct(debtor: String = "k1", email: String, replacing: String? = nil) async throws -> [CorrectedDebtor]
  {
    var correction = DebtorCorrection()
    correction.email = try Addressee.list(parsing: email)
    correction.replacing = try replacing.map { try EmailAddress(parsing: $0) }
    return try await docket.correct(
      debtor: DebtorName(debtor), correction, reason: "moved", by: .user(1000), rulebook: rulebook, now: now)
  }

  /// The code of the error that `body` ends with.
  package func code(_ body: () async throws -> Void) async throws -> DocketError.Code? {
    do {
      try await body()
      return nil
    } catch let error as DocketError {
      return error.code
    }
  }

  /// What the journal says of a claim, in order.
  package func events(_ name: String) async throws -> [String] { try await claim(name).events.map(\.event) }
}
