import Crypto
package import Dunning
import GRDB

/// What became of one claim that was to be enqueued.
package enum Registration: Sendable {
  case enqueued(ClaimRecord)
  /// The same reference with the same content was there already.
  case known(ClaimRecord)
  case refused(DocketError)
}

/// Which claims a list asks for; all conditions hold together.
package struct ClaimFilter: Sendable, Hashable {
  package var state: Claim.State?
  /// The debtor's number, name or address.
  package var debtor: String?
  package var cause: Claim.Cause?
  /// Only what was late and open at this moment.
  package var overdueAt: Instant?
  /// Only what falls due before this day; of a deadline that is a moment, the day in UTC counts.
  package var dueBefore: CivilDate?

  package init(
    state: Claim.State? = nil, debtor: String? = nil, cause: Claim.Cause? = nil, overdueAt: Instant? = nil,
    dueBefore: CivilDate? = nil
  ) {
    self.state = state
    self.debtor = debtor
    self.cause = cause
    self.overdueAt = overdueAt
    self.dueBefore = dueBefore
  }
}

extension Docket {
  /// Enqueues claims (T1): when this returns, what it calls enqueued is on disk. One bad claim does not stop the others.
  ///
  /// - Parameter dryRun: decides all the same but keeps nothing.
  package func register(
    _ drafts: [ClaimDraft], by actor: Actor, rulebook: Rulebook, now: Instant, dryRun: Bool = false
  ) async throws(DocketError) -> [Registration] {
    // While others write.
    let keys = randomBytes(drafts.count * DocketLimits.caseKeyBytes)
    let drafts = drafts.enumerated().map { index, draft in
      let first = index * DocketLimits.caseKeyBytes
      return NewClaim(draft: draft, digest: draft.digest, key: Array(keys[first..<first + DocketLimits.caseKeyBytes]))
    }
    let (registrations, concernsEngine) = try await write(keeping: !dryRun, isWorkOfEngine: true) { [changes] db in
      let registrations = try drafts.map {
        try Self.register($0, by: actor, rulebook: rulebook, now: now, in: db)
      }
      return (registrations, changes.concernsEngine(try Self.nextMoment(in: db)))
    }
    // Most claims come into play in weeks, and the engine need not look for each of them.
    if concernsEngine, !dryRun { changes.signal() }
    return registrations
  }

  /// Claims by ascending number, after a cursor.
  package func claims(
    _ filter: ClaimFilter = ClaimFilter(), after cursor: ClaimID? = nil, limit: Int = DocketLimits.pageMax
  ) async throws(DocketError) -> [ClaimRecord] {
    try await read { db in
      var conditions = ["claim.id > ?"]
      var values: [SQLValue] = [.number(cursor?.number ?? 0)]
      if let state = filter.state {
        // Said in SQL, so that the index of the claims that are not open is used.
        conditions.append(state == .open ? "claim.state = ?" : "claim.state = ? AND claim.state <> 'open'")
        values.append(.text(state.rawValue))
      }
      if let debtor = filter.debtor {
        conditions.append("(debtor.key = ? OR debtor.email = ? OR debtor.name = ?)")
        values += [.text(debtor), .text(debtor), .text(debtor)]
      }
      if let cause = filter.cause {
        conditions.append("claim.cause = ?")
        values.append(.text(cause.rawValue))
      }
      if let overdueAt = filter.overdueAt {
        conditions.append("claim.due_end <= ? AND claim.state NOT IN ('paid', 'withdrawn', 'written-off')")
        values.append(.number(overdueAt.milliseconds))
      }
      if let dueBefore = filter.dueBefore {
        let midnight = ZoneRules.utc.instant(dueBefore, TimeOfDay(seconds: 0))
        conditions.append("(claim.due_date < ? OR claim.due_at < ?)")
        values += [.text(dueBefore.iso), .number(midnight.milliseconds)]
      }
      values.append(.number(Int64(limit)))
      return try db.all(
        "\(ClaimRecord.selection) WHERE \(conditions.joined(separator: " AND ")) ORDER BY claim.id LIMIT ?", values,
        read: ClaimRecord.init)
    }
  }

