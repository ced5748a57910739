package import Dunning
import DunningSQL

/// What became of one claim that was to be enqueued.
package enum Registration: Sendable {
  case enqueued(ClaimRecord)
  /// The same reference with the same content was there already.
  case known(ClaimRecord)
  /// The same reference was there with other content, and the claim is now what was told.
  case corrected(ClaimRecord, [ClaimDifference])
  /// The same reference was there with other content; nothing was changed.
  case differs(ClaimRecord, [ClaimDifference])
  /// A field of it needs a second look, and got none.
  case doubted(field: String, RuleError)
  case refused(DocketError)

  /// The claim that was enqueued, or would be; nil where it was not new.
  package var enqueued: ClaimID? {
    if case .enqueued(let record) = self { return record.claim.id }
    return nil
  }
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
  /// Only those whose next step has no address to go to.
  package var isUnreachable = false
  /// Only those whose reference has this in it, without regard to case.
  package var reference: String?
  /// Only those about this sum, or with this sum open: `265.00`, of any currency.
  package var sum: String?

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
  /// - Parameters:
  ///   - reason: why a known claim with other content is corrected, for the journal; nil leaves it as it is.
  ///   - dryRun: decides all the same but keeps nothing.
  package func register(
    _ drafts: [ClaimDraft], correctingBecause reason: String? = nil, by actor: Actor, rulebook: Rulebook, now: Instant,
    dryRun: Bool = false
  ) async throws(DocketError) -> [Registration] {
    let drafts = newClaims(drafts)
    let (registrations, concernsEngine) = try await write(
      keeping: !dryRun, isWorkOfEngine: true, by: actor, rulebook: rulebook, now: now
    ) { [changes] transaction in
      let registrations = try drafts.map {
        try transaction.register($0, correctingBecause: reason)
      }
      return (registrations, changes.concernsEngine(try transaction.nextMoment()))
    }
    // Most claims come into play in weeks, and the engine need not look for each of them.
    if concernsEngine, !dryRun { changes.signal() }
    return registrations
  }

  /// The drafts with what needs no transaction, made while others write.
  func newClaims(_ drafts: [ClaimDraft]) -> [NewClaim] {
    let keys = randomBytes(drafts.count * DocketLimits.caseKeyBytes)
    return drafts.enumerated().map { index, draft in
      let first = index * DocketLimits.caseKeyBytes
      return NewClaim(
        draft: draft, digest: ClaimDigest(draft), key: Array(keys[first..<first + DocketLimits.caseKeyBytes]))
    }
  }

  /// Claims by ascending number, after a cursor.
  package func claims(
    _ filter: ClaimFilter = ClaimFilter(), after cursor: ClaimID? = nil, limit: Int = DocketLimits.pageMax
  ) async throws(DocketError) -> [ClaimRecord] {
    try await read { look in
      var conditions = ["claim.id > ?"]
      var values: [SQLValue] = [.number(cursor?.number ?? 0)]
      if let state = filter.state {
        // Said in SQL, so that the index of the claims that are not open is used.
        conditions.append(
          state == .open ? "claim.state = ?" : "claim.state = ? AND claim.state <> \(Claim.State.open.sql)")
        values.append(.text(state.rawValue))
      }
      if let debtor = filter.debtor {
        let debtors = try look.debtorsToList(debtor)
        guard !debtors.isEmpty else { return [] }
        conditions.append("claim.debtor_id IN (\(debtors.map { _ in "?" }.joined(separator: ", ")))")
        values += debtors.map { .number($0) }
      }
      if let cause = filter.cause {
        conditions.append("claim.cause = ?")
        values.append(.text(cause.rawValue))
      }
      if let overdueAt = filter.overdueAt {
        conditions.append("claim.due_end <= ? AND claim.state NOT IN \(Claim.State.settled.sql)")
        values.append(.number(overdueAt.milliseconds))
      }
      if let dueBefore = filter.dueBefore {
        let midnight = ZoneRules.utc.instant(dueBefore, TimeOfDay(seconds: 0))
        conditions.append("(claim.due_date < ? OR claim.due_at < ?)")
        values += [.text(dueBefore.iso), .number(midnight.milliseconds)]
      }
      if filter.isUnreachable {
        // As a literal, so that the index of those claims is used.
        conditions.append("claim.nothing_because = '\(Decision.Reason.noAddressWords)'")
      }
      if let reference = filter.reference {
        conditions.append("claim.reference LIKE ? ESCAPE '\\'")
        values.append(.text("%\(reference.escapedForLike)%"))
      }
      if let sum = filter.sum {
        // What is no sum of a currency is none of its claims'.
        let choices = try look.currencies().compactMap { try? Money(parsing: sum, currency: $0) }
        guard !choices.isEmpty else { return [] }
        let one = "claim.currency = ? AND (claim.amount = ? OR claim.amount - claim.paid = ?)"
        conditions.append("(\(choices.map { _ in one }.joined(separator: " OR ")))")
        values += choices.flatMap { [.text($0.currency.code), .number($0.minorUnits), .number($0.minorUnits)] }
      }
      values.append(.number(Int64(limit)))
      return try look.sql.all(
        "\(ClaimRecord.selection) WHERE \(conditions.joined(separator: " AND ")) ORDER BY claim.id LIMIT ?", values,
        read: ClaimRecord.init)
    }
  }

  /// The claim with this number or reference, its payments and its journal.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func claim(_ name: ClaimName) async throws(DocketError) -> ClaimFile {
    try await read { look in try look.claimFile(name) }
  }
}

extension Look {
  /// The currencies in which there are claims.
  fileprivate func currencies() throws -> [Currency] {
    try sql.all("SELECT DISTINCT currency FROM claim") { $0.text(0) }.compactMap(Currency.init)
  }
}

extension String {
  /// With what LIKE would take for a sign of its own.
  fileprivate var escapedForLike: String {
    reduce(into: "") { result, character in
      if character == "%" || character == "_" || character == "\\" { result.append("\\") }
      result.append(character)
    }
  }
}
