package import Dunning

extension Docket {
  /// Records money that came in or went back. The same external number counts once for a creditor: known again on its
  /// claim, refused on another one.
  ///
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`, `.wrongCurrency`, `.wrongState` for a withdrawn claim and when
  ///   more would go back than came in, `.paymentTaken` when the number is known with other content or on another claim.
  package func pay(
    _ name: ClaimName, amount: String, kind: Payment.Kind = .payment, date: CivilDate?, externalID: String?,
    by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws -> ClaimRecord {
    let result: Result<ClaimRecord, RuleError> = try await write(by: actor, rulebook: rulebook, now: now) {
      transaction in
      let record = try transaction.find(name)
      let money: Money
      do {
        money = try Money(parsing: amount, currency: record.claim.draft.amount.currency)
      } catch let error as RuleError {
        return .failure(error)
      }
      guard money.isPositive else {
        return .failure(RuleError(.invalidAmount, "a payment must be more than nothing", hint: nil))
      }
      let day = date ?? rulebook.zone(for: record.claim)?.date(at: now) ?? ZoneRules.utc.date(at: now)
      let payment = Payment(externalID: externalID, kind: kind, amount: money, date: day, recordedAt: now)
      return .success(
        try transaction.record(payment, isDateGiven: date != nil, for: record))
    }
    return try result.get()
  }
}