  /// The claim with this number or reference, its payments and its journal.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func claim(_ name: String) async throws(DocketError) -> ClaimFile {
    try await read { db in try Self.claimFile(name, in: db) }
  }

  static func claimFile(_ name: String, in db: Database) throws -> ClaimFile {
    let record = try find(name, in: db)
    return ClaimFile(
      record: record, payments: try payments(of: record.claim, in: db),
      notices: try notices(of: record.claim.id, in: db), events: try Journal.events(of: record.claim.id, in: db),
      promises: try promises(of: record.claim, in: db), followUps: try followUps(of: record.claim.id, in: db),
      history: try history(of: record.claim.id, in: db).map(\.completion))
  }

  /// The claim that a person means by a number (`c17`) or a reference.
  static func find(_ name: String, in db: Database) throws -> ClaimRecord {
    var records = try db.all(selectionByReference, .text(name), read: ClaimRecord.init)
    if let id = ClaimID(parsing: name), let record = try knownRecord(id, in: db) { records.append(record) }
    let ids = Set(records.map(\.claim.id))
    guard let first = records.first else {
      throw DocketError(
        .notFound, "there is no claim \(quoted(name))",
        hint: "`dunningctl list` shows the claims; use an id or a reference")
    }
    guard ids.count == 1 else {
      let meanings = records.map { "\($0.claim.id) (\($0.claim.draft.creditor), \($0.claim.draft.reference))" }
      throw DocketError(
        .ambiguous, "\(quoted(name)) fits several claims: \(meanings.joined(separator: ", "))", hint: "use the id")
    }
    return first
  }

  static func record(_ id: ClaimID, in db: Database) throws -> ClaimRecord {
    guard let record = try knownRecord(id, in: db) else { throw DocketError(.notFound, "there is no claim \(id)") }
    return record
  }

  static func knownRecord(_ id: ClaimID, in db: Database) throws -> ClaimRecord? {
    try db.first(selectionByID, .number(id.number), read: ClaimRecord.init)
  }

  private static let selectionByID = "\(ClaimRecord.selection) WHERE claim.id = ?"

  /// References are unique for their creditor and indexed with it; the creditors are few, and each is found by one seek.
  private static let selectionByReference = """
    WITH RECURSIVE known (creditor) AS (
      SELECT min(creditor) FROM claim
      UNION ALL SELECT (SELECT min(creditor) FROM claim WHERE creditor > known.creditor) FROM known
      WHERE known.creditor IS NOT NULL)
    \(ClaimRecord.selection) WHERE claim.creditor IN (SELECT creditor FROM known) AND claim.reference = ? LIMIT 5
    """

  private static func register(
    _ new: NewClaim, by actor: Actor, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> Registration {
    let draft = new.draft
    let known = try db.first(
      "SELECT id, digest FROM claim WHERE creditor = ? AND reference = ?", .text(draft.creditor), .text(draft.reference)
    ) { (id: ClaimID($0.number(0)), digest: $0.bytes(1)) }
    if let known {
      let record = try record(known.id, in: db)
      if known.digest == new.digest { return .known(record) }
      if known.digest.isEmpty {
        return .refused(
          DocketError(
            .referenceTaken, "reference \(quoted(draft.reference)) is claim \(known.id), which has been erased",
            hint: "what is owed anew needs a reference of its own"))
      }
      return .refused(
        DocketError(
          .referenceTaken, "reference \(quoted(draft.reference)) is claim \(known.id), with other content",
          hint: "`dunningctl show \(known.id)` shows it; a corrected claim needs a reference of its own"))
    }
    let debtor = try keep(draft.debtor, of: draft.creditor, by: actor, rulebook: rulebook, now: now, in: db)
    let choice = try choosePolicy(for: draft, debtor: debtor.id, rulebook: rulebook, now: now, in: db)
    let record = try insert(
      new.of(debtor.debtor, policy: choice.policy), debtor: debtor.id, rulebook: rulebook, now: now, in: db)
    let id = record.claim.id
    var data = record.claim.draft.registered
    data["grade"] = choice.grade?.rawValue
    try Journal.begin(
      Event(.claimRegistered, claim: id, actor: actor, data: data), key: new.key, at: now, in: db)
    if debtor.isSpokenOf {
      try applyDebtorState(to: id, rulebook: rulebook, now: now, in: db)
      return .enqueued(try replan(id, rulebook: rulebook, now: now, in: db))
    }
    try watchLimitation(of: record, history: [], rulebook: rulebook, now: now, in: db)
    return .enqueued(record)
  }

  /// Keeps a claim with what comes next for it, in one statement: nothing is known of a new claim that would have to be
  /// read back.
  private static func insert(
    _ new: NewClaim, debtor: Int64, rulebook: Rulebook, now: Instant, in db: Database
  ) throws -> ClaimRecord {
    let draft = new.draft
    func claim(_ id: Int64) -> Claim {
      Claim(
        id: ClaimID(id), draft: draft, enqueued: now, state: .open,
        paid: Money(minorUnits: 0, currency: draft.amount.currency))
    }
    // The docket gives the number; no rule looks at it.
    let unnumbered = claim(0)
    let contact = try lastContact(about: unnumbered, debtor: debtor, rulebook: rulebook, in: db)
    let decision = rulebook.next(for: unnumbered, history: [], now: now, lastContact: contact)
    let dueEnd = draft.due.end(in: rulebook.zone(for: unnumbered) ?? .utc)
    var (date, moment): (String?, Int64?) = (nil, nil)
    switch draft.due {
    case .day(let day): date = day.iso
    case .moment(let instant): moment = instant.milliseconds
    }
    try db.run(
      """
      INSERT INTO claim (creditor, reference, debtor_id, amount, currency, due_date, due_at, due_end, policy, issued,
        contract, payment_link, state, digest, case_key, enqueued_at, next_at, next_step, next_rank, nothing_because)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(draft.creditor), .text(draft.reference), .number(debtor), .number(draft.amount.minorUnits),
      .text(draft.amount.currency.code), SQLValue(date), SQLValue(moment), .number(dueEnd.milliseconds),
      .text(draft.policy), SQLValue(draft.issued?.iso), SQLValue(draft.contract), SQLValue(draft.paymentLink),
      .bytes(new.digest), .bytes(new.key), .number(now.milliseconds), SQLValue(decision.planned?.at.milliseconds),
      SQLValue(decision.planned?.step.name), .number(decision.rank), SQLValue(decision.nothingBecause))
    return .fresh(claim(db.lastInsertedRowID), decision, dueEnd: dueEnd)
  }
}

/// A claim on its way into the docket.
private struct NewClaim: Sendable {
  let draft: ClaimDraft
  let digest: [UInt8]
  /// The key of the commitments in its chain.
  let key: [UInt8]

  /// The same about what is known of the debtor, on the ladder that was chosen.
  func of(_ debtor: Debtor, policy: String) -> NewClaim {
    NewClaim(draft: draft.of(debtor, policy: policy), digest: digest, key: key)
  }
}

extension Debtor {
  /// What the journal says of the debtor with each claim.
  var registered: [String: String] {
    var data = ["debtor": name, "debtor_id": key, "email": email.text]
    data["language"] = language
    data["time_zone"] = timeZone
    data["calendar"] = calendar
    data["kind"] = kind?.rawValue
    data["country"] = country
    if !address.isEmpty { data["address"] = address.joined(separator: "\n") }
    return data
  }
}

extension ClaimDraft {
  /// What the journal says of a claim that is enqueued: all of its row that never changes.
  var registered: [String: String] {
    var data = [
      "creditor": creditor, "reference": reference, "amount": amount.decimal, "currency": amount.currency.code,
      "due": due.text(in: .utc), "policy": policy,
    ]
    data["issued"] = issued?.iso
    data["contract"] = contract
    data["payment_link"] = paymentLink
    return data.merging(debtor.registered) { own, _ in own }
  }

  /// What "the same content" means: SHA-256 over every field as it was given.
  fileprivate var digest: [UInt8] {
    let debtorFields: [String?] = [
      debtor.key, debtor.name, debtor.email.text, debtor.language, debtor.timeZone, debtor.calendar,
      debtor.kind?.rawValue, debtor.country, debtor.address.joined(separator: "\n"),
    ]
    let own: [String?] = [
      amount.decimal, amount.currency.code, due.text(in: .utc), policy, issued?.iso, contract, paymentLink,
    ]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    for field in debtorFields + own {
      // A length before each field keeps two different lists from meeting in one text.
      bytes += String(field?.utf8.count ?? -1).utf8
      bytes.append(UInt8(ascii: ":"))
      if let field { bytes += field.utf8 }
    }
    return Array(SHA256.hash(data: bytes))
  }

  /// The same about what is known of the debtor, on the ladder that was chosen.
  fileprivate func of(_ debtor: Debtor, policy: String) -> ClaimDraft {
    ClaimDraft(
      creditor: creditor, reference: reference, debtor: debtor, amount: amount, due: due, policy: policy,
      issued: issued, contract: contract, paymentLink: paymentLink)
  }
}
