import Dunning
import DunningSQL

extension Reading {
  func claimFile(_ name: ClaimName) throws -> ClaimFile {
    let record = try find(name)
    return ClaimFile(
      record: record, payments: try payments(of: record.claim),
      notices: try notices(of: record.claim.id), events: try events(of: record.claim.id),
      promises: try promises(of: record.claim), followUps: try followUps(of: record.claim.id),
      history: try history(of: record.claim.id).map(\.completion))
  }

  func record(_ id: ClaimID) throws -> ClaimRecord {
    guard let record = try knownRecord(id) else { throw DocketError(.notFound, "there is no claim \(id)") }
    return record
  }

  func knownRecord(_ id: ClaimID) throws -> ClaimRecord? {
    try sql.first("\(ClaimRecord.selection) WHERE claim.id = ?", .number(id.number), read: ClaimRecord.init)
  }
}

extension Transaction {
  func register(_ new: NewClaim, correctingBecause reason: String? = nil) throws -> Registration {
    let draft = new.draft
    let acquaintance = try acquaintance(with: draft)
    if let known = try acquaintance.hasReference ? known(draft) : knownInOtherForm(draft) {
      return try tellAgain(new, known.id, known.digest, correctingBecause: reason)
    }
    if let doubt = draft.reference.doubtAsReference { return .doubted(field: "reference", doubt) }
    if let doubt = draft.doubt(latest: now.latestDay) { return .doubted(field: doubt.field, doubt.error) }
    let debtor: KeptDebtor
    do {
      debtor = try keep(draft, isNew: acquaintance.isOfSomebodyNew)
    } catch let error as DocketError where error.code == .debtorDiffers {
      // Nothing was written yet, and one bad claim does not stop the others.
      return .refused(error)
    }
    let choice = try choosePolicy(for: draft, debtor: debtor.id)
    let record = try insert(
      new.of(debtor.debtor, contacts: debtor.contacts, policy: choice.policy), debtor: debtor.id,
      cameFor: debtor.cameFor)
    let id = record.claim.id
    var data = record.claim.draft.registered
    data[.grade] = choice.grade?.rawValue
    data.merge(try beginLimitation(of: record.claim)) { own, _ in own }
    try beginJournal(Event(.claimRegistered, claim: id, actor: actor, data: data), key: new.key)
    if debtor.isSpokenOf { try applyDebtorState(to: id) }
    guard try debtor.isSpokenOf || debtor.isKnown && hasCredit(ofDebtor: debtor.id) else { return .enqueued(record) }
    // What is damaged with one debtor stops nobody else's claims.
    let planned = try apart {
      try replan(id)
    } orElse: {
      try setAside(id, because: $0)
    }
    return .enqueued(try planned ?? self.record(id))
  }

  /// What becomes of a claim whose reference is there already.
  private func tellAgain(
    _ new: NewClaim, _ id: ClaimID, _ digest: ClaimDigest, correctingBecause reason: String?
  ) throws -> Registration {
    let (record, draft) = (try record(id), new.draft)
    if digest == new.digest || digest.isOf(draft, climbing: record.claim.draft.policy, rulebook) {
      return .known(record)
    }
    guard !digest.isErased else {
      return .refused(
        DocketError(
          .referenceTaken, "reference \(quoted(draft.reference)) is claim \(id), which has been erased",
          hint: "what is owed anew needs a reference of its own"))
    }
    var differences = ClaimDifference.between(draft, and: record.claim.draft, rulebook)
    // What is open is no other sum of the claim, as long as the rest of it came in.
    let isOpenOfIt = draft.isOpenBalance && draft.amount == record.claim.outstanding
    if isOpenOfIt { differences.removeAll { $0.field == JournalKey.amount.rawValue } }
    if differences.isEmpty, digest.isOfCorrected || reason != nil || isOpenOfIt { return .known(record) }
    let isAboutMoney =
      draft.isOpenBalance && record.claim.paid.isPositive
      && differences.contains { $0.field == JournalKey.amount.rawValue }
    guard let reason, differences.canBeCorrected, !isAboutMoney, !Claim.State.givenUp.contains(record.claim.state)
    else {
      let strict = ClaimDifference.strictly(between: draft, and: record.claim.draft)
      return .differs(record, differences.isEmpty ? strict : differences)
    }
    return try correct(record, differences, new, because: reason)
  }

