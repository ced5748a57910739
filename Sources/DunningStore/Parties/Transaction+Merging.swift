package import Dunning
import DunningSQL

// Two debtors that are one: the claims of the one go over to the other, each chain tells of it, and it can be taken back.

/// What a person has said of two debtors, as it stands then.
package struct MergedDebtors: Hashable, Sendable {
  /// Who stays.
  package let debtor: Debtor
  package let other: Debtor
  package let creditor: String
  /// The claims that went over.
  package let claims: Int
}

extension Transaction {
  /// Puts a debtor together with another: their claims and notices go over, what goes out goes to the addresses of the one
  /// who stays, and what is said of either of them holds for both.
  ///
  /// - Throws: ``DocketError`` `.invalid` when they cannot be one.
  func merge(_ id: Int64, into other: Int64, because reason: String) throws -> MergedDebtors {
    guard let gone = try debtorRow(id), let kept = try debtorRow(other) else { throw ClaimRecord.damaged("debtor") }
    try refuseUnlessMergeable(id, gone, other, kept)
    let added = gone.debtor.contactsFor(kept.debtor)
    var grown = kept.debtor
    grown.contacts += added
    try set(grown, of: other)
    if !added.isEmpty { try debtorChanged(other, from: kept.debtor, to: grown, because: reason) }
    try sql.run(
      "UPDATE debtor SET merged_into = ?, merged_contacts = ?, namesake = NULL WHERE id = ?", .number(other),
      .text(added.text), .number(id))
    try journal(Event(.debtorMerged, actor: actor, data: [.debtor: String(id), .other: String(other)]))
    let claims = try claims(ofDebtor: id)
    try move(
      claims, from: gone.debtor, to: (other, grown), as: .debtorMerged, cameFor: id, because: reason)
    try sql.run("UPDATE notice SET debtor_id = ? WHERE debtor_id = ?", .number(other), .number(id))
    try movePayments(of: id, to: other)
    try moveAccounts(of: id, to: other)
    try shareHold(from: id, to: other)
    try shareState(from: id, to: other)
    try settle(other)
    for debtor in [id, other] { try namesakeChanged(debtor) }
    return MergedDebtors(debtor: grown, other: gone.debtor, creditor: kept.creditor, claims: claims.count)
  }

  /// Takes it back: what came in for the one goes back to them. What was said meanwhile goes on holding for both.
  func part(_ id: Int64, because reason: String) throws -> MergedDebtors {
    guard let gone = try debtorRow(id),
      let other = try sql.first("SELECT merged_into FROM debtor WHERE id = ?", .number(id), read: { $0.numberIfAny(0) })
        ?? nil,
      let kept = try debtorRow(other)
    else { throw ClaimRecord.damaged("debtor") }
    let added = try sql.first("SELECT merged_contacts FROM debtor WHERE id = ?", .number(id)) {
      try [Contact](parsing: $0.text(0))
    }
    var shrunk = kept.debtor
    shrunk.contacts.removeAll { added?.contains($0) == true }
    try set(shrunk, of: other)
    try sql.run("UPDATE debtor SET merged_into = NULL, merged_contacts = '' WHERE id = ?", .number(id))
    try journal(Event(.debtorParted, actor: actor, data: [.debtor: String(id), .other: String(other)]))
    let claims = try sql.all(
      "SELECT id FROM claim WHERE debtor_id = ? AND merged_from = ? ORDER BY id LIMIT ?", .number(other), .number(id),
      .number(Int64(DocketLimits.debtorClaimsMax))
    ) { ClaimID($0.number(0)) }
    try move(claims, from: kept.debtor, to: (id, gone.debtor), as: .debtorParted, cameFor: nil, because: reason)
    try returnPayments(from: other, to: id)
    try sql.run(
      """
      UPDATE notice SET debtor_id = ? WHERE debtor_id = ? AND id IN
        (SELECT notice_id FROM notice_claim JOIN claim ON claim.id = claim_id GROUP BY notice_id
          HAVING min(claim.debtor_id) = ? AND max(claim.debtor_id) = ?)
      """, .number(id), .number(other), .number(id), .number(id))
    try tellAll(of: (other, shrunk), because: reason)
    try sql.run(
      """
      INSERT INTO legal_hold (debtor_id, reason, since) SELECT ?, reason, since FROM legal_hold WHERE debtor_id = ?
      """, .number(id), .number(other))
    try copyState(from: other, to: id)
    for debtor in [id, other] {
      try settle(debtor)
      try namesakeChanged(debtor)
    }
    return MergedDebtors(debtor: shrunk, other: gone.debtor, creditor: kept.creditor, claims: claims.count)
  }

  /// Remembers that two debtors of one name are two.
  func keepApart(_ id: Int64, from other: Int64) throws -> MergedDebtors {
    guard let one = try debtorRow(id), let two = try debtorRow(other) else { throw ClaimRecord.damaged("debtor") }
    guard id != other, one.creditor == two.creditor else {
      throw DocketError(
        .invalid, "two debtors of one creditor are needed, and these are \(id == other ? "one" : "of two creditors")",
        hint: "`dunningctl debtors --doubles` shows who may be one")
    }
    for (debtor, other) in [(id, other), (other, id)] {
      try sql.run(
        "INSERT INTO apart (debtor_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING", .number(debtor), .number(other))
    }
    try journal(Event(.debtorsApart, actor: actor, data: [.debtor: String(id), .other: String(other)]))
    for debtor in [id, other] { try namesakeChanged(debtor) }
    return MergedDebtors(debtor: one.debtor, other: two.debtor, creditor: one.creditor, claims: 0)
  }

