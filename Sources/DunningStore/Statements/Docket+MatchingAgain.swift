package import Dunning
import DunningSQL

extension Docket {
  /// Matches what waits for a person anew, where claims came in since it was matched: what nobody could place finds its
  /// claim, as a booking or as a candidate, by the same rule.
  ///
  /// It is one look where nothing waits or nothing came.
  ///
  /// - Returns: how many entries were booked, or found another claim.
  package func matchWaiting(rulebook: Rulebook, now: Instant) async throws(DocketError) -> Int {
    guard let last = try await read({ look in try look.claimsToMatch() }) else { return 0 }
    try await fillReferenceIndex(rulebook: rulebook, now: now)
    var (after, count) = (EntryID(0), 0)
    while true {
      let start = after
      let page = try await read(rulebook) { look in try look.waitingMatched(after: start, at: now) }
      guard let end = page.last else { break }
      after = end
      // Looked at without holding anybody up; decided where nothing can come between.
      for id in page.changed {
        let isOther = try await write(by: .daemon, rulebook: rulebook, now: now) { try $0.matchAgain(id) != nil }
        count += isOther ? 1 : 0
      }
    }
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.set(.matchedThrough, String(last))
    }
    return count
  }
}

extension Reading {
  /// The last claim, where what waits was not matched with it yet; nil where there is nothing to do.
  fileprivate func claimsToMatch() throws -> Int64? {
    guard
      try sql.first(
        "SELECT 1 FROM bank_entry WHERE verdict IN ('proposed', 'held') AND decided_at IS NULL LIMIT 1",
        read: { _ in true }) ?? false
    else { return nil }
    let last = try sql.first("SELECT coalesce(max(id), 0) FROM claim") { $0.number(0) } ?? 0
    let through = try setting(.matchedThrough).flatMap { Int64($0) } ?? 0
    return last > through ? last : nil
  }
}

extension Judging {
  /// Looks at some entries that wait for the rule and not for what a person has undone.
  ///
  /// - Returns: those of which another thing is to be said than was, and the last that was looked at; nil after all.
  fileprivate func waitingMatched(after id: EntryID, at now: Instant) throws -> (changed: [EntryID], last: EntryID?) {
    let records = try sql.all(
      """
      \(EntryRecord.selection) WHERE bank_entry.id > ? AND \(stillHolds) AND bank_entry.erased_at IS NULL
      ORDER BY bank_entry.id LIMIT ?
      """, .number(id.number), .number(Int64(DocketLimits.replanBatch))
    ) { try entryRecord($0) }
    var shapes: [String: Set<ReferenceShape>] = [:]
    let changed = try records.filter { record in
      guard let owners = rulebook.owners(ofAccount: record.account) else { return false }
      let known = try shapes[owners.key] ?? DocketBook.shapes(of: owners.creditors, self)
      shapes[owners.key] = known
      let match = try match(of: record.entry, owners, shapes: known, at: now).match
      return match.verdict == .booked || !record.others(in: match.candidates).isEmpty
    }
    return (changed.map(\.id), records.last?.id)
  }
}

extension EntryRecord {
  /// Candidates that it has not.
  fileprivate func others(in candidates: [Match.Candidate]) -> [Match.Candidate] {
    isUnsettled ? missing(of: candidates) : []
  }

  /// The same, whatever has become of it.
  fileprivate func missing(of candidates: [Match.Candidate]) -> [Match.Candidate] {
    candidates.filter { candidate in !self.candidates.contains { $0.claim == candidate.claim } }
  }
}

/// A claim that came in later than the entry that may be for it.
struct AddedCandidate {
  let claim: ClaimID
  let holds: Bool
  /// The last day on which its steps are kept back; nil where they are not.
  let until: String?

  /// As the journal has it.
  var text: String { [claim.description, holds ? "holds" : nil, until].compactMap { $0 }.joined(separator: " ") }
}

extension Transaction {
  /// Looks again at what a bank took back of an account before the docket had the payment: it counts as soon as that does.
  ///
  /// - Returns: of those that were booked, or found a claim, what became of them.
  @discardableResult
  func tieReturns(ofAccount account: String) throws -> [(entry: EntryID, outcome: Outcome)] {
    let ids = try sql.all(
      """
      SELECT id FROM bank_entry WHERE account = ? AND amount < 0 AND \(stillHolds) AND erased_at IS NULL ORDER BY id
      """, .text(account)
    ) { EntryID($0.number(0)) }
    return try ids.compactMap { id in
      try matchAgain(id, because: "the payment that it takes back came in later").map { (id, $0) }
    }
  }