  /// Makes a known claim what was told.
  private func correct(
    _ record: ClaimRecord, _ differences: [ClaimDifference], _ new: NewClaim, because reason: String
  ) throws -> Registration {
    let claim = record.claim
    let correction = ClaimCorrection(differences, telling: new.draft)
    let corrected: ClaimDraft
    do {
      corrected = try correction.corrected(claim.draft)
    } catch {
      return .doubted(field: JournalKey.amount.rawValue, error)
    }
    if let doubt = correction.doubt(about: corrected.amount, of: claim) {
      return .doubted(field: JournalKey.amount.rawValue, doubt)
    }
    if let doubt = corrected.doubt(since: claim.draft, isAccepted: new.draft.areDaysAccepted, latest: now.latestDay) {
      return .doubted(field: doubt.field, doubt.error)
    }
    var now = try correct(record, correction, reason: reason, digest: new.digest)
    if let own = new.draft.otherContacts(than: claim.draft) {
      try set(own, of: claim.id, from: claim.draft.contacts, because: reason)
      try sql.run("UPDATE claim SET digest = ? WHERE id = ?", .bytes(new.digest.bytes), .number(claim.id.number))
      now = try self.record(claim.id)
    }
    return .corrected(now, differences)
  }

  /// The claim that has the reference of a draft, with the digest of what was told of it.
  func known(_ draft: ClaimDraft) throws -> (id: ClaimID, digest: ClaimDigest)? {
    try knownClaim(draft, draft.reference) ?? knownInOtherForm(draft)
  }

  /// Versions before this one kept the marks of a reference as they came.
  private func knownInOtherForm(_ draft: ClaimDraft) throws -> (id: ClaimID, digest: ClaimDigest)? {
    try draft.reference.otherForm.flatMap { try knownClaim(draft, $0) }
  }

  private func knownClaim(_ draft: ClaimDraft, _ reference: String) throws -> (id: ClaimID, digest: ClaimDigest)? {
    try sql.first(
      "SELECT id, digest FROM claim WHERE creditor = ? AND reference = ?", .text(draft.creditor), .text(reference)
    ) { (id: ClaimID($0.number(0)), digest: ClaimDigest(stored: $0.bytes(1))) }
  }

  /// Keeps a claim with what comes next for it, in one statement: nothing is known of a new claim that would have to be
  /// read back.
  ///
  /// - Parameter cameFor: another debtor for whom it came in, who was put together with this one.
  private func insert(_ new: NewClaim, debtor: Int64, cameFor: Int64?) throws -> ClaimRecord {
    let draft = new.draft
    func claim(_ id: Int64) -> Claim {
      Claim(
        id: ClaimID(id), draft: draft, enqueued: now, state: .open,
        paid: Money(minorUnits: 0, currency: draft.amount.currency))
    }
    // The docket gives the number; no rule looks at it.
    let unnumbered = claim(0)
    let contact = try lastContact(about: unnumbered, debtor: debtor)
    let decision = rulebook.next(for: unnumbered, history: [], now: now, lastContact: contact)
    let dueEnd = rulebook.dueEnd(of: unnumbered)
    let (date, moment) = draft.due.columns
    let id = try sql.inserted(
      """
      INSERT INTO claim (creditor, reference, debtor_id, amount, currency, due_date, due_at, due_end, policy, issued,
        contract, payment_link, state, digest, case_key, enqueued_at, next_at, next_step, next_rank, nothing_because,
        contacts, merged_from, due_basis, received, contracted, discount, discount_until, payment_reference)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(draft.creditor), .text(draft.reference), .number(debtor), .number(draft.amount.minorUnits),
      .text(draft.amount.currency.code), date, moment, .number(dueEnd.milliseconds),
      .text(draft.policy), SQLValue(draft.issued?.iso), SQLValue(draft.contract), SQLValue(draft.paymentLink),
      .text(Claim.State.open.rawValue), .bytes(new.digest.bytes), .bytes(new.key), .number(now.milliseconds),
      SQLValue(decision.planned?.at.milliseconds),
      SQLValue(decision.planned?.step.name), .number(decision.rank), SQLValue(decision.nothingBecause),
      SQLValue(draft.contacts.isEmpty ? nil : draft.contacts.text), SQLValue(cameFor),
      SQLValue(draft.dueBasis?.rawValue), SQLValue(draft.received?.iso), SQLValue(draft.contracted?.iso),
      SQLValue(draft.discount?.amount.minorUnits), SQLValue(draft.discount?.until.iso), SQLValue(draft.paymentReference)
    )
    return .fresh(claim(id), decision, dueEnd: dueEnd)
  }
}
