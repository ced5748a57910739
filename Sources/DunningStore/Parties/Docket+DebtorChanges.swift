package import Dunning
import DunningSQL

/// A debtor before and after a person corrected something.
package struct CorrectedDebtor: Hashable, Sendable {
  package let creditor: String
  package let before: Debtor
  package let after: Debtor
  /// The claims whose own addresses are others now.
  package let claims: [ClaimID]
  /// The claims that are not settled and keep addresses of their own: reminders about them go there all the same.
  package let ownAddresses: [ClaimID]
  /// The claims that are not settled: what waited to leave for one of them was taken back.
  package let openClaims: Int
}

extension Docket {
  /// Puts something else in the place of what is known of a debtor: from now on all notices say it, and what was written
  /// before does not leave any more.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`; `.invalid` when nobody has the address that is to be replaced.
  package func correct(
    debtor name: DebtorName, _ correction: DebtorCorrection, reason: String, by actor: Actor, rulebook: Rulebook,
    now: Instant
  ) async throws(DocketError) -> [CorrectedDebtor] {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      let debtors = try transaction.find(name)
      try transaction.requireReplaced(correction, of: debtors)
      return try debtors.map { try transaction.correct($0, correction, because: reason) }
    }
  }

  /// Enters somebody who has no claim yet, e.g. to have them left alone from the first.
  ///
  /// - Throws: ``DocketError`` `.debtorDiffers` when the number is somebody else's.
  package func add(
    debtor: Debtor, of creditor: String, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> (name: DebtorName, isNew: Bool) {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.add(debtor, of: creditor)
    }
  }
}

extension Docket {
  /// Puts a debtor together with another of the same creditor, who stays.
  ///
  /// - Parameter isSilenceAccepted: whether it may be that no reminder goes out any more, since who stays has no address.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.invalid`.
  package func merge(
    _ name: DebtorName, into other: DebtorName, reason: String, isSilenceAccepted: Bool = false, by actor: Actor,
    rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> MergedDebtors {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      let (one, two) = (try transaction.findOne(name), try transaction.findOne(other))
      if !isSilenceAccepted { try transaction.refuseSilence(of: one, mergedInto: two) }
      return try transaction.merge(one, into: two, because: reason)
    }
  }

  /// Takes back that a debtor was put together with another.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func part(
    _ name: DebtorName, reason: String, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> MergedDebtors {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.part(try transaction.findMerged(name), because: reason)
    }
  }

  /// Remembers that two debtors of one name are two: what holds one of them back does not hold back the other.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.invalid`.
  package func keepApart(
    _ name: DebtorName, from other: DebtorName, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> MergedDebtors {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.keepApart(try transaction.findOne(name), from: try transaction.findOne(other))
    }
  }

  /// Debtors of one creditor who may be the same, of whom nobody has said that they are two: those of one name, and who is
  /// held for another. At most a page of them.
  package func doubles(
    of creditor: String? = nil, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> [DebtorEntry] {
    try await read(rulebook) { look in
      let condition = "erased_at IS NULL AND merged_into IS NULL"
      return try look.sql.all(
        """
        \(DebtorRow.selection), debtor.id FROM debtor
        WHERE \(condition) AND (? IS NULL OR creditor = ?) AND (namesake IS NOT NULL
          OR id IN (SELECT other.namesake FROM debtor AS other WHERE other.namesake IS NOT NULL
            AND other.erased_at IS NULL AND other.merged_into IS NULL)
          OR EXISTS (SELECT 1 FROM debtor AS other
            WHERE other.creditor = debtor.creditor AND other.name_key = debtor.name_key AND other.id <> debtor.id
              AND other.erased_at IS NULL AND other.merged_into IS NULL
              AND other.id NOT IN (SELECT other_id FROM apart WHERE debtor_id = debtor.id)))
        ORDER BY creditor, name_key, id LIMIT ?
        """, SQLValue(creditor), SQLValue(creditor), .number(Int64(DocketLimits.pageMax))
      ) { row in
        let debtor = try DebtorRow(row)
        return DebtorEntry(
          creditor: debtor.creditor, debtor: debtor.debtor,
          state: debtor.said(rulebook: look.rulebook, now: now)?.state,
          openClaims: try look.openClaims(ofDebtor: row.number(DebtorRow.columns)).count)
      }
    }
  }
}

extension Reading {
  /// The one debtor that a person means.
  fileprivate func findOne(_ name: DebtorName) throws -> Int64 {
    let found = try find(name)
    guard let first = found.first else { throw ClaimRecord.damaged("debtor") }
    return first
  }
}