  private func refuseUnlessMergeable(_ id: Int64, _ gone: DebtorRow, _ other: Int64, _ kept: DebtorRow) throws {
    guard id != other else {
      throw DocketError(.invalid, "debtor \(quoted(gone.debtor.key)) is one already", hint: "name two debtors")
    }
    guard gone.creditor == kept.creditor else {
      throw DocketError(
        .invalid, "they are debtors of two creditors, \(gone.creditor) and \(kept.creditor)",
        hint: "each creditor's debtors stay that creditor's")
    }
    let earlier = try sql.first("SELECT key FROM debtor WHERE merged_into = ? LIMIT 1", .number(id)) { $0.text(0) }
    if let earlier {
      throw DocketError(
        .invalid, "\(quoted(earlier)) was put together with \(quoted(gone.debtor.key)) already",
        hint: "`dunningctl merge --undo` that one first, then put each together with the one who stays")
    }
  }

  /// - Throws: ``DocketError`` `.invalid` when claims that go over had an address, and have none with the one who stays.
  func refuseSilence(of id: Int64, mergedInto other: Int64) throws {
    guard let gone = try debtorRow(id), let kept = try debtorRow(other) else { throw ClaimRecord.damaged("debtor") }
    guard id != other, kept.debtor.addressees.isEmpty, !gone.debtor.addressees.isEmpty else { return }
    let silent = try openClaims(ofDebtor: id).filter {
      try record($0).claim.draft.contacts.addressees(.reminders).isEmpty
    }
    guard !silent.isEmpty else { return }
    let count = silent.count == 1 ? "1 open claim" : "\(silent.count) open claims"
    throw DocketError(
      .invalid,
      "debtor \(quoted(kept.debtor.key)) has no e-mail address: about \(count) of \(quoted(gone.debtor.key)) nothing would "
        + "be mailed any more",
      hint: "merge the other way round, or give who stays an address: `dunningctl correct --debtor … --email "
        + "\(gone.debtor.addressees.text)`; with `--yes` (`\"accept\": true`) it is done all the same")
  }

  // MARK: What goes over

  private func move(
    _ claims: [ClaimID], from before: Debtor, to after: (id: Int64, debtor: Debtor), as kind: Event.Kind,
    cameFor: Int64?, because reason: String
  ) throws {
    let data = Self.difference(from: before.registered, to: after.debtor.registered, because: reason)
    for claim in claims {
      try dropWaitingNotices(of: claim, because: "its debtor is another one now")
      try sql.run(
        "UPDATE claim SET debtor_id = ?, merged_from = ?, revision = revision + 1 WHERE id = ?", .number(after.id),
        SQLValue(cameFor), .number(claim.number))
      guard try !isErased(claim) else { continue }
      try journal(Event(kind, claim: claim, actor: actor, data: data))
    }
  }

  /// All that is known of a debtor, in the chain of the newest claim, whose own entries may be of before.
  private func tellAll(of debtor: (id: Int64, debtor: Debtor), because reason: String) throws {
    guard let last = try lastJournalled(of: debtor.id) else { return }
    let registered = debtor.debtor.registered
    let all = Dictionary(uniqueKeysWithValues: Debtor.registeredKeys.map { ($0, registered[$0] ?? "") })
    try journal(
      Event(
        .debtorParted, claim: last, actor: actor,
        data: [.before: Journal.json([String: String]()), .after: Journal.json(all), .reason: reason]))
  }

  private func shareHold(from id: Int64, to other: Int64) throws {
    try sql.run(
      """
      UPDATE legal_hold SET debtor_id = ? WHERE debtor_id = ? AND NOT EXISTS
        (SELECT 1 FROM legal_hold AS own WHERE own.debtor_id = ?)
      """, .number(other), .number(id), .number(other))
  }

  /// What is said of the one who goes holds for the one who stays, if nothing is said of them.
  private func shareState(from id: Int64, to other: Int64) throws {
    try copyState(from: id, to: other)
    let isSpokenOf = try sql.first("SELECT state IS NOT NULL FROM debtor WHERE id = ?", .number(id)) { $0.number(0) }
    guard isSpokenOf == 1 else { return }
    try sql.run(
      "UPDATE debtor SET state = NULL, state_until = NULL, state_reason = NULL WHERE id = ?", .number(id))
    try tellState(ofDebtor: id)
  }

  private func copyState(from id: Int64, to other: Int64) throws {
    try sql.run(
      """
      UPDATE debtor SET state = said.state, state_until = said.state_until, state_reason = said.state_reason
      FROM debtor AS said WHERE debtor.id = ? AND debtor.state IS NULL AND said.id = ? AND said.state IS NOT NULL
      """, .number(other), .number(id))
    try tellState(ofDebtor: other)
  }

  /// Has what is said of a debtor hold for all their claims, and plans them anew.
  private func settle(_ id: Int64) throws {
    // Who had no claim before is found by their name from now on.
    try ReferenceIndex(self).indexName(ofDebtor: id)
    for claim in try openClaims(ofDebtor: id) {
      if try record(claim).claim.state == .open { try applyDebtorState(to: claim) }
      try replan(claim)
    }
  }
}

extension Debtor {
  /// The addresses that another gets with this debtor: a copy, a contract's or an invoice's goes on, and what came in with
  /// one for reminders goes to theirs.
  fileprivate func contactsFor(_ other: Debtor) -> [Contact] {
    contactsToShare.filter { contact in
      contact.purpose == .former ? !other.has(contact.addressee.address) : !other.contacts.contains(contact)
    }
  }

  /// The same, whatever the other has already.
  var contactsToShare: [Contact] {
    let own = email.map { [Contact(.former, Addressee(address: $0))] } ?? []
    return own
      + contacts.map { contact in
        contact.purpose == .reminders && contact.contract == nil ? Contact(.former, contact.addressee) : contact
      }
  }
}
