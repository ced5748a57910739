package import Dunning

/// What becomes of money when it is set against claims.
package struct Assignment: Hashable, Sendable {
  /// What of it one claim gets.
  package struct Share: Hashable, Sendable {
    package let claim: ClaimID
    package let reference: String
    package let booked: Money
    /// What of it pays interest and costs beyond what was open.
    package let charges: Money
    /// What is open of the claim then.
    package let outstanding: Money
  }

  /// The payment as it is then; of an entry that counts for several debtors the last.
  package let payment: PaymentRecord
  package let shares: [Share]
  /// What of all of it is set against no claim then.
  package let unallocated: Money
  /// The same with what claims are paid too much.
  package let credit: Money
}

extension Docket {
  /// What would become of a payment that is set against claims; nothing is kept.
  ///
  /// - Throws: as ``assign(_:to:by:rulebook:now:)``.
  package func assignment(
    of name: String, to shares: [PaymentShare], by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> Assignment {
    let result = try await write(keeping: false, by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.catchingRuleErrors {
        let record = try transaction.paymentRecord(called: name)
        return try transaction.assignment(to: shares, of: [record]) {
          try transaction.assign(record, to: shares)
          return [try transaction.paymentRecord(record.id)]
        }
      }
    }
    return try result.get()
  }

  /// The same of an entry that waits.
  package func assignment(
    of entry: EntryID, to shares: [PaymentShare], by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> Assignment {
    let result = try await write(keeping: false, by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.catchingRuleErrors {
        try transaction.assignment(to: shares, of: []) {
          try transaction.assign(entry, to: shares)
          return try transaction.entryRecord(entry).payments.map { try transaction.paymentRecord($0) }
            .filter { $0.undoneAt == nil }
        }
      }
    }
    return try result.get()
  }
}

extension Transaction {
  /// Assigns, and compares the claims with what they were before.
  ///
  /// - Parameters:
  ///   - before: the payments as they are; none where there are none yet.
  ///   - assign: gives the payments as they are then.
  fileprivate func assignment(
    to shares: [PaymentShare], of before: [PaymentRecord], by assign: () throws -> [PaymentRecord]
  ) throws -> Assignment {
    let claims = try shares.map { try find($0.claim).claim }
    let after = try assign()
    guard let payment = after.last else { throw DocketError(.wrongState, "it is to be set against no claim") }
    let currency = payment.payment.amount.currency
    return Assignment(
      payment: payment,
      shares: try claims.map { claim in
        let then = try record(claim.id).claim
        let booked = after.set(against: claim.id) - before.set(against: claim.id)
        return Assignment.Share(
          claim: claim.id, reference: claim.draft.reference, booked: Money(minorUnits: booked, currency: currency),
          charges: Money(
            minorUnits: max(0, then.charged.minorUnits - claim.charged.minorUnits), currency: currency),
          outstanding: Money(minorUnits: max(0, then.outstanding.minorUnits), currency: currency))
      }, unallocated: Money.sum(after.map(\.unallocated), in: currency),
      credit: Money.sum(after.map(\.credit), in: currency))
  }
}

extension [PaymentRecord] {
  /// What of them counts for a claim, in minor units.
  fileprivate func set(against claim: ClaimID) -> Int64 {
    flatMap(\.standing).filter { $0.claim == claim }.reduce(0) { $0 + $1.amount.minorUnits }
  }
}