extension Transaction {
  /// - Throws: ``DocketError`` `.invalid` when none of them has the address that is to be replaced.
  fileprivate func requireReplaced(_ correction: DebtorCorrection, of debtors: [Int64]) throws {
    guard let old = correction.replacing else { return }
    var known: [EmailAddress] = []
    for id in debtors {
      guard let debtor = try debtorRow(id)?.debtor else { throw ClaimRecord.damaged("debtor") }
      let own = try openClaims(ofDebtor: id).flatMap { try record($0).claim.draft.contacts }
      let contacts = (debtor.contacts + own).filter { $0.purpose != .former }
      known += (debtor.email.map { [$0] } ?? []) + contacts.map(\.addressee.address)
    }
    guard !known.contains(where: { $0.isLike(old) }) else { return }
    let texts = Set(known.map(\.text)).sorted()
    let near = nearest(to: old.text, in: texts).map { "did you mean \($0)?" }
    throw DocketError(
      .invalid, "nothing goes to \(old.text), so that nothing was changed",
      hint: near
        ?? (texts.isEmpty ? "no address is known: leave --was out" : "known are \(texts.joined(separator: ", "))"))
  }

  /// The open claims that have addresses for reminders of their own.
  private func claimsWithOwnAddresses(ofDebtor id: Int64) throws -> [ClaimID] {
    try openClaims(ofDebtor: id).filter { try !record($0).claim.draft.contacts.addressees(.reminders).isEmpty }
  }

  func correct(_ id: Int64, _ correction: DebtorCorrection, because reason: String) throws -> CorrectedDebtor {
    guard let row = try debtorRow(id) else { throw ClaimRecord.damaged("debtor") }
    let (before, after) = (row.debtor, row.debtor.corrected(by: correction))
    let claims = try correctOwnContacts(ofDebtor: id, correction, before, because: reason)
    if after != before {
      try set(after, of: id)
      try debtorChanged(id, from: before, to: after, because: reason)
      if after.name.folded != before.name.folded || after.traits != before.traits { try namesakeChanged(id) }
    }
    return CorrectedDebtor(
      creditor: row.creditor, before: before, after: after, claims: claims,
      ownAddresses: correction.email == nil
        ? [] : try claimsWithOwnAddresses(ofDebtor: id).filter { !claims.contains($0) },
      openClaims: try openClaims(ofDebtor: id).count)
  }

  /// Has the open claims follow that have the replaced address for themselves.
  private func correctOwnContacts(
    ofDebtor id: Int64, _ correction: DebtorCorrection, _ debtor: Debtor, because reason: String
  ) throws -> [ClaimID] {
    guard let new = correction.email else { return [] }
    var replaced = correction.replacing.map { [$0] } ?? []
    if let contract = correction.contract {
      replaced += debtor.contacts.addressees(.reminders, contract: contract).map(\.address)
    }
    guard !replaced.isEmpty else { return [] }
    return try openClaims(ofDebtor: id).filter { claim in
      let draft = try record(claim).claim.draft
      guard correction.contract == nil || draft.contract == correction.contract else { return false }
      var contacts = draft.contacts
      for old in replaced { contacts = contacts.replacing(old, by: new) }
      guard contacts != draft.contacts else { return false }
      try set(contacts, of: claim, from: draft.contacts, because: reason)
      return true
    }
  }

  /// - Parameter digest: that of what was told, where the addresses came with it.
  func set(
    _ contacts: [Contact], of claim: ClaimID, from before: [Contact], because reason: String, digest: ClaimDigest? = nil
  ) throws {
    try sql.run(
      "UPDATE claim SET contacts = ?, revision = revision + 1 WHERE id = ?",
      SQLValue(contacts.isEmpty ? nil : contacts.text), .number(claim.number))
    var data = Self.difference(
      from: before.isEmpty ? [:] : [.ownContacts: before.text],
      to: contacts.isEmpty ? [:] : [.ownContacts: contacts.text], because: reason)
    data[.digest] = digest?.text
    try journal(Event(.debtorChanged, claim: claim, actor: actor, data: data))
    try dropWaitingNotices(of: claim, because: "its address was corrected")
    try replan(claim)
  }

  fileprivate func add(_ debtor: Debtor, of creditor: String) throws -> (name: DebtorName, isNew: Bool) {
    let name = DebtorName(debtor.key, of: .creditor(creditor))
    let known = try sql.first(
      "SELECT id FROM debtor WHERE creditor = ? AND key = ?", .text(creditor), .text(debtor.key)
    ) { $0.number(0) }
    if let known {
      guard let row = try debtorRow(known), row.debtor == debtor else {
        throw DocketError(
          .debtorDiffers, "debtor \(quoted(debtor.key)) of \(creditor) is known already, otherwise",
          hint: "`dunningctl debtor` shows them, `dunningctl correct --debtor` changes what is known")
      }
      return (name, false)
    }
    let kept = try insert(debtor, of: creditor)
    try journal(Event(.debtorAdded, actor: actor, data: [.debtor: String(kept.id), .creditor: creditor]))
    return (name, true)
  }
}