  /// Looks again at what waits and named a claim while that was given up.
  func matchWaiting(for claim: ClaimID) throws {
    let ids = try sql.all(
      """
      SELECT DISTINCT entry_id FROM bank_candidate JOIN bank_entry ON bank_entry.id = entry_id
      WHERE claim_id = ? AND \(stillHolds) AND erased_at IS NULL ORDER BY entry_id
      """, .number(claim.number)
    ) { EntryID($0.number(0)) }
    let daemon = Transaction(sql: sql, rulebook: rulebook, now: now, actor: .daemon)
    for id in ids { _ = try daemon.matchAgain(id, because: "a claim that it may be for was opened again") }
  }

  /// Decides about an entry anew that waits for the rule.
  ///
  /// - Returns: what became of it; nil unless it was booked or found another claim.
  fileprivate func matchAgain(_ id: EntryID, because reason: String = "a claim came in later") throws -> Outcome? {
    let record = try entryRecord(id)
    guard record.isUnsettled, record.decidedAt == nil, let owners = rulebook.owners(ofAccount: record.account),
      try paymentTelling(of: id) == nil
    else { return nil }
    let outcome = try ruling(
      on: record.entry, as: id, owners, shapes: try DocketBook.shapes(of: owners.creditors, self))
    // The words of the rule may name people, and the docket's own chain is never erased.
    if outcome.verdict == .booked {
      try sayLater(outcome, of: id, because: reason)
      try decide(id, as: .booked, because: reason)
      if record.entry.amount.isPositive { try tieReturns(ofAccount: record.account) }
      return outcome
    }
    return try find(others: outcome, of: record, as: record.verdict, because: reason) ? outcome : nil
  }

  /// Has an entry wait again that was known as a payment which a person has undone, and decides about it by the rule.
  ///
  /// - Parameter places: where the payment was: from there a person took it back, and the rule does not put it there again.
  func matchAnew(_ id: EntryID, without payment: PaymentID, on places: Set<ClaimID>) throws {
    let record = try entryRecord(id)
    guard let owners = rulebook.owners(ofAccount: record.account) else { return }
    let daemon = Transaction(sql: sql, rulebook: rulebook, now: now, actor: .daemon)
    let shapes = try DocketBook.shapes(of: owners.creditors, self)
    let reason = "payment \(payment), which told of the same money, was undone"
    let (match, today) = try match(of: record.entry, owners, shapes: shapes, at: now)
    let isThere = match.verdict == .booked && match.allocations.contains { places.contains($0.claim) }
    let outcome =
      try isThere
      ? Outcome(match).asking(
        "it is not booked", because: "a person has taken it back from there",
        until: today.adding(days: rulebook.matching.holdUnmatched))
      : daemon.ruling(on: record.entry, as: id, owners, shapes: shapes)
    try sayLater(outcome, of: id, because: reason)
    if outcome.verdict == .booked {
      try daemon.decide(id, as: .booked, because: reason)
    } else if try !daemon.find(others: outcome, of: record, as: .proposed, because: reason) {
      try daemon.decide(id, as: .proposed, because: reason)
    }
  }

  private func sayLater(_ outcome: Outcome, of id: EntryID, because reason: String) throws {
    try sql.run(
      "UPDATE bank_entry SET because_later = ? WHERE id = ?", .text("\(reason)\n\(outcome.stored)"),
      .number(id.number))
  }

  /// Adds the candidates that were not known yet.
  ///
  /// - Returns: whether there are any, and so whether anything was decided.
  private func find(
    others outcome: Outcome, of record: EntryRecord, as verdict: Match.Verdict?, because reason: String
  ) throws -> Bool {
    let id = record.id
    let others = record.missing(of: outcome.candidates)
    guard !others.isEmpty, let verdict else { return false }
    let added = others.map { other in
      let holds = outcome.held.contains(other.claim)
      return AddedCandidate(claim: other.claim, holds: holds, until: holds ? outcome.holdUntil?.iso : nil)
    }
    try add(added, others, to: record)
    try decide(
      id, as: verdict, because: reason, beside: [.candidates: added.map(\.text).joined(separator: "\n")])
    try updateHolds(of: added.filter(\.holds).map(\.claim))
    return true
  }

  private func add(_ added: [AddedCandidate], _ candidates: [Match.Candidate], to record: EntryRecord) throws {
    for (index, (one, candidate)) in zip(added, candidates).enumerated() {
      try sql.run(
        """
        INSERT INTO bank_candidate (entry_id, place, claim_id, because, holds, added_at, hold_until)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, .number(record.id.number), .number(Int64(record.candidates.count + index + 1)), .number(one.claim.number),
        .text(candidate.because), .number(one.holds ? 1 : 0), .number(now.milliseconds), SQLValue(one.until))
    }
  }
}
